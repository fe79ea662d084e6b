package digest_test

import (
	"cmp"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/digest"
)

// secrets reports what is compared, and the secret that it was made of. A side that a peer
// chooses is no secret of the program, so its comparison is harmless.
var secrets = &analysis.Analyzer{
	Name: "secretprobe", Doc: "tell what is made of secrets", Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		graph := flow.Of(pass)
		for _, sink := range graph.Sinks(cryptoapi.AsCompared) {
			for _, way := range graph.Whole(sink) {
				made := cmp.Or(digest.TagIn(graph, way), way.Part(cryptoapi.Digest, cryptoapi.KDFOutput))
				if made == nil {
					continue
				}
				text := digest.Describe(made)
				if secret := digest.SecretIn(graph, made.Of); secret != nil {
					text += " of " + secret.Name
				}
				if digest.Unguessed(graph, sink) {
					text += ", a nonce"
				}
				pass.Reportf(sink.Pos(), "%s, %s", text, sink.How())
			}
			for _, pair := range graph.Comparisons(sink) {
				switch {
				case pair.Mine.Chooser() != flow.Peer && pair.Theirs.Chooser() != flow.Peer:
				case pair.Harmless():
					pass.Reportf(sink.Pos(), "harmless")
				default:
					pass.Reportf(sink.Pos(), "to be guessed")
				}
			}
		}
		return nil, nil
	},
}

func TestSecrets(t *testing.T) {
	ruletest.Run(t, secrets, "./flow/secrets")
}

// derivations reports whether MACs are those of keys.
var derivations = &analysis.Analyzer{
	Name: "deriveprobe", Doc: "tell what MACs are made of", Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		graph := flow.Of(pass)
		for _, sink := range graph.Sinks(cryptoapi.AsMACKey) {
			if digest.Derives(graph, sink) {
				pass.Reportf(sink.Pos(), "derives")
				continue
			}
			pass.Reportf(sink.Pos(), "authenticates")
		}
		return nil, nil
	},
}

func TestDerives(t *testing.T) {
	ruletest.Run(t, derivations, "./flow/derives")
}

// inputs reports digests and checksums that are compared, and what went in.
var inputs = &analysis.Analyzer{
	Name: "inputprobe", Doc: "tell what was hashed", Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		graph := flow.Of(pass)
		for _, sink := range graph.Sinks(cryptoapi.AsCompared) {
			if sum := graph.Whole(sink).Origins().Part(cryptoapi.Checksum); sum != nil {
				text := "a checksum"
				if key := digest.KeyWith(graph, sum.Of); key != "" {
					text += " with " + key
				}
				pass.Reportf(sink.Pos(), "%s", text)
			}
			made := digest.Only(graph.Whole(sink))
			if made == nil {
				continue
			}
			text := digest.Left(made, "its")
			if of := made.Of.OneVarying(); of != nil && digest.Token(graph, of) != "" {
				text += ", of a " + digest.Token(graph, of)
			}
			for _, pair := range graph.Comparisons(sink) {
				if digest.OfOneRecord(made, pair.Theirs) {
					text += ", of one record"
				}
			}
			pass.Reportf(sink.Pos(), "%s", text)
		}
		return nil, nil
	},
}

func TestInputs(t *testing.T) {
	ruletest.Run(t, inputs, "./flow/digests")
}

// passwords reports whether what is kept of a password is a digest of it.
var passwords = &analysis.Analyzer{
	Name: "passwordprobe", Doc: "tell which digests are those of passwords", Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		graph := flow.Of(pass)
		for _, sink := range graph.NamedBy(flow.SuggestsPasswordHash) {
			made, password := digest.OfPassword(graph, graph.Whole(sink))
			if made == nil {
				pass.Reportf(sink.Pos(), "nothing")
				continue
			}
			pass.Reportf(sink.Pos(), "%s of %s", made.Detail, password.Name)
		}
		return nil, nil
	},
}

func TestOfPassword(t *testing.T) {
	ruletest.Run(t, passwords, "./flow/passwords")
}

func TestHashed(t *testing.T) {
	sent := &flow.Origin{Source: &flow.Source{Kind: cryptoapi.Network}}
	hashed := &flow.Origin{Source: &flow.Source{Kind: cryptoapi.Digest, Of: flow.Alternative{sent}}}
	mixed := &flow.Origin{Source: &flow.Source{Kind: cryptoapi.Digest, Of: flow.Alternative{sent, {Source: &flow.Source{Kind: cryptoapi.File}}}}}
	isSent := func(o *flow.Origin) bool { return o.Kind == cryptoapi.Network }
	if digest.Hashed(flow.Value{{sent}}, isSent) != sent || digest.Hashed(flow.Value{{mixed}, {hashed}}, isSent) != sent {
		t.Error("what is sent is wanted, as it is and hashed")
	}
	if digest.Hashed(flow.Value{{mixed}, {sent, hashed}}, isSent) != nil || digest.Hashed(nil, isSent) != nil {
		t.Error("what is hashed with something else is not wanted")
	}
}

func TestCarried(t *testing.T) {
	field := func(param int, path string) *flow.Origin {
		return &flow.Origin{Source: &flow.Source{Kind: cryptoapi.Unknown, Param: param, Path: path}}
	}
	body, sum := field(1, ".Body"), field(1, ".Sum")
	if digest.Carried(flow.Alternative{body}, flow.Value{{sum}}) != sum {
		t.Error("a message carries the sum of its body")
	}
	for _, other := range []*flow.Origin{field(2, ".Sum"), field(1, ""), field(0, ".Sum"), body} {
		if digest.Carried(flow.Alternative{body}, flow.Value{{other}}) != nil {
			t.Errorf("%+v is no other part of the message", other)
		}
	}
}
