// Package state shows what the engine knows of fields and package variables: all that
// is ever stored there.
package state

import (
	"crypto/rand"
	"encoding/json"
	"os"
	"time"
)

func origins(any) {}

var fixed = []byte("0123456789abcdef")

var set []byte

func init() {
	set = make([]byte, 16)
	rand.Read(set)
}

func variables() {
	origins(fixed) // want "origins: a constant$"
	origins(set)   // want "origins: crypto/rand$"
}

type box struct {
	nonce   []byte
	started time.Time
	label   string
	inner   struct{ key []byte }
}

func newBox(label string) *box {
	b := &box{nonce: make([]byte, 12), started: time.Now(), label: label}
	b.inner.key = []byte("constant key")
	return b
}

func (b *box) fields() {
	origins(b.nonce)            // want "origins: zero bytes|a constant$"
	origins(b.started.String()) // want "origins: the current time$"
	origins(b.inner.key)        // want "origins: a constant$"
}

// A method that refreshes a field speaks for all boxes of its type.
type refreshed struct{ nonce []byte }

func newRefreshed() *refreshed { return &refreshed{nonce: make([]byte, 12)} }

func (r *refreshed) next() { rand.Read(r.nonce) }

func (r *refreshed) use() {
	origins(r.nonce) // want "origins: crypto/rand$"
}

func oneBoxIsKnownBetter() {
	b := &box{nonce: make([]byte, 12)}
	copy(b.nonce, "fixed nonce!")
	origins(b.nonce) // want "origins: a constant$"
}

type outer struct{ *base }

type base struct{ label string }

func newOuter() outer { return outer{&base{label: "v1"}} }

func (o outer) promoted() {
	origins(o.label) // want "origins: a constant$"
}

type vault struct{ key []byte }

func newVault() *vault {
	key := []byte(os.Getenv("KEY"))
	if len(key) == 0 {
		key = []byte("0123456789abcdef")
	}
	return &vault{key: key}
}

func (v *vault) use() {
	origins(v.key) // want "origins: the environment or a flag.a constant$"
}

type config struct {
	Secret string `json:"secret"`
}

func load(data []byte) (*config, error) {
	c := &config{Secret: "changeme"}
	if err := json.Unmarshal(data, c); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *config) use() {
	origins(c.Secret) // want "constant.*configuration|configuration.*constant|environment"
}
