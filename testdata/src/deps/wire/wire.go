// Package wire connects clients: a library of somebody else.
package wire

import (
	"crypto/tls"
	"errors"
)

// Options are the settings of a client.
type Options struct {
	Host     string `json:"host"`
	Insecure bool   `json:"insecure"`
}

// Set reads a setting.
func (o *Options) Set(name, value string) error {
	switch name {
	case "host":
		o.Host = value
	case "insecure":
		o.Insecure = true
	default:
		return errors.New("wire: no such setting: " + name)
	}
	return nil
}

// Config makes the configuration that the settings ask for.
func (o *Options) Config() *tls.Config {
	config := &tls.Config{ServerName: o.Host}
	config.InsecureSkipVerify = o.Insecure
	return config
}

// Limits are settings that say nothing of certificates.
type Limits struct{ Retry bool }

// Config makes a configuration for tests.
func (l *Limits) Config() *tls.Config { return &tls.Config{InsecureSkipVerify: true} }

// Lenient makes a configuration for tests.
func Lenient(host string) *tls.Config { return &tls.Config{ServerName: host, InsecureSkipVerify: true} }

// Dialer is another client, with settings that are given to a function.
type Dialer struct{ SkipVerify bool }

// NewConfig makes a configuration.
func NewConfig(d Dialer) (*tls.Config, error) {
	config := new(tls.Config)
	if d.SkipVerify {
		config.InsecureSkipVerify = true
	}
	return config, nil
}

// Default is what programs get that ask for nothing.
func Default() Dialer { return Dialer{} }
