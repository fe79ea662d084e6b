// Package weakrandom finds numbers of math/rand that become secrets: keys, nonces,
// tokens, passwords, and the source of randomness of a cryptographic function.
package weakrandom

import (
	"fmt"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/predict"
	"github.com/cryptolint/cryptolint/passes/mention"
	"github.com/cryptolint/cryptolint/passes/module"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL401", Name: "weakrandom", Title: "secret generated with math/rand",
	Severity: rule.Critical, CWE: 338,
	Patterns: []string{"G01", "G02", "G03", "G09"},
	Instead:  []string{newToken, newBytes, newCode, newPassword, passwordHash, newKey, encrypt, newMACKey, newSigningKey, reader},
	Since:    "0.1.0",
	Gosec:    []string{"G404"},
}

const (
	newToken      = "safeapi/token.New"
	newBytes      = "safeapi/token.Bytes"
	newCode       = "safeapi/token.Text"
	newPassword   = "safeapi/password.Policy.Generate"
	passwordHash  = "safeapi/password.Hash"
	newKey        = "safeapi/aead.GenerateKey"
	encrypt       = "safeapi/aead.Keyring.Encrypt"
	newMACKey     = "safeapi/mac.GenerateKey"
	newSigningKey = "safeapi/sign.GenerateEd25519"
	reader        = "crypto/rand.Reader"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, module.Analyzer, mention.Analyzer)

// secrets are the roles in which an API or a name makes a value a secret.
var secrets = []cryptoapi.Role{
	cryptoapi.AsKey, cryptoapi.AsMACKey, cryptoapi.AsSigningKey, cryptoapi.AsDecryptionKey,
	cryptoapi.AsNonce, cryptoapi.AsStreamNonce, cryptoapi.AsSalt, cryptoapi.AsPassword, cryptoapi.AsToken,
	cryptoapi.AsTokenKey, cryptoapi.AsSecretKey, cryptoapi.AsKDFSecret, cryptoapi.AsRandomness,
	cryptoapi.AsLegacyRandomness,
}

// secret is a place where a value of a weak generator becomes a secret.
type secret struct {
	predict.Arrival
	cookie   string // the name of the cookie whose value it is
	fallback bool   // beside crypto/rand
	doubtful bool   // only a name says that it is a secret, and it means other things, too
	unsure   bool   // mixed with something of which nothing is known
}

type checker struct {
	*rule.Pass
	graph *flow.Graph
}

func run(pass *rule.Pass) error {
	c := &checker{pass, flow.Of(pass.Pass)}
	var found []*secret
	for _, sink := range slices.Concat(c.graph.Sinks(secrets...), c.graph.NamedSinks(secrets...)) {
		if s := c.judge(sink); s != nil {
			found = append(found, s)
		}
	}
	found = predict.Nearest(found)
	for _, s := range found {
		c.Report(c.finding(s))
	}
	if c.ImportsAny(weakPath, weakPath+"/v2", "golang.org/x/exp/rand") { // what another package falls back to is reported there
		c.fallbacks(found)
	}
	return nil
}

// judge returns what is wrong at a sink, or nil.
func (c *checker) judge(sink *flow.Sink) *secret {
	cookie, ok := c.graph.Cookie(sink)
	doubtful := sink.Named && sink.Noun == "session id" && !mention.Of(c.Pass.Pass).Web()
	switch {
	case !ok || sink.Role == cryptoapi.AsLegacyRandomness && !module.Of(c.Pass.Pass).CustomRandom():
		return nil
	case sink.Named && sink.Role == cryptoapi.AsNonce && !c.graph.LookedFor(sink):
		return nil // that of a signed request only has to be new
	case doubtful && !sink.Textual():
		return nil // the session ids of many protocols are fields of a packet that all may read
	}
	value := c.graph.Origins(sink)
	if sink.Named {
		value = c.graph.Passed(sink) // a generator may come from a caller in sight
	}
	var found *secret
	for _, alternative := range value {
		weak, unsure := predict.WeakRandom(c.graph, alternative), alternative.Has(cryptoapi.Unknown)
		switch {
		case weak == nil || alternative.Any(func(o *flow.Origin) bool { return o.Open() && o.Name != sink.Name && c.graph.Suggests(o.Name) }):
			// a parameter is called a secret
		case sink.Named && weak.ReturnedBy(c.Elsewhere(c.graph.Suggests)): // such as NewToken: the finding stands there
		case unsure && weak.Went(flow.Stored): // beside whatever else the object holds
		case found == nil || found.unsure:
			found = &secret{predict.Arrival{Sink: sink, From: weak}, cookie, value.Has(cryptoapi.SecureRandom), doubtful, unsure}
		}
	}
	return found
}

// fallbacks reports values without a telling name that come from crypto/rand, and from
// math/rand where that fails: what was meant to be unpredictable. What is found under the
// name of a secret is not reported again.
func (c *checker) fallbacks(told []*secret) {
	var found []*secret
	for _, sink := range c.graph.NamedBy(func(name string) bool { return !flow.SuggestsHarmless(name) }) {
		weak := predict.Fallback(c.graph, sink)
		if weak != nil && !slices.ContainsFunc(told, func(t *secret) bool { return flow.SameSource(t.From, weak) }) {
			found = append(found, &secret{Arrival: predict.Arrival{Sink: sink, From: weak}})
		}
	}
	for _, s := range predict.Nearest(found) {
		f := fallbacks[module.Of(c.Pass.Pass).Before("go1.24")]
		generator, made := source(s.From)
		f.Message = fmt.Sprintf(f.Message, s.API, generator)
		f.Pos, f.End, f.Steps = s.Pos(), s.End(), flow.Path(s.From, made)
		c.Report(f)
	}
}
