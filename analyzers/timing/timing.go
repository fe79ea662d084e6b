// Package timing finds comparisons of MACs and secrets that end at the first
// byte that differs: how long they take tells how much of a guess was right.
package timing

import (
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
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
	sinks    []*flow.Sink
	reported map[flow.Site]bool // a comparison has two sides, and is reported once
}

func run(pass *rule.Pass) error {
	c := &checker{Pass: pass, graph: flow.Of(pass.Pass), reported: make(map[flow.Site]bool)}
	c.sinks = c.graph.Sinks(cryptoapi.AsCompared)
	for _, look := range []func(*flow.Sink){c.tag, c.digest, c.secret, c.handmade} {
		for _, sink := range c.sinks {
			if !c.reported[sink.Site()] {
				look(sink)
			}
		}
	}
	return nil
}

// tag looks for a MAC that the program computes and compares with what it was sent.
func (c *checker) tag(sink *flow.Sink) {
	for _, alternative := range c.graph.Whole(sink) {
		mac := tagIn(alternative)
		if mac == nil || c.saltedHash(mac) || c.ofAnother(sink, mac) {
			continue
		}
		if other := c.graph.Other(sink); !fixed(other) && !holds(other, mac.Kind) {
			c.report(sink, tagFinding(mac, len(alternative) > 1))
		}
		return
	}
}

// ofAnother reports whether the function that is called both makes what is compared and
// compares it, or another package does: the defect, if it is one, is there.
func (c *checker) ofAnother(sink *flow.Sink, made *flow.Origin) bool {
	return sink.Beyond(c.Pkg) && !made.Pos.IsValid() || c.graph.MadeInside(sink, made.Kind)
}

// tagIn returns the part of what is compared that is a MAC. The last block of what CBC
// encrypts is one as well: nobody compares it for another reason.
func tagIn(alternative flow.Alternative) *flow.Origin {
	if mac := alternative.Part(cryptoapi.MACTag); mac != nil {
		return mac
	}
	if block := alternative.Part(cryptoapi.Ciphertext); block != nil && block.Detail == "CBC" {
		return block
	}
	return nil
}

// saltedHash reports whether a MAC is only a hash with a salt for its key, as that of
// the host names in known_hosts: everybody who has the salt can make it.
func (c *checker) saltedHash(mac *flow.Origin) bool {
	salted := slices.ContainsFunc(mac.Of, func(o *flow.Origin) bool { return flow.SuggestsSalt(o.Name) })
	return salted && c.secretIn(mac.Of, 1) == nil
}

// digest looks for what was made with a secret: a MAC of a poor kind, the hash of a
// password, the output of a key derivation.
func (c *checker) digest(sink *flow.Sink) {
	for _, alternative := range c.graph.Whole(sink) {
		made := alternative.Part(cryptoapi.Digest, cryptoapi.KDFOutput)
		if made == nil || c.ofAnother(sink, made) {
			continue
		}
		secret := c.secretIn(made.Of, 2)
		if made.Kind == cryptoapi.Digest && (secret == nil || c.namesToken(sink, made, secret) || c.hashesPassword(sink, secret)) {
			continue
		}
		if other := c.graph.Other(sink); !fixed(other) && !holds(other, made.Kind) {
			c.report(sink, digestFinding(made, secret))
		}
		return
	}
}

// hashesPassword reports whether a digest is how the program checks the password that it
// keeps: then the digest is the defect, and its comparison goes with it.
func (c *checker) hashesPassword(sink *flow.Sink, secret *flow.Origin) bool {
	return c.graph.ReadName(secret.Name).What == "password" && c.graph.AgainstStoredPassword(sink)
}

// namesToken reports whether a digest is that of nothing but a token or a key, and stands
// for it where no peer gives the other: the thumbprint of a key, at_hash in an ID token.
func (c *checker) namesToken(sink *flow.Sink, made, secret *flow.Origin) bool {
	if what := c.graph.ReadName(secret.Name).What; len(made.Of) > 1 || what != "token" && what != "key" {
		return false
	}
	return !slices.ContainsFunc(c.graph.Comparisons(sink), func(pair flow.Comparison) bool {
		return pair.Theirs.Chooser() == flow.Peer
	})
}

