package tlssecrets

import (
	"crypto/rand"
	"crypto/tls"
	"net/http"

	"example.test/tlssecrets/copied"
	"io"
	"os"
	"time"
)

func goodNoLog(address string) (*tls.Conn, error) { return tls.Dial("tcp", address, &tls.Config{}) }

// goodNamedBySetting is what SSLKEYLOGFILE is for.
func goodNamedBySetting(address string) (*tls.Conn, error) {
	config := &tls.Config{}
	if name := os.Getenv("SSLKEYLOGFILE"); name != "" {
		file, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return nil, err
		}
		config.KeyLogWriter = file
	}
	return tls.Dial("tcp", address, config)
}

// goodOfCallers is given the writer.
func goodOfCallers(address string, log io.Writer) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{KeyLogWriter: log})
}

func goodDiscarded(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{KeyLogWriter: io.Discard})
}

func goodTakenOut(address string) (*tls.Conn, error) {
	config := &tls.Config{KeyLogWriter: os.Stderr}
	config.KeyLogWriter = nil
	return tls.Dial("tcp", address, config)
}

func goodCopied(config *tls.Config) *tls.Config {
	return &tls.Config{KeyLogWriter: config.KeyLogWriter, SessionTicketKey: config.SessionTicketKey}
}

// goodFileOfCallers has a name that callers choose.
func goodFileOfCallers(address, name string) (*tls.Conn, error) {
	file, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	return tls.Dial("tcp", address, &tls.Config{KeyLogWriter: file})
}

// goodOtherLog is none of keys.
func goodOtherLog(address string) (*tls.Conn, error) {
	io.WriteString(os.Stderr, "dialling "+address)
	return tls.Dial("tcp", address, &tls.Config{})
}

func goodShared(config *tls.Config, keys [][32]byte) { config.SetSessionTicketKeys(keys) }

func goodRotated(config *tls.Config) {
	var current, before [32]byte
	for range time.Tick(time.Hour) {
		before = current
		rand.Read(current[:])
		config.SetSessionTicketKeys([][32]byte{current, before})
	}
}

func goodTicketsOff(config *tls.Config) { config.SessionTicketsDisabled = true }

type store struct{ keys map[string][32]byte }

func (s *store) goodFromAStore(config *tls.Config) {
	config.SetSessionTicketKeys([][32]byte{s.keys["new"], s.keys["old"]})
}

func goodGenerated(config *tls.Config) {
	var key [32]byte
	if _, err := rand.Read(key[:]); err != nil {
		panic(err)
	}
	config.SetSessionTicketKeys([][32]byte{key})
}

type client struct {
	SessionTicketKey []byte
	KeyLogWriter     io.Writer
}

func goodOtherFields(c *client, der []byte) {
	c.SessionTicketKey, c.KeyLogWriter = der, os.Stderr
}

// A copy of a whole configuration sets each of its fields.
func goodCopyElsewhere(certificate tls.Certificate, mux http.Handler) *http.Server {
	return &http.Server{Handler: mux, TLSConfig: copied.Server(certificate)}
}
