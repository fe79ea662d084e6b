// Package weakrandom finds numbers of math/rand that become secrets: keys, nonces,
// tokens, passwords, and the source of randomness of a cryptographic function.
package weakrandom

import (
	"cmp"
	"go/types"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
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
var Analyzer = rule.New(Meta, run, flow.Analyzer, module.Analyzer)

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
	unsure   bool // mixed with something of which nothing is known
}

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	roles := secrets
	if readsLegacyRandomness(module.Of(pass.Pass)) {
		roles = append(slices.Clone(secrets), cryptoapi.AsLegacyRandomness)
	}
	var found []*secret
	for _, sink := range slices.Concat(graph.Sinks(roles...), graph.NamedSinks(secrets...)) {
		if s := judge(graph, sink); s != nil && !toldElsewhere(pass, graph, s) {
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
		s.fallback = value.Any(func(a flow.Alternative) bool { return a.Has(cryptoapi.SecureRandom) })
	}
	return s
}

// hides reports whether a parameter may hold what nobody can guess: its name says so. What
// was in the memory of the sink before says nothing.
func hides(graph *flow.Graph, sink *flow.Sink, alternative flow.Alternative) bool {
	return slices.ContainsFunc(alternative, func(o *flow.Origin) bool { return o.Open() && o.Name != sink.Name && graph.Suggests(o.Name) })
}

// onlyNew reports whether nothing but a name says that a value is a nonce, and the
// program does not look for it again: that of a signed request has to be new, not secret.
func onlyNew(graph *flow.Graph, sink *flow.Sink) bool {
	return sink.Role == cryptoapi.AsNonce && !graph.LookedFor(sink)
}

func keptInField(o *flow.Origin) bool {
	return slices.ContainsFunc(o.Steps.List(), func(step *flow.Step) bool { return step.Kind == flow.Stored })
}

// unpredictable are the kinds that an attacker who computes math/rand still does
// not know.
var unpredictable = []cryptoapi.Kind{
	cryptoapi.SecureRandom, cryptoapi.UUID, cryptoapi.MACTag, cryptoapi.Signature, cryptoapi.Ciphertext,
	cryptoapi.SharedSecret, cryptoapi.PrivateKey, cryptoapi.Environment, cryptoapi.File, cryptoapi.Plaintext,
}

// weakPart returns the part of a value that comes from a weak generator if
// nothing beside it is unpredictable, or nil.
func weakPart(graph *flow.Graph, alternative flow.Alternative) *flow.Origin {
	if alternative.Has(unpredictable...) {
		return nil
	}
	others := alternative.Has(cryptoapi.Unknown, cryptoapi.Network)
	for _, o := range alternative {
		switch {
		case o.Index && others:
			continue // one of several that are not in sight
		case o.Kind == cryptoapi.WeakRandom && predictable(o):
			return o
		case o.Kind == cryptoapi.Digest || o.Kind == cryptoapi.Checksum || o.Kind == cryptoapi.KDFOutput:
			if weak := weakPart(graph, o.Of); weak != nil && guessed(graph, o.Of) {
				return weak
			}
		}
	}
	return nil
}

// predictable reports whether the generator's output can be computed: that of
// ChaCha8 only if its seed can.
func predictable(weak *flow.Origin) bool {
	if weak.Detail != "ChaCha8" {
		return true
	}
	return slices.ContainsFunc(weak.Of, guessable) && !slices.ContainsFunc(weak.Of, func(o *flow.Origin) bool { return !guessable(o) })
}

// guessable reports whether an attacker can try all that an origin may be: a time, the
// number of a process, or what is computed from them.
func guessable(o *flow.Origin) bool {
	switch o.Kind {
	case cryptoapi.Constant, cryptoapi.Zero, cryptoapi.Clock, cryptoapi.Process, cryptoapi.Counter, cryptoapi.WeakRandom:
		return true
	case cryptoapi.Digest, cryptoapi.Checksum, cryptoapi.KDFOutput:
		return len(o.Of) > 0 && !slices.ContainsFunc(o.Of, func(part *flow.Origin) bool { return !guessable(part) })
	}
	return false
}

// guessed reports whether nothing of what went into a digest may be beyond guessing: what
// callers pass under a name that promises nothing is a host, a user, an address.
func guessed(graph *flow.Graph, parts flow.Alternative) bool {
	return !slices.ContainsFunc(parts, func(o *flow.Origin) bool {
		return o.Kind == cryptoapi.Unknown && (!o.Open() || o.Name == "" || graph.Suggests(o.Name))
	})
}

// toldElsewhere reports whether a value has its name from a function of another
// package of this module, such as NewToken: the finding stands there.
func toldElsewhere(pass *rule.Pass, graph *flow.Graph, s *secret) bool {
	return s.sink.Named && s.weak.ReturnedBy(func(fn *types.Func) bool {
		return fn.Pkg() != pass.Pkg && pass.InModule(fn.Pkg()) && graph.Suggests(fn.Name())
	})
}

// best keeps one place of each defect. Two places have the same defect if one is on
// the way of the value to the other: it is fixed where it is nearest to the
// generator, and reported where it is certain.
func best(found []*secret) []*secret {
	slices.SortStableFunc(found, func(a, b *secret) int {
		return cmp.Or(
			cmp.Compare(min(1, rank(a.sink)), min(1, rank(b.sink))),
			cmp.Compare(len(a.path), len(b.path)),
			cmp.Compare(rank(a.sink), rank(b.sink)),
			cmp.Compare(a.sink.Pos(), b.sink.Pos()))
	})
	var kept []*secret
	for _, s := range found {
		if !slices.ContainsFunc(kept, func(k *secret) bool { return sameDefect(k, s) }) {
			kept = append(kept, s)
		}
	}
	slices.SortFunc(kept, func(a, b *secret) int { return cmp.Compare(a.sink.Pos(), b.sink.Pos()) })
	return kept
}

func sameDefect(a, b *secret) bool {
	near, far := a, b
	if len(near.path) > len(far.path) {
		near, far = far, near
	}
	if !slices.Equal(near.path, far.path[:len(near.path)]) {
		return false
	}
	if near.sink.Func() == far.sink.Func() {
		return true
	}
	// Of two uses of cryptography, and of two values that only come from one generator, an
	// ignore comment at one says nothing of the other.
	return (near.sink.Named || far.sink.Named) && near.sink.Passes(far.weak)
}
