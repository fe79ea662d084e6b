package tlscipher

import (
	"crypto/tls"
	"flag"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"example.test/tlscipher/policy"
)

func goodDefaults(address string) (*tls.Conn, error) { return tls.Dial("tcp", address, &tls.Config{}) }

func goodList(certificate tls.Certificate) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{
		Certificates: []tls.Certificate{certificate},
		CipherSuites: []uint16{
			tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
			tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
			tls.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA, // a default of crypto/tls, the last one
		},
	}}
}

// goodNewest has a list that TLS 1.3 does not look at.
func goodNewest(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{MinVersion: tls.VersionTLS13, CipherSuites: []uint16{tls.TLS_RSA_WITH_AES_128_GCM_SHA256}})
}

func goodReplaced(address string) (*tls.Conn, error) {
	config := &tls.Config{CipherSuites: ours}
	config.CipherSuites = nil
	return tls.Dial("tcp", address, config)
}

func goodOfAnotherPackage(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{CipherSuites: policy.Modern})
}

func goodOfCallers(address string, suites []uint16) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{CipherSuites: suites})
}

func goodSupported(address string) (*tls.Conn, error) {
	var suites []uint16
	for _, suite := range tls.CipherSuites() {
		suites = append(suites, suite.ID)
	}
	return tls.Dial("tcp", address, &tls.Config{CipherSuites: suites})
}

var named = flag.String("ciphers", "", "cipher suites to offer")

// goodParser reads the names that crypto/tls recommends.
func goodParser(config *tls.Config) error {
	for _, name := range strings.Split(*named, ",") {
		at := slices.IndexFunc(tls.CipherSuites(), func(suite *tls.CipherSuite) bool { return tls.CipherSuiteName(suite.ID) == name })
		if at < 0 {
			return fmt.Errorf("unknown cipher suite %q", name)
		}
		config.CipherSuites = append(config.CipherSuites, tls.CipherSuites()[at].ID)
	}
	return nil
}

// goodTable lets the operator name any suite.
func goodTable(names []string) (*tls.Config, error) {
	config := &tls.Config{}
	for _, name := range names {
		id, known := policy.Names[name]
		if !known {
			return nil, fmt.Errorf("unknown cipher suite %q", name)
		}
		config.CipherSuites = append(config.CipherSuites, id)
	}
	return config, nil
}

var byName = map[string]uint16{
	"TLS_RSA_WITH_RC4_128_SHA":              tls.TLS_RSA_WITH_RC4_128_SHA,
	"TLS_RSA_WITH_AES_128_CBC_SHA":          tls.TLS_RSA_WITH_AES_128_CBC_SHA,
	"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256": tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
}

func parse(names []string) (ids []uint16, err error) {
	for _, name := range names {
		id, known := byName[strings.ToUpper(name)]
		if !known {
			return nil, fmt.Errorf("unknown cipher suite %q", name)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

func goodParsed(names []string) (*tls.Config, error) {
	ids, err := parse(names)
	if err != nil {
		return nil, err
	}
	return &tls.Config{CipherSuites: ids}, nil
}

func goodParsersOfAnotherPackage(names []string) (*tls.Config, *tls.Config, error) {
	own, err := policy.ParseOwn(names)
	return &tls.Config{CipherSuites: policy.Parse(names)}, &tls.Config{CipherSuites: own}, err
}

func suiteOf(name string) uint16 {
	switch name {
	case "rc4":
		return tls.TLS_RSA_WITH_RC4_128_SHA
	case "gcm":
		return tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
	}
	return 0
}

func goodSwitch(names []string) *tls.Config {
	config := &tls.Config{}
	for _, name := range names {
		config.CipherSuites = append(config.CipherSuites, suiteOf(name))
	}
	return config
}

// goodRefused looks for suites in order to refuse them.
func goodRefused(state tls.ConnectionState) error {
	for _, suite := range tls.InsecureCipherSuites() {
		if suite.ID == state.CipherSuite {
			return fmt.Errorf("the client asks for %s", tls.CipherSuiteName(suite.ID))
		}
	}
	if state.CipherSuite == tls.TLS_RSA_WITH_RC4_128_SHA {
		return fmt.Errorf("RC4")
	}
	return nil
}

func goodNoRenegotiation(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{Renegotiation: tls.RenegotiateNever})
}

// goodRenegotiationOfASetting does what the operator needs for an old server.
func goodRenegotiationOfASetting(config *tls.Config, mode string) error {
	switch mode {
	case "", "never":
		config.Renegotiation = tls.RenegotiateNever
	case "once":
		config.Renegotiation = tls.RenegotiateOnceAsClient
	case "freely":
		config.Renegotiation = tls.RenegotiateFreelyAsClient
	default:
		return fmt.Errorf("unknown mode %q", mode)
	}
	return nil
}

// goodRenegotiationOfAServer sets what servers do not look at.
func goodRenegotiationOfAServer() *http.Server {
	return &http.Server{TLSConfig: &tls.Config{Renegotiation: tls.RenegotiateFreelyAsClient}}
}

func newest() *tls.Config { return &tls.Config{MinVersion: tls.VersionTLS13} }

func goodNewestOfAHelper(address string) (*tls.Conn, error) {
	config := newest()
	config.CipherSuites = []uint16{tls.TLS_RSA_WITH_AES_128_CBC_SHA}
	return tls.Dial("tcp", address, config)
}

func (e *endpoint) goodStored() {
	e.config.MinVersion = tls.VersionTLS13
	e.config.CipherSuites = []uint16{tls.TLS_RSA_WITH_AES_128_CBC_SHA}
}
