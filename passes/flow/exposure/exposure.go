// Package exposure says which of the values that a program shows are secrets, how that is
// known, and in what kind of place they are shown.
package exposure

import (
	"strings"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// keys are the roles of what is always a secret.
var keys = []cryptoapi.Role{
	cryptoapi.AsKey, cryptoapi.AsMACKey, cryptoapi.AsTokenKey, cryptoapi.AsSigningKey, cryptoapi.AsDecryptionKey, cryptoapi.AsPassword,
}

// named are the roles of what is a secret if it is called one: a cookie may hold a
// preference, and a key may be derived from a public label.
var named = []cryptoapi.Role{cryptoapi.AsToken, cryptoapi.AsSecretKey, cryptoapi.AsKDFSecret}

// A Secret is what a program shows, and how it is known to be a secret: by what uses it, or
// as a private key, by its type or its spelling.
type Secret struct {
	What  string     // "key", "password", "private key"
	Name  string     // what the program calls the value that is shown; may be empty
	Use   *flow.Sink // what uses the secret, or nil for a private key
	Field string     // the field of the value that is the secret; empty: the value itself
	Sure  bool       // its type or its name says so, too
}

// privateKey is the secret that a value is by itself.
func privateKey(name string) *Secret { return &Secret{What: "private key", Name: name, Sure: true} }

// As says what a secret is used as: "the MAC key of hmac.New". It is empty where only the
// value itself says that it is a private key.
func (s *Secret) As() string {
	switch {
	case s.Use == nil:
		return ""
	case s.Use.Parsed:
		return "a private key for " + s.Use.API
	}
	return "the " + s.Use.Role.String() + " of " + s.Use.API
}

// At returns the secret that a sink shows. It is nil for what is not known to be one, and where
// the call that should have returned it has failed.
func At(g *flow.Graph, s *flow.Sink) *Secret {
	name := g.NameOf(s)
	switch {
	case public(name), g.OfFailure(s):
		return nil
	case g.IsPrivateKey(s):
		return privateKey(name)
	}
	secret := called(g, name)
	use, kept := g.UsedAs(s, keys...)
	if use == nil && secret {
		use, kept = g.UsedAs(s, named...)
	}
	if use != nil && (public(g.NameOf(use)) || s.Through() && use.Site() == s.Site()) {
		return nil // a salt that is the key of a MAC; or the function that is called uses it and shows it
	}
	secret = secret || kept != "" && called(g, kept[strings.LastIndexByte(kept, '.')+1:])
	if use != nil && (kept == "" || secret) && !s.Number() {
		return &Secret{What: use.Role.Secret(), Name: name, Use: use, Sure: secret}
	}
	if field := fieldAt(g, s); field != nil {
		return field
	}
	if g.Whole(s).Origins().Any(spelledPrivate) {
		return privateKey(name)
	}
	return nil
}

// Inside returns the secret in what a sink shows: a private key, or a field that is one. It is
// nil where nothing inside is known to be one.
func Inside(g *flow.Graph, s *flow.Sink) *Secret {
	if field := fieldAt(g, s); field != nil {
		return field
	}
	if g.IsPrivateKey(s) {
		return privateKey(g.NameOf(s))
	}
	return nil
}

// fieldAt returns the field that is a secret of the struct that a sink shows, or nil.
func fieldAt(g *flow.Graph, s *flow.Sink) *Secret {
	use, field := g.FieldUsedAs(s, keys...)
	if use == nil || !called(g, field) {
		return nil
	}
	return &Secret{What: use.Role.Secret(), Name: g.NameOf(s), Use: use, Field: field}
}

// Generated reports whether a sink shows a secret that the program has just generated, as one
// that hands out keys does.
func Generated(g *flow.Graph, s *flow.Sink) bool {
	for _, o := range g.Whole(s).Origins() {
		if o.Kind == cryptoapi.SecureRandom || o.Kind == cryptoapi.WeakRandom || o.Kind == cryptoapi.PrivateKey && o.Of == nil && o.Pos.IsValid() {
			return true
		}
	}
	return false
}

// called reports whether a name says that a value is a secret.
func called(g *flow.Graph, name string) bool {
	return !public(name) && (g.ReadName(name).What != "" || flow.SuggestsPassword(name))
}

// public reports whether a name says that a value is not the secret, but what others may
// know of it.
func public(name string) bool {
	return flow.SuggestsCertificate(name) || flow.SuggestsDigest(name) || flow.SuggestsLabel(name) || flow.SuggestsSalt(name) || flow.SuggestsPasswordHash(name)
}

func spelledPrivate(o *flow.Origin) bool { return o.Spelled == cryptoapi.Private }
