package keyleak

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
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

// secret says what the secret is that a sink shows, how that is known, and whether there is
// no doubt. It is empty of what is not known to be one.
func (c *checker) secret(sink *flow.Sink, name string) (what, proof string, sure bool) {
	if c.graph.IsPrivateKey(sink) {
		return "private key", "", true
	}
	secret := c.called(name)
	use, kept := c.graph.UsedAs(sink, keys...)
	if use == nil && secret {
		use, kept = c.graph.UsedAs(sink, named...)
	}
	if use != nil && public(c.graph.NameOf(use)) {
		return "", "", false // a salt that is the key of a MAC
	}
	if use != nil && sink.Through() && use.Site() == sink.Site() {
		return "", "", false // the function that is called uses it and shows it
	}
	if kept != "" && !secret {
		secret = c.called(kept[strings.LastIndexByte(kept, '.')+1:])
	}
	if use != nil && (kept == "" || secret) && !sink.Number() {
		return use.Role.Secret(), ", which is " + as(use), secret
	}
	if use, field := c.graph.FieldUsedAs(sink, keys...); use != nil && c.called(field) {
		return use.Role.Secret(), fmt.Sprintf(", whose field %q is %s", field, as(use)), false
	}
	for _, o := range c.graph.Whole(sink).Origins() {
		if o.Spelled == cryptoapi.Private {
			return "private key", "", true
		}
	}
	return "", "", false
}

// called reports whether a name says that a value is a secret.
func (c *checker) called(name string) bool {
	return !public(name) && (c.graph.ReadName(name).What != "" || flow.SuggestsPassword(name))
}

// as says what a secret is used as.
func as(use *flow.Sink) string {
	if use.Parsed {
		return "a private key for " + use.API
	}
	return "the " + use.Role.String() + " of " + use.API
}

// public reports whether a name says that a value is not the secret, but what others may
// know of it.
func public(name string) bool {
	return flow.SuggestsCertificate(name) || flow.SuggestsDigest(name) || flow.SuggestsLabel(name) || flow.SuggestsSalt(name) || flow.SuggestsPasswordHash(name)
}

// fresh reports whether a program shows somebody the secret that it has just generated for
// them, on the terminal or in a command line.
func (c *checker) fresh(sink *flow.Sink) bool {
	if !c.command && !sink.Of("fmt") {
		return false
	}
	for _, o := range c.graph.Whole(sink).Origins() {
		if o.Kind == cryptoapi.SecureRandom || o.Kind == cryptoapi.WeakRandom || o.Kind == cryptoapi.PrivateKey && o.Of == nil && o.Pos.IsValid() {
			return true
		}
	}
	return false
}

// command reports whether a package is a part of a command line: people run it for what it
// prints.
func command(pass *rule.Pass) bool {
	return pass.Pkg.Name() == "main" || slices.ContainsFunc(pass.Pkg.Imports(), func(p *types.Package) bool {
		return slices.Contains(commandLines, p.Path())
	})
}

// commandLines are packages that parse command lines.
var commandLines = []string{
	"flag", "github.com/spf13/cobra", "github.com/spf13/pflag", "github.com/urfave/cli", "github.com/urfave/cli/v2", "github.com/urfave/cli/v3",
	"github.com/alecthomas/kong", "github.com/alecthomas/kingpin/v2", "github.com/jessevdk/go-flags",
}

// problem says what is shown, and how it is known to be a secret.
func problem(sink *flow.Sink, where place, what, name, proof string) string {
	if name == "" || strings.Contains(name, " ") {
		name = "a value"
	} else {
		name = fmt.Sprintf("%q", name)
	}
	if proof != "" && where.after != "" {
		proof += ","
	}
	return sink.Subject() + " " + where.verb + " " + name + proof + where.after
}
