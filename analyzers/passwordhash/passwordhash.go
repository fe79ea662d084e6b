// Package passwordhash finds passwords that are stored as the digest of a fast hash, or
// as they are.
package passwordhash

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/digest"
	"github.com/cryptolint/cryptolint/passes/flow/password"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL601", Name: "passwordhash", Title: "password stored as a fast hash, or in plaintext",
	Severity: rule.Critical, CWE: 916,
	Patterns: []string{"H09", "K01", "K13"},
	Instead:  []string{hash, verify, pseudonym.Instead},
	Since:    "0.1.0",
}

const (
	hash   = "safeapi/password.Hash"
	verify = "safeapi/password.Verify"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

type checker struct {
	*rule.Pass
	graph *flow.Graph
}

func run(pass *rule.Pass) error {
	c := &checker{pass, flow.Of(pass.Pass)}
	for _, sink := range c.graph.NamedBy(flow.SuggestsPasswordHash) {
		c.stored(sink)
		c.storedByName(sink)
	}
	for _, sink := range c.graph.NamedSinks(cryptoapi.AsPassword) {
		if sink.Place() == flow.Kept { // what a function Password returns, a protocol may send
			c.stored(sink)
		}
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsStored) {
		c.inDatabase(sink)
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsCompared, cryptoapi.AsComparedConstantTime) {
		c.compared(sink)
	}
	c.pseudonyms()
	return nil
}

// stored reports a digest of a password that is kept.
func (c *checker) stored(sink *flow.Sink) {
	made, password := digest.OfPassword(c.graph, c.graph.Whole(sink))
	if made == nil || c.toldElsewhere(made) || c.goesOn(made) {
		return
	}
	f := graded(inField, made, password)
	if sink.InMemory() {
		f.Confidence = rule.Unsure
	}
	c.report(sink, made, f, sink.API)
}

// inDatabase reports a digest of a password that a query is given.
func (c *checker) inDatabase(sink *flow.Sink) {
	made, password := digest.OfPassword(c.graph, c.graph.Whole(sink))
	if made != nil && !c.toldElsewhere(made) && !leaked.MatchString(sink.Func().Name()) {
		c.report(sink, made, graded(inQuery, made, password), sink.Subject())
	}
}

// leaked matches names of functions that look for a password among those that leaked.
var leaked = lazyregexp.New(`(?i)leak|pwn|breach|compromis|hibp|common`)

// storedByName reports a digest of a text that callers pass, or a peer sends, where only the
// name of what keeps it says that the text is a password.
func (c *checker) storedByName(sink *flow.Sink) {
	whole := c.graph.Whole(sink)
	if sink.Place() != flow.Kept || len(whole) != 1 || len(whole[0]) != 1 {
		return
	}
	made := whole[0][0]
	if made.Kind != cryptoapi.Digest || made.Detail == "" || digest.PasswordIn(c.graph, made.Of) != nil || c.toldElsewhere(made) || c.goesOn(made) {
		return
	}
	if made.Of.Any(func(o *flow.Origin) bool { return o.Open() && o.Path == "" || o.Kind == cryptoapi.Network }) {
		c.report(sink, made, byName, sink.API)
	}
}

// compared reports a password that is checked by its digest, and one that is stored as it
// is.
func (c *checker) compared(sink *flow.Sink) {
	if made, secret := digest.OfPassword(c.graph, c.graph.Whole(sink)); made != nil {
		if password.AgainstStored(c.graph, sink) && !c.toldElsewhere(made) {
			c.report(sink, made, graded(checked, made, secret), "")
		}
		return
	}
	for _, pair := range c.graph.Comparisons(sink) {
		if name := c.clear(pair); name != "" {
			f := inPlaintext
			f.Pos, f.End, f.Message = sink.Pos(), sink.End(), fmt.Sprintf(f.Message, name)
			c.Report(f)
			return
		}
	}
}

// clear returns what the code calls a password that was looked up and is compared with
// one that a peer sent, or "".
func (c *checker) clear(pair flow.Comparison) string {
	mine, theirs := pair.Mine, pair.Theirs
	name, guess := mine.Secret(), theirs.Secret()
	if name.What != "password" || !name.Sure || !mine.LookedUp() && !mine.Record() || theirs.Chooser() == flow.Program {
		return ""
	}
	if mine.InMemory() { // a cache of what was verified
		return ""
	}
	if guess.What != "" && guess.What != "password" || mine.Repeats() || theirs.Repeats() || pair.Versions() || mine.Computed() || theirs.Computed() || password.Output(mine.Value) || password.Output(theirs.Value) {
		return ""
	}
	return strings.TrimSuffix(strings.TrimPrefix(mine.Text(), "[]byte("), ")")
}

// graded returns a finding that is less severe where something else went into a digest, too:
// of nothing but passwords, equal ones have equal digests, and there are tables of them.
func graded(f rule.Finding, made, password *flow.Origin) rule.Finding {
	if len(made.Of) != 1 || made.Of[0] != password {
		f.Severity--
	}
	return f
}

// kept are the roles of a digest that is stored, or checked.
var kept = []cryptoapi.Role{cryptoapi.AsCompared, cryptoapi.AsComparedConstantTime, cryptoapi.AsMessage, cryptoapi.AsFileContent, cryptoapi.AsStored}

// goesOn reports whether a digest becomes a key, or the input of a slow function.
func (c *checker) goesOn(made *flow.Origin) bool {
	return slices.ContainsFunc(c.graph.Fates(made), func(s *flow.Sink) bool {
		return !s.Named && !slices.Contains(kept, s.Role)
	})
}

// toldElsewhere reports whether a digest comes from a function of another package of
// this module that hashes passwords by its name: the finding stands there.
func (c *checker) toldElsewhere(made *flow.Origin) bool {
	return made.ReturnedBy(func(fn *types.Func) bool { return fn.Pkg() != c.Pkg && flow.SuggestsPasswordHash(fn.Name()) })
}

// report reports a digest of a password, where it is used.
func (c *checker) report(sink *flow.Sink, made *flow.Origin, f rule.Finding, use string) {
	f.Pos, f.End, f.Cause = sink.Pos(), sink.End(), sink.CauseOf(made)
	f.Message = fmt.Sprintf(f.Message, made.Detail, use)
	f.Steps = flow.Path(made, made.Detail+" digest of the password")
	c.Report(f)
}
