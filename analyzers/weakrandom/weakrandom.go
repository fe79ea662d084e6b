// Package weakrandom finds numbers of math/rand that become secrets: keys, nonces,
// tokens, passwords, and the source of randomness of a cryptographic function.
package weakrandom

import (
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
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
}

// secret is a place where a value of a weak generator becomes a secret.
type secret struct {
	sink     *flow.Sink
	weak     *flow.Origin
	cookie   string // the name of the cookie whose value it is
	path     []rule.Step
	fallback bool // beside crypto/rand
	doubtful bool // only a name says that it is a secret, and it means other things, too
	unsure   bool // mixed with something of which nothing is known
}

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	roles := secrets
	if readsLegacyRandomness(module.Of(pass.Pass)) {
		roles = append(slices.Clone(secrets), cryptoapi.AsLegacyRandomness)
	}
	web := mention.Of(pass.Pass).Web()
	var found []*secret
	for _, sink := range slices.Concat(graph.Sinks(roles...), graph.NamedSinks(secrets...)) {
		if s := judge(graph, sink); s != nil && !toldElsewhere(pass, graph, s) && (web || s.admits()) {
			found = append(found, s)
		}
	}
	found = best(found)
	for _, s := range found {
		report(pass, s)
	}
	reportFallbacks(pass, graph, found)
	return nil
}

// readsLegacyRandomness reports whether the functions that ignore their reader
// since Go 1.26 still use it in this module.
func readsLegacyRandomness(facts *module.Facts) bool {
	setting, ok := facts.Setting("cryptocustomrand")
	return facts.Before("go1.26") || ok && setting.Value == "1"
}

// judge returns what is wrong at a sink, or nil.
func judge(graph *flow.Graph, sink *flow.Sink) *secret {
	cookie := ""
	if sink.Is("net/http.Cookie.Value") {
		if cookie = graph.SecretCookie(sink); cookie == "" {
			return nil
		}
	}
	value := graph.Origins(sink)
	if sink.Named {
		if onlyNew(graph, sink) {
			return nil
		}
		value = graph.Passed(sink) // a generator may come from a caller in sight
	}
	var s *secret
	for _, alternative := range value {
		weak := weakPart(graph, alternative)
		if weak == nil || (s != nil && !s.unsure) {
			continue
		}
		if hides(graph, sink, alternative) {
			continue
		}
		path, unsure := flow.Path(weak, source(weak)), alternative.Has(cryptoapi.Unknown)
		if unsure && keptInField(weak) {
			continue // whatever else the object holds
		}
		s = &secret{sink: sink, weak: weak, cookie: cookie, path: path, unsure: unsure}
	}
	if s != nil {
		s.fallback = value.Has(cryptoapi.SecureRandom)
	}
	return s
}

// admits reports whether a value may be a secret outside the web. The session ids of many
// protocols are fields of a packet that all may read; those that are texts may be more.
func (s *secret) admits() bool {
	if !s.sink.Named || s.sink.Noun != "session id" {
		return true
	}
	s.doubtful = true
	return s.sink.Textual()
}

// onlyNew reports whether nothing but a name says that a value is a nonce, and the
// program does not look for it again: that of a signed request has to be new, not secret.
func onlyNew(graph *flow.Graph, sink *flow.Sink) bool {
	return sink.Role == cryptoapi.AsNonce && !graph.LookedFor(sink)
}

func keptInField(o *flow.Origin) bool {
	return o.Went(flow.Stored)
}
