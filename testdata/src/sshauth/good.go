package sshauth

import (
	"bytes"
	"errors"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/ssh"
)

var errDenied = errors.New("access denied")

type store struct {
	hashes map[string][]byte
	keys   map[string][]byte
}

func (s *store) goodPassword() *ssh.ServerConfig {
	return &ssh.ServerConfig{
		PasswordCallback: func(conn ssh.ConnMetadata, password []byte) (*ssh.Permissions, error) {
			if err := bcrypt.CompareHashAndPassword(s.hashes[conn.User()], password); err != nil {
				return nil, err
			}
			return nil, nil
		},
	}
}

func (s *store) key(conn ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
	if !bytes.Equal(s.keys[conn.User()], key.Marshal()) {
		return nil, errDenied
	}
	return &ssh.Permissions{Extensions: map[string]string{"key": ssh.FingerprintSHA256(key)}}, nil
}

func (s *store) goodKey() *ssh.ServerConfig { return &ssh.ServerConfig{PublicKeyCallback: s.key} }

// goodHoneypot lets nobody in, and notes what they try.
func goodHoneypot(note func(user string, password []byte)) *ssh.ServerConfig {
	return &ssh.ServerConfig{
		PasswordCallback: func(conn ssh.ConnMetadata, password []byte) (*ssh.Permissions, error) {
			note(conn.User(), password)
			return nil, errDenied
		},
	}
}

// goodAnonymous decides by the connection who may come without a key.
func goodAnonymous(allowed map[string]bool) *ssh.ServerConfig {
	return &ssh.ServerConfig{
		NoClientAuth: true,
		NoClientAuthCallback: func(conn ssh.ConnMetadata) (*ssh.Permissions, error) {
			if !allowed[conn.RemoteAddr().String()] {
				return nil, errDenied
			}
			return nil, nil
		},
	}
}

// goodOfCallers is given the check.
func goodOfCallers(check func(ssh.ConnMetadata, []byte) (*ssh.Permissions, error)) *ssh.ServerConfig {
	return &ssh.ServerConfig{PasswordCallback: check}
}

// goodSetting lets the operator decide.
func goodSetting(open bool) *ssh.ServerConfig { return &ssh.ServerConfig{NoClientAuth: open} }
