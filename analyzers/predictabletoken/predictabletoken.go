// Package predictabletoken finds tokens that an attacker can work out: made of the time,
// of counters, of identifiers, or written in the program.
package predictabletoken

import (
	"go/token"
	"go/types"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL402", Name: "predictabletoken", Title: "token that can be predicted",
	Severity: rule.High, CWE: 340,
	Patterns: []string{"G07", "G08", "G11"},
	Instead:  []string{newToken, newPassword},
	Since:    "0.1.0",
}

const (
	newToken    = "safeapi/token.New"
	newPassword = "safeapi/password.Policy.Generate"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

type checker struct {
	pass     *rule.Pass
	graph    *flow.Graph
	mentions *mention.Mentions
}

func run(pass *rule.Pass) error {
	c := &checker{pass: pass, graph: flow.Of(pass.Pass), mentions: mention.Of(pass.Pass)}
	roles := []cryptoapi.Role{cryptoapi.AsToken, cryptoapi.AsPassword}
	reported := make(map[token.Pos]bool)
	for _, sink := range slices.Concat(c.graph.Sinks(roles...), c.graph.NamedSinks(roles...)) {
		if c.constantState(sink) || reported[sink.Pos()] {
			continue
		}
		value := c.graph.Whole(sink)
		if sink.Named {
			value = c.graph.Passed(sink)
		}
		for _, alternative := range value {
			if o := c.predictable(alternative); o != nil && c.bearer(sink, o) && !c.toldElsewhere(sink, o) {
				reported[sink.Pos()] = true
				c.report(sink, o, value.Has(cryptoapi.SecureRandom))
				break
			}
		}
	}
	return nil
}

// predictable returns the part of a value that says how it is predicted, if there is
// nothing beside it that an attacker has to guess.
func (c *checker) predictable(parts flow.Alternative) *flow.Origin {
	var told *flow.Origin
	for _, o := range parts {
		switch {
		case o.Kind == cryptoapi.Counter && o.Index:
			return nil // one of several in turn
		case o.Kind == cryptoapi.Counter && o.Detail == "":
			// what it was before
		case o.Kind == cryptoapi.Clock || o.Kind == cryptoapi.Process || o.Kind == cryptoapi.Counter:
			told = first(told, o)
		case o.Kind == cryptoapi.Digest || o.Kind == cryptoapi.Checksum:
			of := c.predictable(o.Of)
			if of == nil && !c.labels(o.Of) {
				return nil
			}
			told = o
		case o.Kind == cryptoapi.Constant || o.Kind == cryptoapi.Zero || o.IsTime() || label(o):
		default:
			return nil
		}
	}
	return told
}

func first(told, o *flow.Origin) *flow.Origin {
	if told != nil {
		return told
	}
	return o
}

// label reports whether a value is something that a person is known by: a user, an
// address. What the name does not say is not known.
func label(o *flow.Origin) bool {
	return (o.Open() || o.Kind == cryptoapi.Unknown || o.Kind == cryptoapi.Network) && o.Detail == "" && len(o.Of) == 0 && flow.SuggestsLabel(o.Name)
}

// labels reports whether a digest is of nothing but what a person is known by.
func (c *checker) labels(parts flow.Alternative) bool {
	return parts.Any(label) && !parts.Any(func(o *flow.Origin) bool {
		return !label(o) && o.Kind != cryptoapi.Constant && o.Kind != cryptoapi.Zero
	})
}

// bearer reports whether a value lets its bearer in. A name says so only if it is sure, or
// if somebody went to the trouble of hashing the value. Sessions have numbers in many
// programs; those of the web are secrets.
func (c *checker) bearer(sink *flow.Sink, o *flow.Origin) bool {
	if !sink.Named {
		return !sink.Is("net/http.Cookie.Value") || c.graph.SecretCookie(sink) != ""
	}
	name := c.graph.ReadName(sink.Name)
	hashed := o.Kind == cryptoapi.Digest
	switch {
	case name.What == "" || sink.Place() == flow.Held:
		return false
	case sink.Noun == "session id":
		return c.mentions.Web() && (hashed || sink.Text() || o.Detail != "" || sink.Place() == flow.Kept)
	}
	return name.Sure || hashed || c.maker(sink, o)
}

// maker reports whether a function that is called after making a token returns an identifier
// as its text. In packages about locks, pages or the words of a language, a token is
// something else.
func (c *checker) maker(sink *flow.Sink, o *flow.Origin) bool {
	return sink.Place() == flow.Given && flow.SuggestsMaking(sink.Name) && o.Kind == cryptoapi.Counter && o.Detail != "atomic" && !randomInside(o) &&
		c.graph.ReadName(c.pass.Pkg.Name()+"_token").What != ""
}

// toldElsewhere reports whether a value has its name from a function of another package of
// this module: the finding stands there.
func (c *checker) toldElsewhere(sink *flow.Sink, o *flow.Origin) bool {
	return sink.Named && o.ReturnedBy(func(fn *types.Func) bool {
		return fn.Pkg() != c.pass.Pkg && c.pass.InModule(fn.Pkg()) && c.graph.ReadName(fn.Name()).Sure
	})
}
