// Package hardcodedkey finds keys that are written in the program: an attacker who has the
// program, or its source, has the key.
package hardcodedkey

import (
	"fmt"
	"go/token"
	"regexp"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL605", Name: "hardcodedkey", Title: "key that is hard-coded in the program, or never filled",
	Severity: rule.Critical, CWE: 321,
	Patterns: []string{"Y01", "Y02", "Y03", "Y05", "Y09", "Y12"},
	Instead:  []string{readKey},
	Since:    "0.1.0",
	Gosec:    []string{"G101"},
}

const readKey = "safeapi/keyfile.ReadKey"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

func run(pass *rule.Pass) error {
	if pass.InExample() {
		return nil
	}
	graph := flow.Of(pass.Pass)
	c := &checker{pass, graph, knownAnswers(graph)}
	for _, sink := range c.graph.Sinks(roles...) {
		if !publicClient(sink) && !sessionTickets(sink) {
			c.judge(sink, c.graph.Origins(sink))
		}
	}
	for keyfunc := range callback.New(c.graph).At(cryptoapi.AsKeyfunc) {
		c.judge(keyfunc.Sink, keyfunc.Returns(0))
	}
	c.peers()
	c.privateKeys()
	c.embedded()
	c.keysets()
	return nil
}

// roles are those of keys. That a library keeps a value secret is enough.
var roles = []cryptoapi.Role{
	cryptoapi.AsKey, cryptoapi.AsTokenKey, cryptoapi.AsMACKey, cryptoapi.AsKDFSecret, cryptoapi.AsSigningKey, cryptoapi.AsDecryptionKey,
	cryptoapi.AsSecretKey,
}

// publicClient reports whether a secret is that of an OAuth client: programs that people
// install cannot keep one, and providers do not take it for a secret (RFC 8252, section
// 8.5).
func publicClient(sink *flow.Sink) bool {
	return sink.Of("golang.org/x/oauth2", "golang.org/x/oauth2/clientcredentials")
}

// sessionTickets reports whether a key is that of TLS session tickets, which tlssecrets
// reports.
func sessionTickets(sink *flow.Sink) bool {
	return sink.Of("crypto/tls") && sink.Role == cryptoapi.AsTokenKey
}

type checker struct {
	*rule.Pass
	graph *flow.Graph
	tests map[token.Pos]bool // the keys of known-answer tests, by where they are written
}

// judge reports a key that is a constant on some way, or is never filled.
func (c *checker) judge(sink *flow.Sink, key flow.Value) {
	if selfTest(sink) || sink.MixedInside() || sink.Number() {
		return // a number says which key, or which kind of it
	}
	var found *flow.Origin
	var how string
	others, empty := 0, 0
	for _, alternative := range key {
		o, what := c.constant(sink, alternative)
		switch {
		case o != nil && found == nil:
			found, how = o, what
		case o != nil:
		case alternative.Only(cryptoapi.Zero):
			empty++
		default:
			others++
		}
	}
	switch {
	case found != nil && c.knownAnswer(sink, found):
	case found != nil:
		if _, text := flow.Text(found); text || others == 0 && !c.openWay(sink) { // a number is no default, but a step of a calculation
			c.constantKey(sink, found, how, others)
		}
	case empty == 0 || empty < len(key) || !unfilled(sink, key[0][0]):
	case sink.Role == cryptoapi.AsKey:
		c.report(sink, key[0][0], rule.Finding{
			Case: "zero", Severity: rule.High, Confidence: rule.Likely,
			Message: fmt.Sprintf("the key of %s is never filled: it is all zero bytes", sink.Subject()),
			Why:     "an attacker needs no key to decrypt what is encrypted with it",
			Advice:  "fill it with crypto/rand.Read, or read it from a file",
		}, "key of zero bytes")
	case sink.Role == cryptoapi.AsKeyfunc, sink.Role == cryptoapi.AsTokenKey && !c.maybeFilled(sink):
		c.report(sink, key[0][0], rule.Finding{
			Case: "empty", Confidence: rule.Likely,
			Message: fmt.Sprintf("the key of %s is never set: it is empty or all zero bytes", sink.Subject()),
			Why:     "an attacker needs no key to forge tokens of any user",
			Advice:  "read it from a file, or refuse to start without one",
		}, "empty key")
	}
}

// openWay reports whether a key is, on some way, what callers pass.
func (c *checker) openWay(sink *flow.Sink) bool {
	return c.graph.Whole(sink).Any(flow.Alternative.Open)
}

// unfilled reports whether a key is memory that the function of the sink has made. A literal
// nil is none: a method of signing may have a key of its own, and a key function returns it
// beside an error.
func unfilled(sink *flow.Sink, o *flow.Origin) bool {
	return !o.Nil() && sink.Place() != flow.Kept && madeIn(sink, o)
}

// maybeFilled reports whether a key, with what callers pass, can be more than zero bytes.
func (c *checker) maybeFilled(sink *flow.Sink) bool {
	return c.graph.Whole(sink).Any(func(a flow.Alternative) bool { return !a.Only(cryptoapi.Zero) })
}

// madeIn reports whether the function of a sink makes the memory that an origin is: code
// out of sight may fill a field. What is kept in a field may be filled there later.
func madeIn(sink *flow.Sink, o *flow.Origin) bool {
	function := sink.Func().Syntax()
	return function != nil && function.Pos() <= o.Pos && o.Pos < function.End()
}

