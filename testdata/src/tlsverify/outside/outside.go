// Package outside takes its configurations from the library of somebody else.
package outside

import (
	"crypto/tls"

	"example.org/wire"
)

type upstream struct {
	options *wire.Options
	dialer  wire.Dialer
	config  *tls.Config
}

func (u *upstream) set(name, value string) error {
	if u.options == nil {
		u.options = &wire.Options{}
	}
	switch name {
	case "skip-verify":
		u.dialer.SkipVerify = true
		u.options.Insecure = true
		return nil
	}
	return u.options.Set(name, value)
}

func (u *upstream) goodProvision() {
	u.config = u.options.Config()
}

func (u *upstream) goodDial(address string) (*tls.Conn, error) {
	config, err := wire.NewConfig(u.dialer)
	if err != nil {
		return nil, err
	}
	return tls.Dial("tcp", address, config)
}

func badLimits(limits *wire.Limits, address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, limits.Config()) // want "CL701: InsecureSkipVerify turns off the verification"
}

func badLenient(host string) (*tls.Conn, error) {
	return tls.Dial("tcp", host+":443", wire.Lenient(host)) // want "CL701: InsecureSkipVerify turns off the verification"
}
