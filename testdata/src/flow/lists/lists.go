// Package lists configures lists of cipher suites. Each comment says which are in the list, and
// whether somebody selects them by name.
package lists

import "crypto/tls"

func literal(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{CipherSuites: []uint16{5, 10}}) // want `^\[5 10\]$`
}

type settings struct{ suites []uint16 }

var defaults = settings{suites: []uint16{47}}

func (s *settings) dial(address string) (*tls.Conn, error) {
	config := &tls.Config{}
	config.CipherSuites = s.suites
	return tls.Dial("tcp", address, config) // want `^\[47\]$`
}

var byName = map[string]uint16{"RC4": 5, "3DES": 10}

func named(address string, names []string) (*tls.Conn, error) {
	var suites []uint16
	for _, name := range names {
		suites = append(suites, byName[name])
	}
	return tls.Dial("tcp", address, &tls.Config{CipherSuites: suites}) // want `^\[5 10\], selected$`
}

func parse(name string) []uint16 {
	if name == "legacy" {
		return []uint16{5}
	}
	return nil
}

func parsed(address, name string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{CipherSuites: parse(name)}) // want `^\[5\], selected$`
}

func given(address string, suites []uint16) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{CipherSuites: suites}) // want `^\[\]$`
}
