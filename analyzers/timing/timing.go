// Package timing finds comparisons of MACs and secrets that end at the first
// byte that differs: how long they take tells how much of a guess was right.
package timing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/digest"
	"github.com/cryptolint/cryptolint/passes/flow/password"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL501", Name: "timing", Title: "MAC, token or password not compared in constant time",
	Severity: rule.High, CWE: 208,
	Patterns: []string{"T01", "T02", "T05"},
	Instead:  []string{verify, equal},
	Since:    "0.1.0",
}

const (
	verify = "safeapi/mac.Keyring.Verify"
	equal  = "safeapi/secret.Equal"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

// checker looks at the comparisons of one package.
type checker struct {
	*rule.Pass
	graph    *flow.Graph
	reported map[flow.Site]bool // a comparison has two sides, and is reported once
}

func run(pass *rule.Pass) error {
	c := &checker{Pass: pass, graph: flow.Of(pass.Pass), reported: make(map[flow.Site]bool)}
	for _, look := range []func(*flow.Sink){c.tag, c.digest, c.secret, c.handmade} {
		for _, sink := range c.graph.Sinks(cryptoapi.AsCompared) {
			if !c.reported[sink.Site()] {
				look(sink)
			}
		}
	}
	return nil
}

// tag looks for a MAC that the program computes and compares with what it was sent.
func (c *checker) tag(sink *flow.Sink) {
	c.computed(sink, func(way flow.Alternative) (made, secret *flow.Origin) { return digest.TagIn(c.graph, way), nil })
}

// digest looks for what was made with a secret: a MAC of a poor kind, the hash of a
// password, the output of a key derivation. Where a digest is how the program checks the password
// that it keeps, the digest is the defect, and its comparison goes with it.
func (c *checker) digest(sink *flow.Sink) {
	c.computed(sink, func(way flow.Alternative) (made, secret *flow.Origin) {
		if made = way.Part(cryptoapi.Digest, cryptoapi.KDFOutput); made == nil || made.Kind == cryptoapi.KDFOutput && digest.Unguessed(c.graph, sink) {
			return nil, nil
		}
		secret = digest.SecretIn(c.graph, made.Of)
		if made.Kind == cryptoapi.Digest && (secret == nil || c.namesToken(sink, made, secret) || c.graph.ReadName(secret.Name).What == "password" && password.AgainstStored(c.graph, sink)) {
			return nil, nil
		}
		return made, secret
	})
}

// computed reports what the program makes of a secret, and compares with something else.
func (c *checker) computed(sink *flow.Sink, madeIn func(flow.Alternative) (made, secret *flow.Origin)) {
	for _, way := range c.graph.Whole(sink) {
		made, secret := madeIn(way)
		if made == nil || c.graph.MadeInside(sink, made) || len(way) > 1 && !c.chosen(sink, flow.Caller) {
			continue // among other things, it is a name that contains a MAC, unless somebody sends the whole
		}
		if other := c.graph.Other(sink); !isFixed(other) && !other.Has(made.Kind) && !digest.KeySent(made, other) {
			what := digest.Describe(made)
			f := computed[made.Kind].Along(flow.Path(made, fmt.Sprintf(steps[made.Kind], strings.TrimPrefix(what, "the "), made.Name)))
			if len(way) > 1 {
				f.Confidence = rule.Likely
			}
			if secret != nil && secret.Name != "" {
				what += " of " + secret.Name
			}
			c.report(sink, f, what, "")
		}
		return
	}
}

// namesToken reports whether a digest is that of nothing but a token or a key, and stands
// for it where no peer gives the other: the thumbprint of a key, at_hash in an ID token.
func (c *checker) namesToken(sink *flow.Sink, made, secret *flow.Origin) bool {
	what := c.graph.ReadName(secret.Name).What
	return len(made.Of) == 1 && (what == "token" || what == "key") && !c.chosen(sink, flow.Peer)
}

// chosen reports whether somebody chooses what is compared with a side: a peer, or at least a
// caller out of sight.
func (c *checker) chosen(sink *flow.Sink, least flow.Chooser) bool {
	return slices.ContainsFunc(c.graph.Comparisons(sink), func(pair flow.Comparison) bool { return pair.Theirs.Chooser() >= least })
}

// handmade looks for a MAC by a function of which nothing is known but that it was given
// a key, and that its result is called a MAC.
func (c *checker) handmade(sink *flow.Sink) {
	for _, pair := range c.graph.Comparisons(sink) {
		key := pair.Mine.KeyedCall()
		if key == "" || !pair.Mine.CalledMAC() && !pair.Theirs.CalledMAC() || pair.Theirs.KeyedCall() != "" || isFixed(pair.Theirs.Value) || pair.Versions() {
			continue
		}
		c.report(sink, handmade, pair.Mine.Text(), key)
		return
	}
}

// secret looks for a secret of the program that is compared with a guess of it.
func (c *checker) secret(sink *flow.Sink) {
	if sink.Through() && !sink.Bare() || !sink.ComparesText() || sink.RefusesEqual() {
		return
	}
	for _, pair := range c.graph.Comparisons(sink) {
		noun, confidence := judge(pair.Mine, pair.Theirs)
		if confidence == 0 || pair.Harmless() {
			continue
		}
		f := guessed.Along(flow.Path(pair.Theirs.Value.Origins().Part(cryptoapi.Network), "sent by a peer"))
		f.Confidence = confidence
		c.report(sink, f, cmp.Or(pair.Mine.Text(), "the "+noun), noun)
		return
	}
}

// judge asks who chooses one side, and whether the other is a secret: by its name, or
// because it is kept and compared with what has the name of one.
func judge(mine, theirs flow.Side) (noun string, confidence rule.Confidence) {
	name, guess := mine.Secret(), theirs.Secret()
	stored := guess.What != "" && mine.Kept() && !mine.Labelled() && !theirs.Labelled() && (guess.Sure || mine.LookedUp())
	switch theirs.Chooser() {
	case flow.Peer:
		switch whole := mine.Holds(); {
		case name.What != "" && (name.Sure || !mine.Passed()):
			return name.Noun, rule.Likely
		case whole.Sure && !mine.Passed(), whole.What != "" && theirs.Authorizes() && !mine.Labelled():
			return whole.Noun, rule.Likely
		case stored && guess.Sure:
			return guess.Noun, rule.Likely
		case stored:
			return guess.Noun, rule.Unsure
		case guess.Sure && mine.Passed() && !mine.Labelled() && !identifies(guess):
			return guess.Noun, rule.Unsure
		}
	case flow.Caller:
		switch {
		case mine.Passed() || mine.Answered() || mine.Searched() || identifies(name) || identifies(guess):
			// Of its own collections, a program asks by its own ids. Keys are configured, not typed.
			// What a server answered to what a caller gave is the caller's.
		case name.Sure:
			return name.Noun, rule.Unsure
		case stored:
			return guess.Noun, rule.Unsure
		}
	}
	return "", 0
}

func identifies(name flow.SecretName) bool { return name.What == "key" || name.Noun == "session id" }

// isFixed reports whether all of a value is written in the program.
func isFixed(v flow.Value) bool { return v.Only(cryptoapi.Constant, cryptoapi.Zero) }

// report reports a comparison once. A fix compares as the advice says.
func (c *checker) report(sink *flow.Sink, f rule.Finding, what, secret string) {
	c.reported[sink.Site()] = true
	f = f.Naming(what, sink.How(), secret).At(sink)
	f.Cause = c.LineOf(f.Pos) // two comparisons in one condition are one defect
	f.Fix = c.fix(sink, advised[f.Advice])
	c.Report(f)
}
