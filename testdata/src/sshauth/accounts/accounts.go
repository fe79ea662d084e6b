// Package accounts configures servers for other packages.
package accounts

import "golang.org/x/crypto/ssh"

// Open asks nobody for anything. The finding stands here.
func Open() *ssh.ServerConfig {
	return &ssh.ServerConfig{NoClientAuth: true} // want "CL803: NoClientAuth accepts"
}
