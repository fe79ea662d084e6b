// Package conf makes TLS configurations for other packages.
package conf

import "crypto/tls"

// Base is a configuration that callers complete.
func Base() *tls.Config { // the object is returned to callers out of sight
	return &tls.Config{MinVersion: tls.VersionTLS12} // want "returned: InsecureSkipVerify=zero MinVersion=771"
}

// Insecure trusts everyone.
func Insecure() *tls.Config {
	return &tls.Config{InsecureSkipVerify: true} // want "returned: InsecureSkipVerify=true MinVersion=zero"
}
