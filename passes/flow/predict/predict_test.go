package predict

import (
	"go/types"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// predictions reports how the value at each place that is called a token or a key is
// predicted, and which cookies are secrets.
var predictions = &analysis.Analyzer{
	Name:     "predictions",
	Doc:      "tell what an attacker can predict",
	Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		g := flow.Of(pass)
		for _, sink := range g.NamedBy(func(name string) bool { return name == "token" || name == "key" }) {
			if sink.Place() == flow.Kept {
				pass.Reportf(sink.Pos(), "%s: %s", sink.Name, prediction(g, sink))
			}
		}
		var weak []Arrival
		for _, sink := range g.NamedSinks(cryptoapi.AsToken) {
			for _, way := range g.Origins(sink) {
				if o := WeakRandom(g, way); o != nil {
					weak = append(weak, Arrival{sink, o})
				}
			}
		}
		for _, a := range Nearest(weak) {
			pass.Reportf(a.Pos(), "nearest")
		}
		for _, sink := range g.Sinks(cryptoapi.AsToken) {
			name, ok := g.Cookie(sink)
			if !ok {
				name = "harmless cookie"
			}
			if o := Written(g, sink, func(*types.Func) bool { return false }); o != nil {
				text, _ := flow.Text(o)
				name += ", written " + text
			}
			pass.Reportf(sink.Pos(), "cookie %s", name)
		}
		return nil, nil
	},
}

func prediction(g *flow.Graph, sink *flow.Sink) string {
	var told []string
	for _, way := range g.Whole(sink) {
		if weak := WeakRandom(g, way); weak != nil {
			told = append(told, "weak "+weak.Name)
		}
		if o := Source(way); o != nil {
			told = append(told, "predicted "+o.Name)
			if label := Label(o.Of); label != nil {
				told = append(told, "label "+label.Name)
			}
		}
	}
	if Fallback(g, sink) != nil {
		told = append(told, "fallback")
	}
	if told == nil {
		return "nothing"
	}
	return strings.Join(told, ", ")
}

func TestPredict(t *testing.T) {
	ruletest.Run(t, predictions, "./flow/predict")
}
