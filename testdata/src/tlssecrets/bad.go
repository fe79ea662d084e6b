package tlssecrets

import (
	"crypto/tls"
	"net"
	"net/http"
	"os"

	"example.test/tlssecrets/debug"
)

func badFile(address string) (*tls.Conn, error) {
	file, err := os.Create("/tmp/keys.log")
	if err != nil {
		return nil, err
	}
	return tls.Dial("tcp", address, &tls.Config{KeyLogWriter: file}) // want "CL705: KeyLogWriter writes the keys of all connections; why: an attacker who reads that log can decrypt recorded connections; fix: leave KeyLogWriter out of programs, and set it in tests only"
}

func badStandardError(client *http.Client) {
	client.Transport = &http.Transport{TLSClientConfig: &tls.Config{
		KeyLogWriter: os.Stderr, // want "CL705: KeyLogWriter writes the keys of all connections"
	}}
}

func open() *os.File {
	file, err := os.OpenFile(debug.Path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		panic(err)
	}
	return file
}

func badThroughAHelper(inner net.Listener, certificate tls.Certificate) net.Listener {
	config := &tls.Config{Certificates: []tls.Certificate{certificate}}
	config.KeyLogWriter = open() // want "CL705: KeyLogWriter writes the keys of all connections"
	return tls.NewListener(inner, config)
}

func badOfAnotherPackage(certificate tls.Certificate) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{
		Certificates: []tls.Certificate{certificate},
		KeyLogWriter: debug.Log(), // want "CL705: KeyLogWriter writes the keys of all connections"
	}}
}

// badSwitch is forgotten in production.
func badSwitch(address string, verbose bool) (*tls.Conn, error) {
	config := &tls.Config{}
	if verbose {
		config.KeyLogWriter = os.Stderr // want "CL705: KeyLogWriter can write the keys of all connections"
	}
	return tls.Dial("tcp", address, config)
}

func badTicketKeyOfTheProgram(certificate tls.Certificate) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{
		Certificates:     []tls.Certificate{certificate},
		SessionTicketKey: [32]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, // want "CL705: the key of TLS session tickets is a constant; why: an attacker who has the program can decrypt resumed connections, and resume those of others; fix: leave it out: crypto/tls generates the key and rotates it"
	}}
}

func badTicketKeyOfAnotherPackage(config *tls.Config) {
	config.SessionTicketKey = [32]byte([]byte(debug.TicketKey)) // want "CL705: the key of TLS session tickets is a constant"
}

var ticketKey = [32]byte([]byte("0123456789abcdef0123456789abcdef"))

func badTicketKeyInAVariable(config *tls.Config) {
	config.SessionTicketKey = ticketKey // want "CL705: the key of TLS session tickets is a constant"
}

func badTicketKeys(config *tls.Config) {
	config.SetSessionTicketKeys([][32]byte{ticketKey}) // want "CL705: the key of TLS session tickets is a constant"
}

func rotate(config *tls.Config, key []byte) {
	config.SetSessionTicketKeys([][32]byte{[32]byte(key)})
}

func badTicketKeysThroughAHelper(config *tls.Config) {
	rotate(config, []byte(debug.TicketKey)) // want "CL705: the key of TLS session tickets is a constant"
}

func badNeverRotated(key [32]byte) *tls.Config {
	return &tls.Config{SessionTicketKey: key} // want "CL705: tls.Config.SessionTicketKey is never rotated; why: an attacker who obtains the key later can decrypt all connections that were resumed"
}
