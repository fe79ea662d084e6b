// Package sshcertificates looks at everything in a certificate but who signed it.
package sshcertificates

import "golang.org/x/crypto/ssh"

func badChecked(user string, cert *ssh.Certificate) error {
	checker := &ssh.CertChecker{SupportedCriticalOptions: []string{"source-address"}}
	return checker.CheckCert(user, cert) // want "CL803: CheckCert does not check who signed the certificate; why: an attacker can sign a certificate for any user .*; fix: call CertChecker.Authenticate"
}

type gate struct{ checker ssh.CertChecker }

func (g *gate) badField(user string, cert *ssh.Certificate) bool {
	return g.checker.CheckCert(user, cert) == nil // want "CL803: CheckCert does not check who signed the certificate"
}

func badValue(checker *ssh.CertChecker) func(string, *ssh.Certificate) error {
	return checker.CheckCert // want "CL803: CheckCert does not check who signed the certificate"
}
