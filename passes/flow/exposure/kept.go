package exposure

import (
	"slices"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// A Kept is a secret that is somewhere as it is.
type Kept struct {
	*flow.Sink              // where it gets there
	From       *flow.Origin // what it is
	Name, What string       // what the program calls it, and what that is: "API key"
}

// columns matches queries with a column for what lets its bearer in.
var columns = lazyregexp.New(`(?i)\b(((access|refresh|reset|auth|session|invite|invitation|enrol+ment|api|bearer|remember)_?)?token|api_?key|session_?key)\b`)

// StoredTokens returns the tokens that a program generates and writes to a database as they
// are: in a query that names a column for them, or under an unambiguous name.
func StoredTokens(g *flow.Graph) []Kept {
	var found []Kept
	for _, sink := range g.Sinks(cryptoapi.AsStored) {
		values := g.Elements(sink)
		if sink.Through() {
			values = g.Whole(sink)
		}
		column := columns.MatchString(g.QueryOf(sink)) && !values.Has(cryptoapi.Digest, cryptoapi.MACTag, cryptoapi.Ciphertext)
		for _, way := range values {
			if o := way.Part(cryptoapi.SecureRandom); o != nil && len(way) == 1 && (column || isToken(g, g.Fates(o)...)) {
				found = append(found, Kept{Sink: sink, From: o})
				break
			}
		}
	}
	for _, sink := range g.NamedSinks(cryptoapi.AsToken) {
		if whole := g.Whole(sink); len(whole) == 1 && whole.Only(cryptoapi.SecureRandom) && isToken(g, sink) && g.Mapped(sink) {
			found = append(found, Kept{Sink: sink, From: whole[0][0]})
		}
	}
	return found
}

// isToken reports whether the name of one of some places says that its value is a token, and
// nothing else.
func isToken(g *flow.Graph, sinks ...*flow.Sink) bool {
	return slices.ContainsFunc(sinks, func(s *flow.Sink) bool {
		return s.Named && s.Role == cryptoapi.AsToken && g.ReadName(s.Name).Sure
	})
}

// Arguments returns the secrets that are arguments of other programs, by their names.
func Arguments(g *flow.Graph) []Kept {
	var found []Kept
	for _, sink := range g.Sinks(cryptoapi.AsArgument) {
		names := []string{g.NameOf(sink)}
		origins := g.Whole(sink).Origins()
		for _, o := range origins {
			names = append(names, o.Name)
		}
		for _, name := range names {
			if what := SurelySecret(g, name); what != "" {
				found = append(found, Kept{Sink: sink, Name: name, What: what})
				break
			}
		}
	}
	return found
}

// SurelySecret says what an unambiguous name calls a value: "password", "API key". It is empty
// where the name is that of something else, or of several things.
func SurelySecret(g *flow.Graph, name string) string {
	read := g.ReadName(name)
	if !read.Sure || read.What != "password" && read.What != "token" && read.What != "key" {
		return ""
	}
	return read.Noun
}
