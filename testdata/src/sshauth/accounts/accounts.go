// Package accounts configures servers for other packages.
package accounts

import "golang.org/x/crypto/ssh"

// Open asks nobody for anything. The finding stands here.
func Open() *ssh.ServerConfig {
	return &ssh.ServerConfig{NoClientAuth: true} // want "CL803: NoClientAuth accepts"
}

// Owner returns whose key it is.
func Owner(owners map[string]string, key ssh.PublicKey) (name string, ok bool) {
	name, ok = owners[ssh.FingerprintSHA256(key)]
	return name, ok
}
