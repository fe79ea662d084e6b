// Package sshhostkey connects to hosts over SSH as programs do.
package sshhostkey

import (
	"log"
	"net"

	"golang.org/x/crypto/ssh"

	"example.test/sshhostkey/trust"
)

func badIgnored(user string, key ssh.Signer) *ssh.ClientConfig {
	return &ssh.ClientConfig{
		User:            user,
		Auth:            []ssh.AuthMethod{ssh.PublicKeys(key)},
		HostKeyCallback: ssh.InsecureIgnoreHostKey(), // want "CL801: ssh.InsecureIgnoreHostKey accepts the key of every host; why: .*; fix: use knownhosts.New"
	}
}

var badVariable = ssh.InsecureIgnoreHostKey // want "CL801: ssh.InsecureIgnoreHostKey"

func badLiteral(user string) *ssh.ClientConfig {
	return &ssh.ClientConfig{
		User:            user,
		HostKeyCallback: func(string, net.Addr, ssh.PublicKey) error { return nil }, // want "CL801: the function literal, which checks the host key, accepts every key"
	}
}

func logged(host string, _ net.Addr, key ssh.PublicKey) error {
	log.Printf("%s has the key %s", host, ssh.FingerprintSHA256(key))
	return nil
}

func badLogged(config *ssh.ClientConfig) {
	config.HostKeyCallback = logged // want "CL801: sshhostkey.logged, which checks the host key, accepts every key"
}

type deployer struct{ hosts []string }

func (d *deployer) any(host string, _ net.Addr, _ ssh.PublicKey) error {
	d.hosts = append(d.hosts, host)
	return nil
}

func (d *deployer) badMethod() *ssh.ClientConfig {
	return &ssh.ClientConfig{HostKeyCallback: d.any} // want "CL801: sshhostkey.deployer.any, which checks the host key, accepts every key"
}

func accepting() ssh.HostKeyCallback {
	return func(string, net.Addr, ssh.PublicKey) error { return nil }
}

func badMadeByAFunction() *ssh.ClientConfig {
	return &ssh.ClientConfig{HostKeyCallback: accepting()} // want "CL801: the function literal, which checks"
}

func badOfAnotherPackage() *ssh.ClientConfig {
	return trust.Everyone()
}
