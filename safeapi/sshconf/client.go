package sshconf

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"net"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// connectTimeout is the time that a TCP connection may take. It does not limit
// the handshake.
const connectTimeout = 30 * time.Second

// KnownHosts knows the keys of hosts. Make one with [ReadKnownHosts]. It is
// safe for concurrent use.
type KnownHosts struct {
	check       ssh.HostKeyCallback
	authorities map[place]bool
}

// A place is a line of a file.
type place struct {
	path string
	line int
}

// ReadKnownHosts reads files in the format of OpenSSH's known_hosts, such as
// ~/.ssh/known_hosts and /etc/ssh/ssh_known_hosts. They are read once; a
// program that runs for long reads them again when they change. The error is
// one of reading, or an [ErrKnownHosts] that names file and line.
func ReadKnownHosts(path string, more ...string) (*KnownHosts, error) {
	paths := append([]string{path}, more...)
	authorities := make(map[place]bool)
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			return nil, fmt.Errorf("sshconf: read known hosts: %w", err)
		}
		lines := bufio.NewScanner(bytes.NewReader(text))
		for n := 1; lines.Scan(); n++ {
			if strings.HasPrefix(strings.TrimSpace(lines.Text()), "@cert-authority") {
				authorities[place{p, n}] = true
			}
		}
	}
	check, err := knownhosts.New(paths...)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKnownHosts, err)
	}
	return &KnownHosts{check, authorities}, nil
}

// Client returns the configuration of a client that logs in to addr, a host
// and port, as user with key, and accepts only the host keys that known has for
// addr.
//
// The configuration is for this addr alone, whatever the address that is
// dialed: through a tunnel or a jump host, pass its connection to
// [ssh.NewClientConn]. What is dialed under another name is accepted if it has
// the key of addr.
//
// The error is [ErrUnknownHost] if known has no key for addr, and [ErrKey] for
// a key that cannot be used. It panics if known is nil. A server with another
// key makes the handshake fail with [ErrHostKey].
func Client(user string, key ssh.Signer, known *KnownHosts, addr string) (*ssh.ClientConfig, error) {
	if known == nil || known.check == nil {
		panic("sshconf: Client without known hosts; make them with ReadKnownHosts")
	}
	signer, err := checkSigner(key)
	if err != nil {
		return nil, err
	}
	algorithms, err := known.algorithms(addr)
	if err != nil {
		return nil, err
	}
	return &ssh.ClientConfig{
		Config:            transport(),
		User:              user,
		Auth:              []ssh.AuthMethod{ssh.PublicKeys(signer)},
		HostKeyAlgorithms: algorithms,
		Timeout:           connectTimeout,
		HostKeyCallback: func(_ string, _ net.Addr, key ssh.PublicKey) error {
			return known.verify(addr, key)
		},
	}, nil
}

// verify returns nil if key is a key of addr.
func (k *KnownHosts) verify(addr string, key ssh.PublicKey) error {
	if err := checkKey(key); err != nil {
		return fmt.Errorf("%w of %s: %w", ErrHostKey, addr, err)
	}
	// The address that was dialed says nothing of whom one meant to reach.
	if err := k.check(addr, new(net.TCPAddr), key); err != nil {
		return fmt.Errorf("%w of %s: it showed %s %s: %w", ErrHostKey, addr, key.Type(), ssh.FingerprintSHA256(key), err)
	}
	return nil
}

// algorithms returns the host key algorithms with which addr can show a key
// that is known.
func (k *KnownHosts) algorithms(addr string) ([]string, error) {
	if _, _, err := net.SplitHostPort(addr); err != nil {
		return nil, fmt.Errorf("sshconf: the address %q, want host:port: %w", addr, err)
	}
	known, err := k.keys(addr)
	if err != nil {
		return nil, err
	}
	var types []string
	plain := make(map[string]bool)
	certified := false
	for _, key := range known {
		types = append(types, key.Key.Type())
		if k.authorities[place{key.Filename, key.Line}] {
			certified = true // by a key of any type
		} else {
			plain[key.Key.Type()] = true
		}
	}
	usable := slices.DeleteFunc(preference(), func(name string) bool {
		if certificate := strings.Contains(name, "-cert-"); certificate {
			return !certified
		}
		return !plain[keyType(name)]
	})
	if len(usable) == 0 {
		return nil, fmt.Errorf("%w: the known keys of %s are of types that are not safe or not supported: %s", ErrKey, addr, strings.Join(types, ", "))
	}
	return usable, nil
}

// keys asks for the keys of addr: the error for a key that nobody has lists
// them.
func (k *KnownHosts) keys(addr string) ([]knownhosts.KnownKey, error) {
	nobodys, err := ssh.NewPublicKey(ed25519.PublicKey(make([]byte, ed25519.PublicKeySize)))
	if err != nil {
		return nil, fmt.Errorf("sshconf: make a key to ask with: %w", err)
	}
	var mismatch *knownhosts.KeyError
	err = k.check(addr, new(net.TCPAddr), nobodys)
	if errors.As(err, &mismatch) && len(mismatch.Want) > 0 {
		return mismatch.Want, nil
	}
	return nil, fmt.Errorf("%w: %s is not in the known hosts; get its key from those who run it, and add it", ErrUnknownHost, addr)
}

// preference returns the supported host key algorithms: those of certificates
// first, as OpenSSH does, RSA last.
func preference() []string {
	names := ssh.SupportedAlgorithms().HostKeys
	rank := func(name string) int {
		n := 0
		if !strings.Contains(name, "-cert-") {
			n += 2
		}
		if strings.HasPrefix(name, "rsa-") {
			n++
		}
		return n
	}
	slices.SortStableFunc(names, func(a, b string) int { return rank(a) - rank(b) })
	return names
}

// keyType returns the type of the keys that sign with an algorithm.
func keyType(algorithm string) string {
	if algorithm == ssh.KeyAlgoRSASHA256 || algorithm == ssh.KeyAlgoRSASHA512 {
		return ssh.KeyAlgoRSA
	}
	return algorithm
}