// constantKey reports a key that is written in the program.
func (c *checker) constantKey(sink *flow.Sink, o *flow.Origin, how string, others int) {
	named := c.named(sink, o)
	if !named && (sink.Role == cryptoapi.AsMACKey || sink.Role == cryptoapi.AsKDFSecret) {
		return // the label of a derivation, such as "Bitcoin seed"
	}
	f := rule.Finding{
		Case: "constant", Severity: rule.High, Confidence: rule.Likely,
		Message: fmt.Sprintf("the %s of %s is %s", sink.Role.Secret(), sink.Subject(), how),
		Why:     gain(sink),
		Advice:  "generate a new key and read it from a file or a secret manager",
	}
	if sink.Role == cryptoapi.AsTokenKey {
		f.Severity = rule.Critical
	}
	if named && others == 0 {
		f.Confidence = rule.Certain
	}
	if others > 0 {
		f.Case = "default"
		f.Message = fmt.Sprintf("the %s of %s is %s when none is configured", sink.Role.Secret(), sink.Subject(), how)
		f.Advice = "refuse to start without a configured key"
	}
	switch {
	case obscures(sink):
		f.Case, f.Severity, f.Confidence = "obscured", rule.Medium, rule.Likely
		f.Why = "an attacker who has the program can reverse it: it only hides values from a glance"
		f.Advice = "encrypt with a key from a file or a secret manager, or document that this does not encrypt"
	case placeholder(o.Name):
		f.Severity, f.Confidence = rule.Medium, rule.Unsure
	}
	c.report(sink, o, f, sink.Role.Secret())
}

// constant returns the constant that a key is or is computed from, with words for it, or
// nil. Public keys, empty texts and PEM, which is told where it is written, are none.
func (c *checker) constant(sink *flow.Sink, a flow.Alternative) (o *flow.Origin, how string) {
	switch {
	case a.Only(cryptoapi.Constant, cryptoapi.Zero) && a.Has(cryptoapi.Constant):
		for _, part := range a {
			if part.Kind == cryptoapi.Constant && !harmless(part) && !part.Index {
				return part, "a constant"
			}
		}
	case len(a) == 1 && slices.Contains(computed, a[0].Kind) && len(a[0].Of) > 0 && a[0].Of.Only(cryptoapi.Constant, cryptoapi.Zero):
		for _, part := range a[0].Of {
			if part.Kind == cryptoapi.Constant && !harmless(part) {
				return a[0], "computed from a constant"
			}
		}
	}
	return nil, ""
}

// computed are the kinds of which nothing is secret if what they are made from is known.
var computed = []cryptoapi.Kind{cryptoapi.Digest, cryptoapi.KDFOutput, cryptoapi.PrivateKey}

// noSignature is the value of jwt.UnsafeAllowNoneSignatureType, which takes the place of a
// key where a token has no signature.
const noSignature = "none signing method allowed"

// harmless reports whether a constant cannot be a secret.
func harmless(o *flow.Origin) bool {
	text, ok := flow.Text(o)
	return ok && (text == "" || text == noSignature || strings.Contains(text, "PUBLIC KEY") || strings.Contains(text, "CERTIFICATE") || strings.Contains(text, "PRIVATE KEY-----") || namesSuite(text))
}

// algorithm matches the algorithms of which a protocol makes its name.
var algorithm = regexp.MustCompile(`(?i)25519|448|p-?256|secp256k1|aes|chacha|poly1305|sha-?(1|224|256|384|512)|blake2|hkdf|hmac|ed25519|kyber|mlkem`)

// namesSuite reports whether a text is the name of a protocol with its algorithms, with
// which a handshake begins, such as "Noise_XX_25519_AESGCM_SHA256".
func namesSuite(text string) bool {
	return len(algorithm.FindAllString(text, 3)) >= 3
}

// named reports whether a name, or the text itself, says that a constant is a secret.
func (c *checker) named(sink *flow.Sink, o *flow.Origin) bool {
	if sink.Role == cryptoapi.AsTokenKey || sink.Role == cryptoapi.AsSecretKey {
		return true
	}
	text, _ := flow.Text(o)
	return slices.ContainsFunc(append(sink.Names(), o.Name, text), func(name string) bool { return c.graph.ReadName(name).What != "" })
}

// report reports a key once, wherever it is used.
func (c *checker) report(sink *flow.Sink, o *flow.Origin, f rule.Finding, what string) {
	f.Pos, f.End, f.Cause, f.Instead, f.Steps = sink.Pos(), sink.End(), sink.CauseOf(o), readKey, flow.Path(o, what)
	c.Report(f)
}

// gain says what an attacker gains who has read the program.
func gain(sink *flow.Sink) string {
	switch sink.Role {
	case cryptoapi.AsTokenKey, cryptoapi.AsKeyfunc:
		return "an attacker who has the program or its source can forge tokens and cookies of any user"
	case cryptoapi.AsMACKey:
		return "an attacker who has the program or its source can forge the MAC of any message"
	case cryptoapi.AsSigningKey:
		return "an attacker who has the program or its source can sign any message"
	}
	return "an attacker who has the program or its source has the key"
}

var (
	selfTests = regexp.MustCompile(`(?i)self_?test|known_?answer|^kat|^bench|^example`)
	obscuring = regexp.MustCompile(`(?i)obscur|obfusc|scrambl`)
	dummies   = regexp.MustCompile(`(?i)test|dummy|example|sample|mock|demo|fake`)
)

// selfTest reports whether a function tries a cipher out.
func selfTest(sink *flow.Sink) bool { return selfTests.MatchString(sink.Func().Name()) }

// obscures reports whether a function says that it does not claim to encrypt.
func obscures(sink *flow.Sink) bool {
	fn := sink.Func()
	return obscuring.MatchString(fn.Name()) || fn.Pkg != nil && obscuring.MatchString(fn.Pkg.Pkg.Path())
}

// placeholder reports whether a name says that a key is for tests.
func placeholder(name string) bool { return dummies.MatchString(name) }
