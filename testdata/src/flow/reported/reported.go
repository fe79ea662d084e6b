// Package reported turns off the verification of certificates. Each comment is where a finding
// about it is reported, with its first step.
package reported

import (
	"crypto/tls"
	"flag"

	"example.test/flow/objects/conf"
)

func literal(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		InsecureSkipVerify: true, // want "^skipped: on all ways$"
	})
}

func sometimes(address string) (*tls.Conn, error) {
	config := &tls.Config{}
	if address == "localhost" {
		config.InsecureSkipVerify = true // want "^skipped: on some$"
	}
	return tls.Dial("tcp", address, config)
}

var insecure = flag.Bool("insecure", false, "do not verify")

func chosen(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: *insecure})
}

// elsewhere is reported in the package that sets the field.
func elsewhere(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, conf.Insecure()) // want "^set elsewhere$"
}
