package sshconf

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"
)

// AuthorizedKey is a public key with which a user may log in, and the comment
// after it, which says whose it is. A nil Key, or one that is a certificate,
// lets nobody in.
type AuthorizedKey struct {
	Key     ssh.PublicKey
	Comment string
}

// AuthorizedKeys are the keys of one user.
type AuthorizedKeys []AuthorizedKey

// ParseAuthorizedKeys reads a file in the format of OpenSSH's authorized_keys.
// Every error is an [ErrAuthorizedKeys] that names the line, or an [ErrKey].
//
// A line that is not a key is an error: OpenSSH skips it, and nobody learns why a
// login fails. A line with options is an error, because a server of this package
// would not enforce them, and so is a certificate, because it would not check
// who signed it and when it ends.
func ParseAuthorizedKeys(text []byte) (AuthorizedKeys, error) {
	var keys AuthorizedKeys
	n := 0
	for line := range bytes.Lines(text) {
		n++
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		key, comment, options, _, err := ssh.ParseAuthorizedKey(line)
		if err != nil {
			return nil, fmt.Errorf("%w: line %d: %w", ErrAuthorizedKeys, n, err)
		}
		if len(options) > 0 {
			return nil, fmt.Errorf("%w: line %d: the options %q would not be enforced", ErrAuthorizedKeys, n, strings.Join(options, ","))
		}
		if _, ok := key.(*ssh.Certificate); ok {
			return nil, fmt.Errorf("%w: line %d: a certificate, whose signature and end would not be checked; put the key there", ErrAuthorizedKeys, n)
		}
		if err := checkKey(key); err != nil {
			return nil, fmt.Errorf("line %d of the authorized keys: %w", n, err)
		}
		keys = append(keys, AuthorizedKey{key, comment})
	}
	return keys, nil
}

// find returns the entry of key. There is none for a certificate: nobody has
// checked it.
func (k AuthorizedKeys) find(key ssh.PublicKey) (AuthorizedKey, bool) {
	if _, ok := key.(*ssh.Certificate); ok {
		return AuthorizedKey{}, false
	}
	i := slices.IndexFunc(k, func(a AuthorizedKey) bool {
		return a.Key != nil && bytes.Equal(a.Key.Marshal(), key.Marshal())
	})
	if i < 0 {
		return AuthorizedKey{}, false
	}
	return k[i], true
}

// verified is where the entry of the client's key is among a connection's
// permissions.
type verified struct{}

// Server returns the configuration of a server with hostKey that lets users in
// who prove that they have one of their authorized keys. authorized is asked
// for each key that a client shows, so that it can read a file or a database;
// it returns no keys for a user whom it does not know, and is called by several
// goroutines at once. An error of it refuses the client.
//
// [ClientKey] says which key it was. Set a deadline on the connection before
// [ssh.NewServerConn], and clear it afterwards: without one, a client that
// sends nothing keeps the connection open for ever.
//
// The error is [ErrKey] for a host key that cannot be used. Server panics if
// authorized is nil.
func Server(hostKey ssh.Signer, authorized func(user string) (AuthorizedKeys, error)) (*ssh.ServerConfig, error) {
	if authorized == nil {
		panic("sshconf: Server without authorized keys")
	}
	signer, err := checkSigner(hostKey)
	if err != nil {
		return nil, err
	}
	find := func(conn ssh.ConnMetadata, key ssh.PublicKey) (AuthorizedKey, error) {
		keys, err := authorized(conn.User())
		if err != nil {
			return AuthorizedKey{}, fmt.Errorf("sshconf: find the keys of %q: %w", conn.User(), err)
		}
		found, ok := keys.find(key)
		if !ok {
			return AuthorizedKey{}, fmt.Errorf("%w: %q with %s", ErrRefused, conn.User(), ssh.FingerprintSHA256(key))
		}
		return found, checkKey(key)
	}
	config := &ssh.ServerConfig{
		Config:                  transport(),
		PublicKeyAuthAlgorithms: ssh.SupportedAlgorithms().PublicKeyAuths,
		// A client may show keys that it does not have: nothing is remembered here.
		PublicKeyCallback: func(conn ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
			_, err := find(conn, key)
			return nil, err
		},
		VerifiedPublicKeyCallback: func(conn ssh.ConnMetadata, key ssh.PublicKey, _ *ssh.Permissions, _ string) (*ssh.Permissions, error) {
			found, err := find(conn, key)
			if err != nil {
				return nil, err
			}
			return &ssh.Permissions{ExtraData: map[any]any{verified{}: found}}, nil
		},
	}
	config.AddHostKey(signer)
	return config, nil
}

// ClientKey returns the key with which the client of a connection has logged
// in, to a server that [Server] configured. ok is false for other connections.
func ClientKey(conn *ssh.ServerConn) (key AuthorizedKey, ok bool) {
	if conn == nil || conn.Permissions == nil {
		return AuthorizedKey{}, false
	}
	key, ok = conn.Permissions.ExtraData[verified{}].(AuthorizedKey)
	return key, ok
}
