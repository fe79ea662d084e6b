package sshauth

import (
	"bytes"
	"net"
	"sync"

	"golang.org/x/crypto/ssh"

	"example.test/sshauth/accounts"
)

type user struct {
	name string
	key  []byte
}

// directory finds users by their keys.
type directory map[string]*user

func (d directory) find(key ssh.PublicKey) *user { return d[string(key.Marshal())] }

// badCaptured takes the last key that was offered for the key that was proven. The client
// can offer somebody else's key and then log in by its own password.
func badCaptured(c net.Conn, d directory, password func(ssh.ConnMetadata, []byte) (*ssh.Permissions, error)) (*user, error) {
	var who *user
	config := &ssh.ServerConfig{
		PasswordCallback: password,
		PublicKeyCallback: func(conn ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
			found := d.find(key)
			if found == nil {
				return nil, errDenied
			}
			who = found // want "CL803: the function literal keeps in who what the key that a client offers stands for; why: a client can offer several keys .*; fix: return it in Permissions.Extensions"
			return nil, nil
		},
	}
	if _, _, _, err := ssh.NewServerConn(c, config); err != nil {
		return nil, err
	}
	return who, nil
}

// session is one connection.
type session struct {
	directory   directory
	fingerprint string
	offered     int
	kept        sync.Mutex
}

func (s *session) checkPassword(conn ssh.ConnMetadata, password []byte) (*ssh.Permissions, error) {
	return nil, errDenied
}

func (s *session) checkKey(conn ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
	s.offered++
	if s.directory.find(key) == nil {
		return nil, errDenied
	}
	s.remember(ssh.FingerprintSHA256(key))
	return &ssh.Permissions{}, nil
}

func (s *session) remember(fingerprint string) {
	s.kept.Lock()
	defer s.kept.Unlock()
	s.fingerprint = fingerprint // want "CL803: sshauth.session.checkKey keeps in fingerprint what the key that a client offers stands for"
}

func (s *session) badField() *ssh.ServerConfig {
	config := &ssh.ServerConfig{PublicKeyCallback: s.checkKey}
	config.PasswordCallback = s.checkPassword
	return config
}

func (s *session) mayWrite() bool { return s.fingerprint == "SHA256:admin" && s.offered > 0 }

// lastUsers has the users of connections by their addresses.
var lastUsers = map[string]string{}

func badMap(d directory) *ssh.ServerConfig {
	return &ssh.ServerConfig{
		KeyboardInteractiveCallback: func(ssh.ConnMetadata, ssh.KeyboardInteractiveChallenge) (*ssh.Permissions, error) {
			return nil, errDenied
		},
		PublicKeyCallback: func(conn ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
			u := d.find(key)
			if u == nil {
				return nil, errDenied
			}
			lastUsers[conn.RemoteAddr().String()] = u.name // want "CL803: the function literal keeps in lastUsers what"
			return nil, nil
		},
	}
}

func userOf(conn net.Conn) string { return lastUsers[conn.RemoteAddr().String()] }

// tenant is one of the users of a gateway.
type tenant struct {
	owners map[string]string
	name   string
}

// badThroughAnotherPackage asks another package whose key it is.
func (t *tenant) badThroughAnotherPackage() *ssh.ServerConfig {
	config := &ssh.ServerConfig{}
	config.NoClientAuthCallback = func(ssh.ConnMetadata) (*ssh.Permissions, error) { return nil, errDenied }
	config.PublicKeyCallback = func(conn ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
		owner, ok := accounts.Owner(t.owners, key)
		if !ok {
			return nil, errDenied
		}
		t.name = owner // want "CL803: the function literal keeps in name what the key that a client offers stands for"
		return nil, nil
	}
	return config
}

func (t *tenant) String() string { return t.name }

// goodPermissions returns who it is: only the permissions for the proven key come out of the
// handshake.
func goodPermissions(c net.Conn, d directory, password func(ssh.ConnMetadata, []byte) (*ssh.Permissions, error)) (string, error) {
	config := &ssh.ServerConfig{
		PasswordCallback: password,
		PublicKeyCallback: func(conn ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
			found := d.find(key)
			if found == nil {
				return nil, errDenied
			}
			permissions := &ssh.Permissions{Extensions: map[string]string{}}
			permissions.Extensions["user"] = found.name
			return permissions, nil
		},
	}
	conn, _, _, err := ssh.NewServerConn(c, config)
	if err != nil {
		return "", err
	}
	return conn.Permissions.Extensions["user"], nil
}

// goodOnlyKeys has no other way to log in: the library calls the function for the proven key
// last of all.
func goodOnlyKeys(c net.Conn, d directory) (*user, error) {
	var who *user
	config := &ssh.ServerConfig{
		PublicKeyCallback: func(conn ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
			if who = d.find(key); who == nil {
				return nil, errDenied
			}
			return nil, nil
		},
	}
	if _, _, _, err := ssh.NewServerConn(c, config); err != nil {
		return nil, err
	}
	return who, nil
}

// goodHandedIn is given a configuration: nothing says that it has another way to log in.
func goodHandedIn(c net.Conn, config *ssh.ServerConfig, d directory) (*user, error) {
	var who *user
	config.PublicKeyCallback = func(conn ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
		if who = d.find(key); who == nil {
			return nil, errDenied
		}
		return nil, nil
	}
	_, _, _, err := ssh.NewServerConn(c, config)
	return who, err
}

// auditor notes what clients try.
type auditor struct {
	mu       sync.Mutex
	tries    map[string]int
	lastUser string
	seen     []string
	known    map[string]*user
	events   chan string
}

// goodAudit counts, logs and caches: none of that says whose session it is.
func (a *auditor) goodAudit(d directory) *ssh.ServerConfig {
	return &ssh.ServerConfig{
		PasswordCallback: func(ssh.ConnMetadata, []byte) (*ssh.Permissions, error) { return nil, errDenied },
		PublicKeyCallback: func(conn ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
			fingerprint := ssh.FingerprintSHA256(key)
			a.mu.Lock()
			a.tries[fingerprint]++
			a.lastUser = conn.User()
			a.seen = append(a.seen, fingerprint)
			a.known[fingerprint] = d.find(key)
			a.mu.Unlock()
			a.events <- fingerprint
			if u := a.known[fingerprint]; u == nil || !bytes.Equal(u.key, key.Marshal()) {
				return nil, errDenied
			}
			return nil, nil
		},
	}
}

func (a *auditor) report() (map[string]int, []string, int, string, string) {
	return a.tries, a.seen, len(a.known), a.lastUser, <-a.events
}

// goodRecord notes in the record of the key when it was last offered.
type record struct {
	fingerprint string
	comment     string
}

func goodRecord(records map[string]*record) *ssh.ServerConfig {
	return &ssh.ServerConfig{
		PasswordCallback: func(ssh.ConnMetadata, []byte) (*ssh.Permissions, error) { return nil, errDenied },
		PublicKeyCallback: func(conn ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
			r := records[string(key.Marshal())]
			if r == nil {
				return nil, errDenied
			}
			r.fingerprint = ssh.FingerprintSHA256(key)
			return nil, nil
		},
	}
}

func (r *record) String() string { return r.fingerprint + " " + r.comment }
