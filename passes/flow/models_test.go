package flow

import (
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/scope"
)

// What a company says of its key service and its configuration.
var models = []string{
	"example.test/flow/models/vault.Import  1=key",
	"example.test/flow/models/vault.Random  result=secure-random",
	"example.test/flow/models/vault.Fill  fills 0=secure-random",
	"example.test/flow/models/vault.Serial  result=counter",
	"example.test/flow/models/vault.Fingerprint  0=message  result=digest:MD5",
	"example.test/flow/models/vault.Box.Seal  receiver=cipher 0=nonce 1=plaintext  result=ciphertext",
	"example.test/flow/models/vault.Wrap  result=ciphertext",
	"example.test/flow/models/vault.Checksum  result=unknown",
	"example.test/flow/models/vault.Hint  0=none",
	"example.test/flow/models/vault.Decode  result=from 0",
	"example.test/flow/models/vault.Transcript.Add  appends receiver=from 0",
	"example.test/flow/models/vault.Transcript.Clear  resets",
	"example.test/flow/models/vault.Transcript.All  result=from receiver",
	"example.test/flow/models/vault.Setting  result=environment or 1",
	"example.test/flow/models/vault.Store  0=none  complete",
	"example.test/flow/models/conf.Settings.Peer  origin=environment",
	"example.test/flow/models/conf.Settings.Approval  role=token",
	"example.test/flow/models/conf.Installation  origin=secure-random",
	"example.test/flow/models/conf.Token  origin=secure-random",
	"example.test/flow/models/conf.Load  fills 1=environment",
}

// analyzerWith is the flow pass with models of a user.
func analyzerWith(t *testing.T, models []string) *analysis.Analyzer {
	t.Helper()
	var parsed []cryptoapi.Model
	for _, text := range models {
		m, err := cryptoapi.ParseModel(text)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, m)
	}
	table, err := cryptoapi.Builtin().With(parsed)
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
			for _, sink := range g.e.Found {
				if v := scope.Closed(g.e.Resolve(g.e.SinkValue(sink))); len(v) > 0 && !g.e.ToldOfField(sink) {
					pass.Reportf(sink.Pos(), "%s of %s: %s", sink.Role, sink.API, fact.Describe(v))
				}
			}
			for _, sink := range g.NamedSinks(cryptoapi.AsPassword) {
				pass.Reportf(sink.Pos(), "%s", sink.API)
			}
			for _, fn := range g.e.Funcs {
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

// failureProbe reports for what is shown after a failed call whether there is anything to show.
func failureProbe(graphs *analysis.Analyzer) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:     "failureprobe",
		Doc:      "tell what failed calls have returned",
		Requires: []*analysis.Analyzer{graphs},
		Run: func(pass *analysis.Pass) (any, error) {
			g := pass.ResultOf[graphs].(*Graph)
			for _, sink := range g.Sinks(cryptoapi.AsShown) {
				said := "a part"
				if g.OfFailure(sink) {
					said = "nothing"
				}
				pass.Reportf(sink.Pos(), "%s", said)
			}
			return nil, nil
		},
	}
}

// A call that fails returns a part where its model says so.
func TestModelsOfFailures(t *testing.T) {
	with := analyzerWith(t, []string{
		"example.test/flow/models/failures/wire.Open  result=from 0 part-on-error",
		"example.test/flow/models/failures/wire.Source.Next  result=file part-on-error",
		"example.test/flow/models/failures/wire.Parse  result=from 0",
	})
	ruletest.Run(t, failureProbe(with), "./flow/models/failures")
}

// A finding follows a value into a wrapper, and a source that a model calls secure is.
func TestModels(t *testing.T) {
	ruletest.Run(t, sinkProbe(analyzerWith(t, models)), "./flow/models")
}
