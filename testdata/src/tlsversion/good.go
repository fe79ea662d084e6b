package tlsversion

import (
	"crypto/tls"
	"net/http"

	"example.test/tlsversion/settings"
)

func goodDefault(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{})
}

func goodLiteral(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{MinVersion: tls.VersionTLS12, MaxVersion: tls.VersionTLS13})
}

func goodRaisedLater() *http.Server {
	server := &http.Server{TLSConfig: &tls.Config{MinVersion: tls.VersionTLS10}}
	server.TLSConfig.MinVersion = tls.VersionTLS12
	return server
}

func goodOtherPackage(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{MinVersion: settings.Current()})
}

// goodName is for a log: nothing uses the old version.
func goodName(state tls.ConnectionState) string {
	if state.Version == tls.VersionTLS10 {
		return "refused"
	}
	return tls.VersionName(state.Version)
}

// goodRefused compares with old versions in order to refuse them.
func goodRefused(config *tls.Config) *tls.Config {
	config = config.Clone()
	if config.MinVersion < tls.VersionTLS12 {
		config.MinVersion = tls.VersionTLS12
	}
	return config
}

// goodUnknown takes what the caller asks for.
func goodUnknown(address string, version uint16) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{MinVersion: version})
}

// A setting bounds the versions for the sake of an old peer.

func goodMostOfATable(name string) *tls.Config {
	return &tls.Config{MaxVersion: versionsByName[name]}
}

func goodMostOfASwitch(most int) *tls.Config {
	config := &tls.Config{}
	switch most {
	case 0:
		config.MaxVersion = tls.VersionTLS10
	case 1:
		config.MaxVersion = tls.VersionTLS11
	case 2:
		config.MaxVersion = tls.VersionTLS12
	}
	return config
}
