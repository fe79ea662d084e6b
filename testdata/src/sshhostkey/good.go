package sshhostkey

import (
	"bytes"
	"errors"
	"net"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

func goodKnownHosts(file string) (*ssh.ClientConfig, error) {
	check, err := knownhosts.New(file)
	if err != nil {
		return nil, err
	}
	return &ssh.ClientConfig{HostKeyCallback: check}, nil
}

func goodFixed(key ssh.PublicKey) *ssh.ClientConfig {
	return &ssh.ClientConfig{HostKeyCallback: ssh.FixedHostKey(key)}
}

func goodOwnCheck(known map[string][]byte) *ssh.ClientConfig {
	return &ssh.ClientConfig{
		HostKeyCallback: func(host string, _ net.Addr, key ssh.PublicKey) error {
			if !bytes.Equal(known[host], key.Marshal()) {
				return errors.New("unknown host key")
			}
			return nil
		},
	}
}

// goodLoggedToo looks at the key before the check of the file decides.
func goodLoggedToo(file string) (*ssh.ClientConfig, error) {
	check, err := knownhosts.New(file)
	if err != nil {
		return nil, err
	}
	return &ssh.ClientConfig{
		HostKeyCallback: func(host string, address net.Addr, key ssh.PublicKey) error {
			_ = logged(host, address, key)
			return check(host, address, key)
		},
	}, nil
}

// goodOfCallers is given the check.
func goodOfCallers(check ssh.HostKeyCallback) *ssh.ClientConfig {
	return &ssh.ClientConfig{HostKeyCallback: check}
}

// goodUnset fails at every dial: x/crypto asks for a callback.
func goodUnset(user string) *ssh.ClientConfig { return &ssh.ClientConfig{User: user} }

// goodOtherFunction has the shape of a check, and checks no host.
var goodOtherFunction = func(string, net.Addr, ssh.PublicKey) error { return nil }
