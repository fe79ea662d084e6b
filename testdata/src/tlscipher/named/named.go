// Package named reads the names of cipher suites, as settings have them.
package named

import (
	"crypto/tls"
	"log"
	"slices"
)

// goodParserOfAll warns of what crypto/tls calls insecure, and lets the operator decide.
func goodParserOfAll(names []string) *tls.Config {
	config := &tls.Config{}
	for _, suite := range tls.CipherSuites() {
		if slices.Contains(names, suite.Name) {
			config.CipherSuites = append(config.CipherSuites, suite.ID)
		}
	}
	for _, suite := range tls.InsecureCipherSuites() {
		if slices.Contains(names, suite.Name) {
			log.Printf("%s is insecure", suite.Name)
			config.CipherSuites = append(config.CipherSuites, suite.ID)
		}
	}
	return config
}
