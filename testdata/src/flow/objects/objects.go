// Package objects configures TLS in the ways in which programs do. Each comment says
// what the fields hold when the configuration is used.
package objects

import (
	"crypto/tls"
	"flag"
	"net"
	"net/http"
	"os"

	"example.test/flow/objects/conf"
)

func literal(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{MinVersion: tls.VersionTLS13}) // want "passed to tls.Dial: InsecureSkipVerify=zero MinVersion=772"
}

func completedLater(address string) (*tls.Conn, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS10}
	config.MinVersion = tls.VersionTLS12
	return tls.Dial("tcp", address, config) // want "passed to tls.Dial: InsecureSkipVerify=zero MinVersion=771"
}

func keptAndCompleted(server *http.Server) {
	config := &tls.Config{}
	server.TLSConfig = config // want "kept: InsecureSkipVerify=zero MinVersion=771"
	config.MinVersion = tls.VersionTLS12
}

func inATransport() *http.Client {
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // want "kept: InsecureSkipVerify=true MinVersion=zero"
	}}
}

func clone(address string) (*tls.Conn, error) {
	first := &tls.Config{MinVersion: tls.VersionTLS13, InsecureSkipVerify: true}
	second := first.Clone()
	second.InsecureSkipVerify = false
	return tls.Dial("tcp", address, second) // want "passed to tls.Dial: InsecureSkipVerify=false MinVersion=772"
}

func hardened(config *tls.Config) {
	config.MinVersion = tls.VersionTLS13
}

func completedByAHelper(address string) (*tls.Conn, error) {
	config := &tls.Config{InsecureSkipVerify: true}
	hardened(config)
	return tls.Dial("tcp", address, config) // want "passed to tls.Dial: InsecureSkipVerify=true MinVersion=772"
}

func made() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS11}
}

func madeByAHelper(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, made()) // want "passed to tls.Dial: InsecureSkipVerify=zero MinVersion=770"
}

func dial(address string, config *tls.Config) (*tls.Conn, error) {
	return tls.Dial("tcp", address, config) // want "passed to tls.Dial: InsecureSkipVerify=true MinVersion=zero"
}

func handedToAHelper(address string) (*tls.Conn, error) {
	return dial(address, &tls.Config{InsecureSkipVerify: true})
}

func ofAnotherPackage(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, conf.Insecure()) // want "passed to tls.Dial: InsecureSkipVerify=true MinVersion=zero"
}

func ofAnotherPackageCompleted(address string) (*tls.Conn, error) {
	config := conf.Base()
	config.InsecureSkipVerify = true
	return tls.Dial("tcp", address, config) // want "passed to tls.Dial: InsecureSkipVerify=true MinVersion=771"
}

var insecure = flag.Bool("insecure", false, "do not verify certificates")

func operatorsChoice(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: *insecure}) // want "passed to tls.Dial: InsecureSkipVerify=environment MinVersion=zero"
}

func operatorsEnvironment(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: os.Getenv("INSECURE") == "1"}) // want "passed to tls.Dial: InsecureSkipVerify=environment MinVersion=zero"
}

// Dialer takes what its callers configure.
type Dialer struct{ Config *tls.Config }

// Dial says nothing of a configuration that comes from elsewhere.
func (d *Dialer) Dial(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, d.Config) // want "passed to tls.Dial: InsecureSkipVerify=unknown MinVersion=unknown"
}

// FromCallers is the same for a parameter.
func FromCallers(c net.Conn, config *tls.Config) *tls.Conn {
	return tls.Client(c, config) // want "passed to tls.Client: InsecureSkipVerify=unknown MinVersion=unknown"
}

var shared = &tls.Config{MinVersion: tls.VersionTLS10} // want "kept: InsecureSkipVerify=zero MinVersion=769"

func embedded(address string) (*tls.Conn, error) {
	type config struct{ *tls.Config }
	c := config{&tls.Config{}}
	c.MinVersion = tls.VersionTLS13
	return tls.Dial("tcp", address, c.Config) // want "passed to tls.Dial: InsecureSkipVerify=zero MinVersion=772"
}

func byBranch(address string, old bool) (*tls.Conn, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if old {
		config.MinVersion = tls.VersionTLS10
	}
	return tls.Dial("tcp", address, config) // want "passed to tls.Dial: InsecureSkipVerify=zero MinVersion=769|771"
}
