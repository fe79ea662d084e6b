package godebug

import (
	"fmt"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
)

// setting is a GODEBUG setting of the standard library that weakens cryptography.
type setting struct {
	name, value string // as they weaken
	changed     int    // the release of Go 1 that changed the default away from this value; 0: it never was the default
	removed     int    // the release of Go 1 from which on it has no effect; 0: it has one
	severity    rule.Severity
	what        string // it does
	why         string // that matters
}

// settings are those of internal/godebugs/table.go of Go 1.26 and 1.27, with the releases
// that stand there, in the order of their names.
var settings = []setting{
	{"cryptocustomrand", "1", 26, 0, rule.Low, "lets functions of crypto/... use the random source that they are passed",
		"a key is as weak as the reader that a caller passes"},
	{"fips140", "off", 0, 0, rule.Low, "turns off FIPS 140-3 mode, also in a program that was built with GOFIPS140",
		"algorithms that are not approved, and code that failed its self-test, are used unnoticed"},
	{"rsa1024min", "0", 24, 0, rule.Medium, "allows RSA keys of less than 1024 bits",
		"an attacker can factor such a key, and then sign and decrypt with it"},
	{"tls10server", "1", 22, 27, rule.Medium, "lets TLS servers accept TLS 1.0 and 1.1",
		"an attacker on the network can attack what these versions still allow: SHA-1 signatures, CBC mode without a sound MAC"},
	{"tls3des", "1", 23, 27, rule.Medium, "lets TLS use 3DES",
		"an attacker who records a long connection can read parts of it, as blocks of 64 bits repeat"},
	{"tlsmlkem", "0", 24, 0, rule.Low, "turns off the post-quantum key exchange X25519MLKEM768 in TLS",
		"an attacker who records connections today can read them with a quantum computer later"},
	{"tlsrsakex", "1", 22, 27, rule.Medium, "lets TLS exchange keys with RSA encryption",
		"an attacker who gets the private key later can read all connections that were recorded before"},
	{"tlssha1", "1", 25, 0, rule.Medium, "lets TLS accept signatures over SHA-1 in handshakes",
		"collisions of SHA-1 are feasible, so an attacker on the network may reuse a signature"},
	{"tlsunsafeekm", "1", 22, 27, rule.Medium, "lets programs export keying material from connections without Extended Master Secret",
		"an attacker in the middle can have two connections with the same keying material, so it proves nothing about the peer"},
	{"x509negativeserial", "1", 23, 0, rule.Low, "accepts certificates with negative serial numbers",
		"such a certificate violates RFC 5280, and a list of revoked certificates may miss it"},
	{"x509rsacrt", "0", 24, 0, rule.Low, "ignores the CRT values of RSA private keys instead of checking them",
		"a key that was damaged or tampered with is used unnoticed"},
	{"x509sha1", "1", 18, 24, rule.Medium, "accepts certificates that are signed with SHA-1",
		"collisions of SHA-1 are feasible, so an attacker may get a certificate for another name"},
}

// find returns the setting that name=value is, if it weakens anything.
func find(name, value string) (setting, bool) {
	i := slices.IndexFunc(settings, func(s setting) bool { return s.name == name && s.value == value })
	if i < 0 {
		return setting{}, false
	}
	return settings[i], true
}

func (s setting) String() string { return s.name + "=" + s.value }

// note says when the setting has no effect, for the end of an advice.
func (s setting) note() string {
	if s.removed == 0 {
		return ""
	}
	return fmt.Sprintf("; Go 1.%d removed it", s.removed)
}
