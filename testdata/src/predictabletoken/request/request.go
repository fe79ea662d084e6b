// Package request is a library for logins. Its callers may choose what it generates.
package request

import (
	"crypto/rand"
	"fmt"
	"io"

	"golang.org/x/oauth2"
)

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

// random returns a text of some letters, and none if it is to have none.
func random(length int) (string, error) {
	if length == 0 {
		return "", nil
	}
	chosen := make([]byte, 0, length)
	for {
		batch := make([]byte, length+length/4)
		if _, err := io.ReadFull(rand.Reader, batch); err != nil {
			return "", err
		}
		for _, b := range batch {
			if b >= 4*byte(len(letters)) {
				continue
			}
			chosen = append(chosen, letters[b%byte(len(letters))])
			if len(chosen) == length {
				return string(chosen), nil
			}
		}
	}
}

type options struct {
	state, prefix string
	length        int
}

// An Option is what a caller chooses.
type Option func(*options)

// WithState sets the state.
func WithState(state string) Option { return func(o *options) { o.state = state } }

// WithPrefix sets what a state begins with.
func WithPrefix(prefix string) Option { return func(o *options) { o.prefix = prefix } }

// WithLength sets how many letters a state has.
func WithLength(length int) Option { return func(o *options) { o.length = length } }

func optionsOf(opts []Option) options {
	o := options{length: 20}
	for _, opt := range opts {
		opt(&o)
	}
	return o
}

// NewID returns a random text.
func NewID(opts ...Option) (string, error) {
	o := optionsOf(opts)
	id, err := random(o.length)
	if err != nil {
		return "", fmt.Errorf("generate: %w", err)
	}
	if o.prefix != "" {
		return fmt.Sprintf("%s_%s", o.prefix, id), nil
	}
	return id, nil
}

// A Request is one login.
type Request interface{ State() string }

// Req is a login with a state of its own.
type Req struct{ state string }

// State is what the callback must have.
func (r *Req) State() string { return r.state }

var _ Request = (*Req)(nil)

// New begins a login.
func New(opts ...Option) (*Req, error) {
	state := optionsOf(opts).state
	if state == "" {
		var err error
		if state, err = NewID(WithPrefix("st")); err != nil {
			return nil, err
		}
	}
	return &Req{state: state}, nil
}

// A Provider logs people in.
type Provider struct{ config oauth2.Config }

// URL is where the browser goes.
func (p *Provider) URL(r Request) string {
	return p.config.AuthCodeURL(r.State())
}

// Fixed begins a login whose state is the same for everybody.
func Fixed() *Req { return &Req{state: "st_login"} }
