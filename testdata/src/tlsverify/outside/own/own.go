// Package own asks the library of somebody else not to verify.
package own

import (
	"crypto/tls"

	"example.org/wire"
)

func badOwnChoice(address string) (*tls.Conn, error) {
	config, err := wire.NewConfig(wire.Dialer{SkipVerify: true})
	if err != nil {
		return nil, err
	}
	return tls.Dial("tcp", address, config) // want "CL701: InsecureSkipVerify turns off the verification"
}

func badOwnOptions(host string) (*tls.Conn, error) {
	options := &wire.Options{Host: host, Insecure: true}
	return tls.Dial("tcp", host+":443", options.Config()) // want "CL701: InsecureSkipVerify turns off the verification"
}
