// Package weakhash finds digests of broken or short hashes where security depends on the
// hash: fingerprints of certificates and keys, digests of tokens, keys that are digests.
// What a file name, a cache or a protocol makes of MD5 is no defect.
package weakhash

import (
	"fmt"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL102", Name: "weakhash", Title: "MD5, SHA-1 or a truncated digest where security depends on the hash",
	Severity: rule.Medium, CWE: 328,
	Patterns: []string{"H01", "H02", "H03", "H04"},
	Instead:  []string{derive, digestOfToken},
	Since:    "0.1.0",
	Gosec:    []string{"G401", "G501", "G505"},
}

const (
	derive        = "safeapi/kdf.NewArgon2id"
	digestOfToken = "safeapi/token.Fingerprint"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

type checker struct {
	*rule.Pass
	graph *flow.Graph
}

func run(pass *rule.Pass) error {
	c := &checker{pass, flow.Of(pass.Pass)}
	for _, sink := range c.graph.Sinks(cryptoapi.AsCompared, cryptoapi.AsComparedConstantTime) {
		c.compared(sink)
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsKey, cryptoapi.AsMACKey, cryptoapi.AsTokenKey) {
		c.key(sink)
	}
	c.mentioned(mention.Of(pass.Pass))
	return nil
}

// compared reports a digest that is compared, where what was hashed says that security
// depends on it.
func (c *checker) compared(sink *flow.Sink) {
	for _, pair := range c.graph.Comparisons(sink) {
		digest := plain(pair.Mine.Value)
		if digest == nil || !cryptoapi.IsBroken(digest.Detail) && digest.Bytes == 0 || ofOneRecord(digest, pair.Theirs) || pair.Theirs.Value.Has(cryptoapi.Digest) {
			continue
		}
		if f, ok := c.fingerprint(digest); ok {
			c.report(sink, digest, f)
			return
		}
		if f, ok := c.ofToken(digest); ok {
			c.report(sink, digest, f)
			return
		}
	}
}

// ofOneRecord reports whether what a digest is compared with is a field of the record that
// holds what was hashed, as the certificate and its thumbprint in a JWK: whoever made the
// one made the other.
func ofOneRecord(digest *flow.Origin, other flow.Side) bool {
	hashed := digest.Of.OneVarying()
	return hashed != nil && hashed.Path != "" && slices.ContainsFunc(other.Value.Origins(), func(o *flow.Origin) bool {
		return o.Path != "" && o.Pos == hashed.Pos
	})
}

// plain returns the digest that a value is, and nothing else.
func plain(v flow.Value) *flow.Origin {
	var digest *flow.Origin
	for _, alternative := range v {
		switch {
		case alternative.Only(cryptoapi.Constant, cryptoapi.Zero): // beside an error
		case len(alternative) == 1 && alternative[0].Kind == cryptoapi.Digest && alternative[0].Detail != "":
			digest = alternative[0]
		default:
			return nil
		}
	}
	return digest
}

// fingerprint judges the digest of a certificate or a public key, by which somebody else
// is recognized.
func (c *checker) fingerprint(digest *flow.Origin) (rule.Finding, bool) {
	f := rule.Finding{Case: "fingerprint", Confidence: rule.Likely}
	switch o := digest.Of.OneVarying(); {
	case o == nil:
		return f, false
	case o.Kind == cryptoapi.PublicKey:
	case flow.SuggestsCertificate(o.Name):
		f.Confidence = rule.Unsure
	default:
		return f, false
	}
	f.Message = fmt.Sprintf("a certificate or public key is recognized by %s", described(digest))
	f.Why = fmt.Sprintf("an attacker who creates two keys with the same %s digest can have one pinned and use the other", digest.Detail)
	if !cryptoapi.IsBroken(digest.Detail) {
		f.Why = fmt.Sprintf("an attacker can try keys until these %d bytes match", digest.Bytes)
	}
	f.Advice = "compare all of the SHA-256 digest"
	return f, true
}

// ofToken judges the digest of a token that its bearer shows.
func (c *checker) ofToken(digest *flow.Origin) (rule.Finding, bool) {
	f := rule.Finding{Case: "token", Confidence: rule.Likely, Severity: rule.Low, Instead: digestOfToken}
	o := digest.Of.OneVarying()
	if o == nil {
		return f, false
	}
	noun := c.token(o)
	if noun == "" {
		return f, false
	}
	f.Message = fmt.Sprintf("the %s is checked by %s", noun, described(digest))
	switch {
	case digest.Bytes != 0 && digest.Bytes < 8:
		f.Severity = rule.Medium
		f.Why = fmt.Sprintf("an attacker can try tokens until these %d bytes match", digest.Bytes)
	case digest.Bytes != 0:
		f.Why = "what is left of the digest is shorter than a token should be"
	default:
		f.Why = fmt.Sprintf("%s of a random token cannot be inverted, but no standard allows it any more, and short tokens are found quickly", digest.Detail)
	}
	f.Advice = "store and compare all of the SHA-256 digest"
	return f, true
}

// token returns what a name calls a value that lets its bearer in: its own name, or that of
// a variable or field that holds it. It is empty where no name surely says so.
func (c *checker) token(o *flow.Origin) string {
	names := []string{o.Name}
	for _, sink := range c.graph.Fates(o) {
		if sink.Named && sink.Role == cryptoapi.AsToken {
			names = append(names, sink.Name)
		}
	}
	for _, name := range names {
		if read := c.graph.ReadName(name); read.What == "token" && read.Sure {
			return read.Noun
		}
	}
	return ""
}

// described says what a digest is: "its MD5 digest", "4 bytes of its SHA-256 digest".
func described(digest *flow.Origin) string {
	if digest.Bytes == 0 {
		return "its " + digest.Detail + " digest"
	}
	return fmt.Sprintf("%d bytes of its %s digest", digest.Bytes, digest.Detail)
}

// key reports a key that is the digest of a broken hash. CL604 reports those of passwords
// and those that are written as a text, and CL202 the ciphers whose formats make their keys so.
func (c *checker) key(sink *flow.Sink) {
	if sink.Of("crypto/des", "crypto/rc4", "golang.org/x/crypto/blowfish", "golang.org/x/crypto/cast5") {
		return
	}
	digest := plain(c.graph.Whole(sink))
	if digest == nil || digest.Spelled != "" || !cryptoapi.IsBroken(digest.Detail) || !c.chosen(digest.Of) {
		return
	}
	c.report(sink, digest, rule.Finding{
		Case: "key", Confidence: rule.Likely, Instead: derive,
		Message: fmt.Sprintf("the key of %s is %s digest", sink.Subject(), cryptoapi.WithArticle(digest.Detail)),
		Why:     "an attacker who guesses the input has the key, and can try billions of guesses per second",
		Advice:  "derive the key with hkdf.Key if the secret is random, or with argon2.IDKey if a person chose it",
	})
}

// chosen reports whether what was hashed may be a text that somebody chose: it is configured,
// or called a key or a secret. A password is another rule's, and what is random, derived or
// authenticated cannot be guessed.
func (c *checker) chosen(of flow.Alternative) bool {
	o := of.OneVarying()
	if o == nil {
		return false
	}
	switch what := c.graph.ReadName(o.Name).What; o.Kind {
	case cryptoapi.Environment, cryptoapi.File:
		return what != "password"
	case cryptoapi.Unknown, cryptoapi.Network:
		return what == "key" || what == "token"
	}
	return false
}

func (c *checker) report(sink *flow.Sink, digest *flow.Origin, f rule.Finding) {
	f.Pos, f.End, f.Cause, f.Prescribable = sink.Pos(), sink.End(), sink.CauseOf(digest), true
	f.Steps = flow.Path(digest, "the "+digest.Detail+" digest is computed here")
	c.Report(f)
}
