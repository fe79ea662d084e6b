// Package current keeps the configuration that is in force in a package variable. Programs
// make one with a constructor, decode a file over it and set it.
package current

import (
	"crypto/rand"
	"os"
	"sync"

	"github.com/golang-jwt/jwt/v5"
)

// Login is the part of the configuration that is about logins.
type Login struct {
	SigningKey string
	Minutes    int
}

// Config is the configuration.
type Config struct {
	Login Login
	Name  string
}

var (
	mu      sync.RWMutex
	current Config
)

// New returns what the program begins with.
func New() *Config {
	return &Config{Login: Login{SigningKey: "orchard", Minutes: 15}, Name: "orchard"}
}

// Get returns a copy of the configuration in force.
func Get() *Config {
	mu.RLock()
	defer mu.RUnlock()
	copied := current
	return &copied
}

// Set puts a configuration in force.
func Set(c *Config) {
	mu.Lock()
	defer mu.Unlock()
	current = *c
}

func badDefaultOfConfiguration(claims jwt.Claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte(Get().Login.SigningKey)) // want "CL605: .*constant when none is configured"
}

// Shop is a part of a program that has settings of its own.
type Shop struct{ Coupons *Coupons }

// Coupons are settings.
type Coupons struct{ Secret []byte }

var shop *Shop

// Open puts a shop in force.
func Open(s *Shop) { shop = s }

// NewShop returns a shop for a start.
func NewShop() *Shop { return &Shop{Coupons: &Coupons{Secret: []byte("ten percent off")}} }

func badDefaultOfPart(claims jwt.Claims) (string, error) {
	coupons := shop.Coupons
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(coupons.Secret) // want "CL605: .*constant when none is configured"
}

// Gate has no default: the operator sets the key, and without one it is random.
type Gate struct{ Key []byte }

// Gates are the settings of all gates.
type Gates struct {
	Front Gate
	Label string
}

var gates Gates

// UseGates puts settings in force.
func UseGates(g *Gates) { gates = *g }

// NewGates returns settings with a key of the operator, or a new one.
func NewGates() *Gates {
	g := &Gates{Label: "front gate of the orchard"}
	if g.Front.Key = []byte(os.Getenv("GATE_KEY")); len(g.Front.Key) == 0 {
		g.Front.Key = make([]byte, 32)
		rand.Read(g.Front.Key)
	}
	return g
}

func goodKeyOfOperator(claims jwt.Claims) (string, error) {
	settings := gates
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(settings.Front.Key)
}

// goodSetByCallers signs with a key for which the package has no default.
func goodSetByCallers(claims jwt.Claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte(mail.Reset.Key))
}

// Mail is set by callers alone.
type Mail struct{ Reset struct{ Key, Subject string } }

var mail Mail

// UseMail puts settings in force.
func UseMail(m *Mail) {
	mail = *m
	mail.Reset.Subject = "your new password"
}
