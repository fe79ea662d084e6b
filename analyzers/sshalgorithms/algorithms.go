package sshalgorithms

import "github.com/cryptolint/cryptolint/internal/rule"

// weakness is what is wrong with an algorithm of golang.org/x/crypto/ssh.
type weakness struct {
	severity  rule.Severity
	byDefault bool // the package accepts it by default, after all others
	why       string
}

const (
	inCBC  = "an attacker who changes packets of CBC mode can recover parts of the plaintext from how the other end reacts (CVE-2008-5161)"
	inRC4  = "the keystream of RC4 is biased: an attacker who records many sessions can recover what they have in common"
	short  = "an attacker who prepares for its 1024-bit group can decrypt recorded sessions (Logjam), and SHA-1 has collisions"
	sha1   = "an attacker who finds a SHA-1 collision during the handshake can change what both ends agree on"
	signed = "an attacker who makes a collision of SHA-1 can pose as the owner of the key, and OpenSSH refuses such signatures since 8.8"
	cutMAC = "an attacker only has to guess 96 bits to forge a packet, instead of 256 with hmac-sha2-256"
	dsa    = "DSA keys in SSH have 1024 bits, so an attacker with large resources may compute the private key, and OpenSSH has removed them"
)

// algorithms are those of ssh.InsecureAlgorithms.
var algorithms = map[string]weakness{
	"aes128-cbc": {rule.High, false, inCBC},
	"3des-cbc":   {rule.High, false, inCBC},
	"arcfour":    {rule.High, false, inRC4},
	"arcfour128": {rule.High, false, inRC4},
	"arcfour256": {rule.High, false, inRC4},

	"diffie-hellman-group1-sha1":         {rule.High, false, short},
	"diffie-hellman-group-exchange-sha1": {rule.Medium, false, sha1},
	"diffie-hellman-group14-sha1":        {rule.Medium, true, sha1},

	"hmac-sha1-96": {rule.Low, true, cutMAC},

	"ssh-rsa":                      {rule.Medium, true, signed},
	"ssh-rsa-cert-v01@openssh.com": {rule.Medium, true, signed},
	"ssh-dss":                      {rule.High, true, dsa},
	"ssh-dss-cert-v01@openssh.com": {rule.High, true, dsa},
}
