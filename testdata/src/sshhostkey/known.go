package sshhostkey

import (
	"errors"
	"fmt"
	"net"
	"os"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// badSwallowed takes every disagreement with the file for a host that is not known yet.
func badSwallowed(check ssh.HostKeyCallback) *ssh.ClientConfig {
	return &ssh.ClientConfig{
		HostKeyCallback: func(host string, remote net.Addr, key ssh.PublicKey) error {
			err := check(host, remote, key)
			var unknown *knownhosts.KeyError
			if errors.As(err, &unknown) {
				return nil // want "CL801: the function literal, which checks the host key, also accepts a key that is not the known one; why: knownhosts.KeyError also means .*; fix: return the error unless KeyError.Want is empty"
			}
			return err
		},
	}
}

// book is a known_hosts file.
type book struct {
	path  string
	check ssh.HostKeyCallback
}

func (b *book) add(host string, key ssh.PublicKey) error {
	file, err := os.OpenFile(b.path, os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = fmt.Fprintln(file, knownhosts.Line([]string{host}, key))
	return err
}

// trustFirst also trusts the second, which may be somebody else.
func (b *book) trustFirst(host string, remote net.Addr, key ssh.PublicKey) error {
	switch err := b.check(host, remote, key).(type) {
	case nil:
		return nil
	case *knownhosts.KeyError:
		if err := b.add(host, key); err != nil {
			return err
		}
		return nil // want "CL801: sshhostkey.book.trustFirst, which checks the host key, also accepts"
	default:
		return err
	}
}

func (b *book) badMethod() *ssh.ClientConfig {
	return &ssh.ClientConfig{HostKeyCallback: b.trustFirst}
}

func ignoreUnknown(err error) error {
	if _, ok := errors.AsType[*knownhosts.KeyError](err); ok {
		err = nil
	}
	return err // want "CL801: the function literal, which checks the host key, also accepts"
}

func badHelper(b *book) *ssh.ClientConfig {
	config := &ssh.ClientConfig{}
	config.HostKeyCallback = func(host string, remote net.Addr, key ssh.PublicKey) error {
		return ignoreUnknown(b.check(host, remote, key))
	}
	return config
}

// badFallback accepts every key that is no certificate.
func badFallback() *ssh.CertChecker {
	return &ssh.CertChecker{
		IsHostAuthority: func(ssh.PublicKey, string) bool { return false },
		HostKeyFallback: func(string, net.Addr, ssh.PublicKey) error { return nil }, // want "CL801: the function literal, which checks the host key, accepts every key"
	}
}

// goodFirst adds hosts that the file does not have, and no second key of one that it has.
func (b *book) goodFirst() *ssh.ClientConfig {
	return &ssh.ClientConfig{
		HostKeyCallback: func(host string, remote net.Addr, key ssh.PublicKey) error {
			err := b.check(host, remote, key)
			var unknown *knownhosts.KeyError
			if errors.As(err, &unknown) && len(unknown.Want) == 0 {
				return b.add(host, key)
			}
			return err
		},
	}
}

// goodExplained says more about the error, and returns one.
func (b *book) goodExplained() *ssh.ClientConfig {
	return &ssh.ClientConfig{
		HostKeyCallback: func(host string, remote net.Addr, key ssh.PublicKey) error {
			err := b.check(host, remote, key)
			if err == nil {
				return nil
			}
			var unknown *knownhosts.KeyError
			if errors.As(err, &unknown) {
				return fmt.Errorf("the key of %s is not the known one: %w", host, err)
			}
			return err
		},
	}
}

// goodAsked lets the user compare the fingerprint.
func (b *book) goodAsked(ask func(fingerprint string) bool) *ssh.ClientConfig {
	return &ssh.ClientConfig{
		HostKeyCallback: func(host string, remote net.Addr, key ssh.PublicKey) error {
			err := b.check(host, remote, key)
			var unknown *knownhosts.KeyError
			if errors.As(err, &unknown) && ask(ssh.FingerprintSHA256(key)) {
				return nil
			}
			return err
		},
	}
}
