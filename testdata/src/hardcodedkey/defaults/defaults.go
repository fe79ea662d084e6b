// Package defaults is what a service begins with. It imports nothing that has to do with
// cryptography.
package defaults

import "os"

// StorageKey encrypts what is stored.
var StorageKey = []byte("0123456789abcdef0123456789abcdef")

// SessionKey returns the key of sessions.
func SessionKey() []byte { return []byte("fedcba9876543210fedcba9876543210") }

// Config is the configuration of a service.
type Config struct{ Secret, Label string }

// New returns the configuration of a new service.
func New() *Config {
	return &Config{Secret: "please change me, or somebody will", Label: "orders v1"}
}

// FromEnvironment returns the configuration that the operator made.
func FromEnvironment() *Config { return &Config{Secret: os.Getenv("ORDERS_SECRET")} }

// Fill writes a name over a buffer.
func Fill(buffer []byte) {
	const name = "bakery orders"
	for i := range buffer {
		buffer[i] = name[i%len(name)]
	}
}

// CookieSecret signs cookies.
const CookieSecret = "crumbs in the shop"

// SeedLabel separates the keys of one seed.
const SeedLabel = "shop seed 1"

// Settings are what the program begins with. Other packages may set them.
var Settings = Config{Secret: "shop secret until somebody sets it", Label: "orders v2"}
