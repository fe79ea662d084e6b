// Package sshalgorithms chooses the algorithms of SSH as programs do.
package sshalgorithms

import (
	"crypto/subtle"
	"errors"
	"net"

	"golang.org/x/crypto/ssh"

	"example.test/sshalgorithms/legacy"
)

func badCBC(user string, check ssh.HostKeyCallback) *ssh.ClientConfig {
	return &ssh.ClientConfig{
		User:            user,
		HostKeyCallback: check,
		Config: ssh.Config{
			Ciphers: []string{"aes128-cbc", "3des-cbc"}, // want "CL802: Ciphers contains only \"3des-cbc\" and \"aes128-cbc\"; why: an attacker who changes packets .*; fix: leave Ciphers out"
		},
	}
}

func badAdded(config *ssh.ClientConfig) {
	config.SetDefaults()
	config.Ciphers = append(config.Ciphers, "aes128-cbc") // want "CL802: Ciphers accepts \"aes128-cbc\""
}

func badAmongOthers(key ssh.Signer) *ssh.ServerConfig {
	config := &ssh.ServerConfig{}
	config.AddHostKey(key)
	config.KeyExchanges = []string{ // want "CL802: KeyExchanges accepts \"diffie-hellman-group-exchange-sha1\" and \"diffie-hellman-group1-sha1\""
		ssh.KeyExchangeCurve25519,
		ssh.InsecureKeyExchangeDH1SHA1,
		ssh.InsecureKeyExchangeDHGEXSHA1,
	}
	return config
}

func badOnlySHA1(config *ssh.ServerConfig) {
	config.KeyExchanges = []string{"diffie-hellman-group14-sha1"} // want "CL802: KeyExchanges contains only \"diffie-hellman-group14-sha1\""
}

func badShortMAC(config *ssh.ServerConfig) {
	config.MACs = []string{"hmac-sha1-96"} // want "CL802: MACs contains only \"hmac-sha1-96\""
}

func badHostKeys(check ssh.HostKeyCallback) *ssh.ClientConfig {
	return &ssh.ClientConfig{
		HostKeyCallback:   check,
		HostKeyAlgorithms: []string{ssh.KeyAlgoRSA, ssh.KeyAlgoDSA}, // want "CL802: HostKeyAlgorithms contains only \"ssh-dss\" and \"ssh-rsa\""
	}
}

func badSignatures(config *ssh.ServerConfig) {
	config.PublicKeyAuthAlgorithms = []string{ssh.InsecureKeyAlgoDSA} // want "CL802: PublicKeyAuthAlgorithms contains only \"ssh-dss\""
}

func badOfAnotherPackage() *ssh.ClientConfig {
	return &ssh.ClientConfig{Config: ssh.Config{Ciphers: legacy.Ciphers}} // want "CL802: Ciphers accepts \"3des-cbc\""
}

func badConstantOfAnotherPackage(config *ssh.Config) {
	config.Ciphers = []string{legacy.CBC} // want "CL802: Ciphers contains only \"3des-cbc\""
}

func badFunctionOfAnotherPackage(config *ssh.Config) {
	config.KeyExchanges = legacy.KeyExchanges() // want "CL802: KeyExchanges contains only \"diffie-hellman-group1-sha1\""
}

func badAllInsecure(config *ssh.Config) {
	config.Ciphers = ssh.InsecureAlgorithms().Ciphers // want "CL802: Ciphers contains only .*\"arcfour\""
}

func badSupportedAndInsecure(config *ssh.Config) {
	supported, insecure := ssh.SupportedAlgorithms(), ssh.InsecureAlgorithms()
	config.KeyExchanges = append(supported.KeyExchanges, insecure.KeyExchanges...) // want "CL802: KeyExchanges accepts .*\"diffie-hellman-group1-sha1\""
}

type dialer struct {
	config  ssh.ClientConfig
	ciphers []string
}

func newDialer() *dialer {
	return &dialer{ciphers: []string{"arcfour"}}
}

func (d *dialer) badField() {
	d.config.Ciphers = d.ciphers // want "CL802: Ciphers contains only \"arcfour\""
}

func withCiphers(config *ssh.ClientConfig, ciphers ...string) {
	config.Ciphers = ciphers
}

func badHelper(config *ssh.ClientConfig) {
	withCiphers(config, "arcfour128") // want "CL802: Ciphers contains only \"arcfour128\""
}

type settings struct{ AllowInsecureCiphers bool }

func badSetting(config *ssh.Config, s settings) {
	if s.AllowInsecureCiphers {
		config.Ciphers = append(config.Ciphers, "aes128-cbc", "arcfour") // want "CL802: a setting adds \"aes128-cbc\" and \"arcfour\" to Ciphers"
	}
}

const fingerprint = "16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48"

func badFingerprint() *ssh.ClientConfig {
	return &ssh.ClientConfig{
		HostKeyCallback: func(_ string, _ net.Addr, key ssh.PublicKey) error {
			if ssh.FingerprintLegacyMD5(key) != fingerprint { // want "CL802: .* identifies keys by ssh.FingerprintLegacyMD5"
				return errors.New("unknown host")
			}
			return nil
		},
	}
}

type pinned struct{ want string }

func (p pinned) check(_ string, _ net.Addr, key ssh.PublicKey) error {
	got := ssh.FingerprintLegacyMD5(key) // want "CL802: sshalgorithms.pinned.check identifies keys by ssh.FingerprintLegacyMD5"
	if subtle.ConstantTimeCompare([]byte(got), []byte(p.want)) != 1 {
		return errors.New("unknown host")
	}
	return nil
}

func badPinned(want string) ssh.ClientConfig {
	return ssh.ClientConfig{HostKeyCallback: pinned{want}.check}
}

func badAuthorized(users map[string]string) *ssh.ServerConfig {
	return &ssh.ServerConfig{
		PublicKeyCallback: func(_ ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
			user, ok := users[ssh.FingerprintLegacyMD5(key)] // want "CL802: .* identifies keys by ssh.FingerprintLegacyMD5"
			if !ok {
				return nil, errors.New("unknown key")
			}
			return &ssh.Permissions{Extensions: map[string]string{"user": user}}, nil
		},
	}
}
