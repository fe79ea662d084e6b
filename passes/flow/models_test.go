package flow

import (
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// What a company says of its key service and its configuration.
var models = []cryptoapi.Model{
	{Symbol: "example.test/flow/models/vault.Import", Args: map[int]string{1: "key"}},
	{Symbol: "example.test/flow/models/vault.Random", Result: "secure-random"},
	{Symbol: "example.test/flow/models/vault.Fill", Fills: map[int]string{0: "secure-random"}},
	{Symbol: "example.test/flow/models/vault.Serial", Result: "counter"},
	{Symbol: "example.test/flow/models/vault.Fingerprint", Args: map[int]string{0: "message"}, Result: "digest", Algorithm: "MD5"},
	{Symbol: "example.test/flow/models/vault.Box.Seal", Receiver: "cipher", Args: map[int]string{0: "nonce", 1: "plaintext"}, Result: "ciphertext"},
	{Symbol: "example.test/flow/models/vault.Wrap", Result: "ciphertext"},
	{Symbol: "example.test/flow/models/vault.Checksum", Result: "unknown"},
	{Symbol: "example.test/flow/models/vault.Hint", Args: map[int]string{0: "none"}},
	{Symbol: "example.test/flow/models/vault.Decode", Copies: []int{0}},
	{Symbol: "example.test/flow/models/conf.Settings.Peer", Origin: "environment"},
	{Symbol: "example.test/flow/models/conf.Settings.Approval", Role: "token"},
	{Symbol: "example.test/flow/models/conf.Installation", Origin: "secure-random"},
	{Symbol: "example.test/flow/models/conf.Token", Origin: "secure-random"},
	{Symbol: "example.test/flow/models/conf.Load", Fills: map[int]string{1: "environment"}},
}

// analyzerWith is the flow pass with models of a user.
func analyzerWith(t *testing.T, models []cryptoapi.Model) *analysis.Analyzer {
	t.Helper()
	table, err := cryptoapi.Builtin().With(models)
	if err != nil {
		t.Fatal(err)
	}
	with := *Analyzer
	with.Run = func(pass *analysis.Pass) (any, error) { return runWith(pass, table) }
	return &with
}

// sinkProbe reports every use with where the value comes from, and what is called a
// password, and answers origins.
func sinkProbe(graphs *analysis.Analyzer) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:     "sinkprobe",
		Doc:      "tell the uses that the flow pass finds",
		Requires: []*analysis.Analyzer{graphs},
		Run: func(pass *analysis.Pass) (any, error) {
			g := pass.ResultOf[graphs].(*Graph)
			for _, sink := range g.sinks {
				if v := closed(g.e.resolve(g.e.sinkValue(sink))); len(v) > 0 && !g.e.toldOfField(sink) {
					pass.Reportf(sink.Pos(), "%s of %s: %s", sink.Role, sink.API, describe(v))
				}
			}
			for _, sink := range g.NamedSinks(cryptoapi.AsPassword) {
				pass.Reportf(sink.Pos(), "%s", sink.API)
			}
			for _, fn := range g.e.funcs {
				for _, block := range fn.Blocks {
					for _, instr := range block.Instrs {
						if call, ok := instr.(*ssa.Call); ok {
							answer(pass, g, call)
						}
					}
				}
			}
			return nil, nil
		},
	}
}

// A finding follows a value into a wrapper, and a source that a model calls secure is.
func TestModels(t *testing.T) {
	analysistest.Run(t, ruletest.Dir(), sinkProbe(analyzerWith(t, models)), "./flow/models")
}
