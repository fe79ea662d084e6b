// Package legacy lists what old routers speak.
package legacy

// CBC is the mode of the oldest of them.
const CBC = "3des-cbc"

// Ciphers are those of the routers.
var Ciphers = []string{"aes128-ctr", CBC}

// KeyExchanges are those of the routers.
func KeyExchanges() []string {
	return []string{"diffie-hellman-group1-sha1"}
}

// Modern are those of the servers.
var Modern = []string{"aes256-gcm@openssh.com", "aes256-ctr"}
