package strict

import "crypto/tls"

func badRenegotiatesOnce(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		Renegotiation: tls.RenegotiateOnceAsClient, // want "CL703: RenegotiateOnceAsClient lets the server start a new handshake; why: .*; fix: leave Renegotiation out"
	})
}

var suitesByName = map[string]uint16{
	"rc4": tls.TLS_RSA_WITH_RC4_128_SHA,
	"gcm": tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
	"cbc": tls.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
}

func badSuitesOfATable(names []string) *tls.Config {
	config := &tls.Config{}
	for _, name := range names {
		config.CipherSuites = append(config.CipherSuites, suitesByName[name]) // want "CL703: a setting can make CipherSuites accept TLS_RSA_WITH_RC4_128_SHA"
	}
	return config
}

func badUnique(state *tls.ConnectionState) []byte {
	return state.TLSUnique // want "CL703: tls.ConnectionState.TLSUnique is used as a channel binding; why: TLS 1.3 has none.*; fix: use ConnectionState.ExportKeyingMaterial"
}

func goodExported(state *tls.ConnectionState) ([]byte, error) {
	return state.ExportKeyingMaterial("EXPORTER-Channel-Binding", nil, 32)
}

func goodSuites(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{CipherSuites: []uint16{tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256}})
}