// secretIn returns the secret among what a digest was made of, or nil. The digest
// of nothing but a token is how tokens are stored and looked up. Depth bounds the
// digests of digests.
func (c *checker) secretIn(of flow.Alternative, depth int) *flow.Origin {
	parts := 0
	for _, o := range of {
		if o.Kind != cryptoapi.Constant && o.Kind != cryptoapi.Zero {
			parts++
		}
	}
	for _, o := range of {
		name := c.graph.ReadName(o.Name)
		if flow.OfChallenge(o) {
			continue
		}
		switch name.What {
		case "password", "one-time code":
			return o
		case "token", "key":
			outside := o.Kind == cryptoapi.Network || o.Kind == cryptoapi.SecureRandom || (o.Open() && o.Path == "")
			if parts > 1 || (name.Sure && !outside) {
				return o
			}
		}
		if o.Kind == cryptoapi.Digest && depth > 0 {
			if inner := c.secretIn(o.Of, depth-1); inner != nil {
				return inner
			}
		}
	}
	return nil
}

// handmade looks for a MAC by a function of which nothing is known but that it was given
// a key, and that its result is called a MAC.
func (c *checker) handmade(sink *flow.Sink) {
	for _, pair := range c.graph.Comparisons(sink) {
		key := pair.Mine.KeyedCall()
		if key == "" || !pair.Mine.CalledMAC() && !pair.Theirs.CalledMAC() || pair.Theirs.KeyedCall() != "" || fixed(pair.Theirs.Value) || pair.Versions() {
			continue
		}
		c.report(sink, handmadeFinding(pair.Mine, key))
		return
	}
}

// secret looks for a secret of the program that is compared with a guess of it.
func (c *checker) secret(sink *flow.Sink) {
	if sink.Through() && !sink.Bare() || !sink.ComparesText() || sink.RefusesEqual() {
		return
	}
	for _, pair := range c.graph.Comparisons(sink) {
		if harmless(pair) {
			continue
		}
		if noun, confidence := judge(pair.Mine, pair.Theirs); confidence != 0 {
			c.report(sink, secretFinding(pair, noun, confidence))
			return
		}
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
		case whole.Sure && !mine.Passed():
			return whole.Noun, rule.Likely
		case whole.What != "" && theirs.Authorizes() && !mine.Labelled():
			return whole.Noun, rule.Likely
		case stored && guess.Sure:
			return guess.Noun, rule.Likely
		case stored:
			return guess.Noun, rule.Unsure
		case guess.Sure && mine.Passed() && !mine.Labelled() && !identifies(guess):
			return guess.Noun, rule.Unsure
		}
	case flow.Caller:
		// Of its own collections, a program asks by its own ids. Keys are configured, not typed.
		// What a server answered to what a caller gave is the caller's.
		if mine.Passed() || mine.Answered() || mine.Searched() || identifies(name) || identifies(guess) {
			return "", 0
		}
		if name.Sure {
			return name.Noun, rule.Unsure
		}
		if stored {
			return guess.Noun, rule.Unsure
		}
	}
	return "", 0
}

func identifies(name flow.SecretName) bool { return name.What == "key" || name.Noun == "session id" }

// harmless reports whether there is nothing to guess: one side is written in the
// program or public, or both are of the same making.
func harmless(pair flow.Comparison) bool {
	mine, theirs := pair.Mine, pair.Theirs
	return fixed(mine.Value) || fixed(theirs.Value) || holds(mine.Value, public...) || holds(theirs.Value, public...) ||
		mine.Chooser() == flow.Peer || mine.Public() || theirs.Public() || mine.Repeats() || theirs.Repeats() || pair.Versions()
}

// public kinds of values are no secrets, or are judged by what they were made of.
var public = []cryptoapi.Kind{
	cryptoapi.Digest, cryptoapi.Checksum, cryptoapi.MACTag, cryptoapi.Ciphertext, cryptoapi.Signature, cryptoapi.PublicKey,
	cryptoapi.PasswordHash, cryptoapi.KDFOutput,
}

// fixed reports whether all of a value is written in the program.
func fixed(v flow.Value) bool { return v.Only(cryptoapi.Constant, cryptoapi.Zero) }

// holds reports whether an alternative has a part of one of the kinds.
func holds(v flow.Value, kinds ...cryptoapi.Kind) bool {
	return v.Has(kinds...)
}
