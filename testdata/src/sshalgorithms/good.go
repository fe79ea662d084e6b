package sshalgorithms

import (
	"errors"
	"flag"
	"log"
	"net"
	"os"
	"strings"

	"golang.org/x/crypto/ssh"

	"example.test/sshalgorithms/legacy"
)

func goodDefaults(user string, check ssh.HostKeyCallback) *ssh.ClientConfig {
	return &ssh.ClientConfig{User: user, HostKeyCallback: check}
}

func goodSetDefaults(config *ssh.Config) {
	config.SetDefaults()
	config.Ciphers = append(config.Ciphers, "aes256-gcm@openssh.com")
}

func goodList(config *ssh.Config) {
	config.Ciphers = []string{ssh.CipherAES256GCM, ssh.CipherChaCha20Poly1305, ssh.CipherAES256CTR}
	config.KeyExchanges = []string{ssh.KeyExchangeMLKEM768X25519, ssh.KeyExchangeCurve25519, ssh.KeyExchangeDH14SHA256}
	config.MACs = []string{ssh.HMACSHA256ETM, ssh.HMACSHA512ETM, ssh.HMACSHA256}
}

func goodSupported(config *ssh.Config) {
	supported := ssh.SupportedAlgorithms()
	config.Ciphers, config.MACs, config.KeyExchanges = supported.Ciphers, supported.MACs, supported.KeyExchanges
}

func goodOfAnotherPackage(config *ssh.Config) { config.Ciphers = legacy.Modern }

// goodAsTheDefaults writes out the defaults of the library, which are the last resort
// there, too.
func goodAsTheDefaults() *ssh.ClientConfig {
	return &ssh.ClientConfig{
		Config: ssh.Config{
			KeyExchanges: []string{"curve25519-sha256", "ecdh-sha2-nistp256", "diffie-hellman-group14-sha256", "diffie-hellman-group14-sha1"},
			MACs:         []string{"hmac-sha2-256-etm@openssh.com", "hmac-sha2-256", "hmac-sha1", "hmac-sha1-96"},
		},
		HostKeyAlgorithms: []string{ssh.KeyAlgoED25519, ssh.KeyAlgoRSASHA512, ssh.KeyAlgoRSA},
	}
}

func goodSHA1MAC(config *ssh.Config) { config.MACs = []string{ssh.HMACSHA1} }

// goodNotImplemented names ciphers that the library does not have: it leaves them out.
func goodNotImplemented(config *ssh.Config) {
	config.Ciphers = []string{"aes256-ctr", "aes256-cbc", "blowfish-cbc"}
}

func goodConfigured(config *ssh.Config, ciphers []string) { config.Ciphers = ciphers }

func goodFromEnvironment(config *ssh.Config) {
	if ciphers := os.Getenv("SSH_CIPHERS"); ciphers != "" {
		config.Ciphers = strings.Split(ciphers, ",")
	}
}

var macs = flag.String("macs", "hmac-sha2-256", "MACs to offer")

func goodFlag(config *ssh.Config) { config.MACs = strings.Split(*macs, ",") }

// goodRefused recognises what it does not want.
func goodRefused(config *ssh.Config, wanted []string) {
	for _, cipher := range wanted {
		switch cipher {
		case "aes128-cbc", "3des-cbc", "arcfour":
			log.Printf("%s is left out", cipher)
		default:
			config.Ciphers = append(config.Ciphers, cipher)
		}
	}
}

// goodKeyType asks for a key of the kind that the host is known by.
func goodKeyType(known ssh.PublicKey) *ssh.ClientConfig {
	return &ssh.ClientConfig{
		HostKeyCallback:   ssh.FixedHostKey(known),
		HostKeyAlgorithms: []string{known.Type()},
	}
}

func goodFingerprint(want string) ssh.HostKeyCallback {
	return func(_ string, _ net.Addr, key ssh.PublicKey) error {
		if ssh.FingerprintSHA256(key) != want {
			return errors.New("unknown host, fingerprint " + ssh.FingerprintLegacyMD5(key))
		}
		return nil
	}
}

// goodLogged shows both fingerprints, and compares the key.
func goodLogged(known ssh.PublicKey) *ssh.ClientConfig {
	check := ssh.FixedHostKey(known)
	return &ssh.ClientConfig{
		HostKeyCallback: func(host string, addr net.Addr, key ssh.PublicKey) error {
			log.Printf("%s has the key %s (%s)", host, ssh.FingerprintSHA256(key), ssh.FingerprintLegacyMD5(key))
			return check(host, addr, key)
		},
	}
}

// goodLookup finds the key in the list of a cloud provider, which names keys by MD5.
func goodLookup(key ssh.PublicKey, uploaded map[string]string) (string, bool) {
	id, ok := uploaded[ssh.FingerprintLegacyMD5(key)]
	return id, ok
}

func goodUploaded(key ssh.PublicKey, fingerprints []string) bool {
	for _, f := range fingerprints {
		if f == ssh.FingerprintLegacyMD5(key) {
			return true
		}
	}
	return false
}
