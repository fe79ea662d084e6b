// Package clients makes configurations for other packages.
package clients

import "crypto/tls"

// Trusting trusts everyone: the finding stands here, for all who use it.
func Trusting() *tls.Config {
	return &tls.Config{InsecureSkipVerify: true} // want "CL701: .*turns off"
}

// Verifying leaves the verification on.
func Verifying(name string) *tls.Config {
	return &tls.Config{ServerName: name, MinVersion: tls.VersionTLS13}
}
