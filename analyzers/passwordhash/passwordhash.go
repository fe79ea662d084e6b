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
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL601", Name: "passwordhash", Title: "password stored as a fast hash, or in plaintext",
	Severity: rule.Critical, CWE: 916,
	Patterns: []string{"K01", "K13"},
	Instead:  []string{hash, verify},
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
	return nil
}

// stored reports a digest of a password that is kept.
func (c *checker) stored(sink *flow.Sink) {
	digest, password := c.fast(c.graph.Whole(sink))
	if digest == nil || c.toldElsewhere(digest) || c.goesOn(digest) {
		return
	}
	f := rule.Finding{Confidence: rule.Likely, Instead: hash, Message: fmt.Sprintf("the password in %s is hashed with %s", sink.API, digest.Detail)}
	if !onlyPassword(digest, password) {
		f.Severity = rule.High
	}
	c.report(sink, digest, f)
}

// inDatabase reports a digest of a password that a query is given.
func (c *checker) inDatabase(sink *flow.Sink) {
	digest, password := c.fast(c.graph.Whole(sink))
	if digest == nil || c.toldElsewhere(digest) || leaked.MatchString(sink.Func().Name()) {
		return
	}
	f := rule.Finding{
		Confidence: rule.Likely, Instead: hash,
		Message: fmt.Sprintf("the %s digest of a password is passed to %s", digest.Detail, sink.Subject()),
	}
	if !onlyPassword(digest, password) {
		f.Severity = rule.High
	}
	c.report(sink, digest, f)
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
	digest := whole[0][0]
	if digest.Kind != cryptoapi.Digest || digest.Detail == "" || c.passwordIn(digest.Of, 2) != nil || c.toldElsewhere(digest) || c.goesOn(digest) {
		return
	}
	for _, o := range digest.Of {
		if o.Open() && o.Path == "" || o.Kind == cryptoapi.Network {
			c.report(sink, digest, rule.Finding{
				Confidence: rule.Unsure, Instead: hash, Severity: rule.High,
				Message: fmt.Sprintf("%s is the %s digest of what seems to be a password", sink.API, digest.Detail),
			})
			return
		}
	}
}

// compared reports a password that is checked by its digest, and one that is stored as it
// is.
func (c *checker) compared(sink *flow.Sink) {
	if digest, password := c.fast(c.graph.Whole(sink)); digest != nil {
		if !c.graph.AgainstStoredPassword(sink) || c.toldElsewhere(digest) {
			return
		}
		f := rule.Finding{Confidence: rule.Likely, Severity: rule.High, Instead: verify, Message: "a password is checked by its " + digest.Detail + " digest"}
		if !onlyPassword(digest, password) {
			f.Severity = rule.Medium
		}
		c.report(sink, digest, f)
		return
	}
	for _, pair := range c.graph.Comparisons(sink) {
		if name := c.clear(pair); name != "" {
			c.Report(rule.Finding{
				Pos: sink.Pos(), End: sink.End(), Confidence: rule.Likely, Severity: rule.High, Case: "clear", Instead: verify,
				Message: fmt.Sprintf("%s is stored in plaintext and compared with what a user entered", name),
				Why:     "an attacker who reads the database can log in as every user, here and wherever they use the same password",
				Advice:  "store the result of bcrypt.GenerateFromPassword and check it with bcrypt.CompareHashAndPassword",
			})
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
	if guess.What != "" && guess.What != "password" || mine.Repeats() || theirs.Repeats() || pair.Versions() || mine.Computed() || theirs.Computed() || flow.Output(mine.Value) || flow.Output(theirs.Value) {
		return ""
	}
	return strings.TrimSuffix(strings.TrimPrefix(mine.Text(), "[]byte("), ")")
}

// fast returns the digest of a password that a value is, and the password. It is nil for
// a hash that is repeated in a loop.
func (c *checker) fast(v flow.Value) (digest, password *flow.Origin) {
	for _, alternative := range v {
		made := alternative.Part(cryptoapi.Digest)
		if made == nil || made.Detail == "" || answersChallenge(alternative) {
			continue
		}
		if inner := made.Of.Part(cryptoapi.Digest); inner != nil && len(v) > 1 || digest != nil && digest.Detail != made.Detail {
			return nil, nil
		}
		if found := c.passwordIn(made.Of, 2); found != nil && digest == nil {
			digest, password = made, found
		}
	}
	return digest, password
}

// answersChallenge reports whether digests are mixed into one value: what a server stores
// is one digest, and the answer to its challenge is two, XORed.
func answersChallenge(alternative flow.Alternative) bool {
	digests := 0
	for _, o := range alternative {
		if o.Kind == cryptoapi.Digest {
			digests++
		}
	}
	return digests > 1
}

// passwordIn returns the password among what a digest was made of. Depth bounds the
// digests of digests.
func (c *checker) passwordIn(of flow.Alternative, depth int) *flow.Origin {
	for _, o := range of {
		if name := c.graph.ReadName(o.Name); (name.What == "password" && name.Sure || flow.SuggestsPassword(o.Name)) && !drawn(o) {
			return o
		}
		if o.Kind == cryptoapi.Digest && depth > 0 {
			if inner := c.passwordIn(o.Of, depth-1); inner != nil {
				return inner
			}
		}
	}
	return nil
}

// drawn reports whether a password is random: nobody can guess it, however fast.
func drawn(o *flow.Origin) bool {
	return o.Kind == cryptoapi.SecureRandom || o.Kind == cryptoapi.UUID || o.Kind == cryptoapi.Constant
}

// onlyPassword reports whether nothing but a password went into a digest: then equal
// passwords have equal digests, and there are tables of them.
func onlyPassword(digest, password *flow.Origin) bool {
	return len(digest.Of) == 1 && digest.Of[0] == password
}

// kept are the roles of a digest that is stored, or checked.
var kept = []cryptoapi.Role{cryptoapi.AsCompared, cryptoapi.AsComparedConstantTime, cryptoapi.AsMessage, cryptoapi.AsFileContent, cryptoapi.AsStored}

// goesOn reports whether a digest becomes a key, or the input of a slow function.
func (c *checker) goesOn(digest *flow.Origin) bool {
	return slices.ContainsFunc(c.graph.Fates(digest), func(s *flow.Sink) bool {
		return !s.Named && !slices.Contains(kept, s.Role)
	})
}

// toldElsewhere reports whether a digest comes from a function of another package of
// this module that hashes passwords by its name: the finding stands there.
func (c *checker) toldElsewhere(digest *flow.Origin) bool {
	return digest.ReturnedBy(func(fn *types.Func) bool { return fn.Pkg() != c.Pkg && flow.SuggestsPasswordHash(fn.Name()) })
}

func (c *checker) report(sink *flow.Sink, digest *flow.Origin, f rule.Finding) {
	f.Pos, f.End = sink.Pos(), sink.End()
	f.Cause, f.Case, f.Prescribable = sink.CauseOf(digest), "digest", true
	f.Why = "an attacker who obtains the digests can try billions of passwords per second"
	f.Advice = "use bcrypt.GenerateFromPassword, and rehash each stored password when its user logs in"
	f.Steps = flow.Path(digest, digest.Detail+" digest of the password")
	c.Report(f)
}
