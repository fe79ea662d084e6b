// Package sshauthorities compares the key that signed a certificate with those of its
// authorities.
package sshauthorities

import (
	"errors"

	"golang.org/x/crypto/ssh"
)

func goodChecked(checker *ssh.CertChecker, user string, cert *ssh.Certificate) error {
	if !checker.IsUserAuthority(cert.SignatureKey) {
		return errors.New("unknown authority")
	}
	return checker.CheckCert(user, cert)
}

// goodAuthenticate leaves that to the library.
func goodAuthenticate(checker *ssh.CertChecker) *ssh.ServerConfig {
	return &ssh.ServerConfig{PublicKeyCallback: checker.Authenticate}
}
