// Package copied makes configurations as copies of one, as people did before Clone.
package copied

import "crypto/tls"

var base = tls.Config{MinVersion: tls.VersionTLS12}

// Server returns a configuration for servers.
func Server(certificate tls.Certificate) *tls.Config {
	config := base
	config.Certificates = []tls.Certificate{certificate}
	return &config
}
