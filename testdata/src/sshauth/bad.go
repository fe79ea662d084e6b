// Package sshauth serves SSH as programs do.
package sshauth

import (
	"log"

	"golang.org/x/crypto/ssh"

	"example.test/sshauth/accounts"
)

func badPassword() *ssh.ServerConfig {
	return &ssh.ServerConfig{
		PasswordCallback: func(conn ssh.ConnMetadata, password []byte) (*ssh.Permissions, error) { // want "CL803: the function literal, which decides who may log in, accepts everyone; why: an attacker .*; fix: return an error unless"
			return nil, nil
		},
	}
}

func anyKey(conn ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
	log.Printf("%s comes with %s", conn.User(), ssh.FingerprintSHA256(key))
	return &ssh.Permissions{Extensions: map[string]string{"user": conn.User()}}, nil
}

func badKey(config *ssh.ServerConfig) {
	config.PublicKeyCallback = anyKey // want "CL803: sshauth.anyKey, which decides who may log in, accepts everyone"
}

type gateway struct{ seen int }

func (g *gateway) ask(ssh.ConnMetadata, ssh.KeyboardInteractiveChallenge) (*ssh.Permissions, error) {
	g.seen++
	return nil, nil
}

func (g *gateway) badMethod() *ssh.ServerConfig {
	return &ssh.ServerConfig{KeyboardInteractiveCallback: g.ask} // want "CL803: sshauth.gateway.ask, which decides"
}

func badNoAuthentication(key ssh.Signer) *ssh.ServerConfig {
	config := &ssh.ServerConfig{NoClientAuth: true} // want "CL803: NoClientAuth accepts every client without a key or password"
	config.AddHostKey(key)
	return config
}

func badAssigned() *ssh.ServerConfig {
	config := new(ssh.ServerConfig)
	config.NoClientAuth = true // want "CL803: NoClientAuth accepts"
	return config
}

func badOfAnotherPackage() *ssh.ServerConfig { return accounts.Open() }
