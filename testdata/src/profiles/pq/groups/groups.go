// Package groups lists what the other side of the network speaks.
package groups

// Exchanges are the key exchanges of the servers.
var Exchanges = []string{"curve25519-sha256", "ecdh-sha2-nistp256"}

// X25519 is the number of the group in TLS.
const X25519 = 29
