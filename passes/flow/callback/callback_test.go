package callback_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
)

// probe reports what is known of the functions that check the certificates of a peer.
var probe = &analysis.Analyzer{
	Name: "callbackprobe", Doc: "tell what callbacks do", Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		graph := flow.Of(pass)
		callbacks := callback.New(graph)
		for _, sink := range graph.Sinks(cryptoapi.AsVerifyCallback) {
			for _, o := range graph.Origins(sink).Origins() {
				if c := callbacks.Of(o); c != nil {
					pass.Reportf(sink.Pos(), "%s", strings.Join(seen(c), ", "))
				}
			}
		}
		return nil, nil
	},
}

func seen(c *callback.Callback) []string {
	var all []string
	if c.AlwaysNil(0) {
		all = append(all, "always nil")
	}
	if c.Refuses() {
		all = append(all, "refuses everyone")
	}
	if c.Reads(0) {
		all = append(all, "reads certificates")
	}
	if c.Does(cryptoapi.Verify) && c.Calls("crypto/x509.Certificate.Verify") {
		all = append(all, "verifies")
	}
	if c.Touches("crypto/x509.Certificate.RawSubjectPublicKeyInfo") {
		all = append(all, "looks at the key")
	}
	if c.CallsUnseen() {
		all = append(all, "calls unseen code")
	}
	return all
}

// keys reports what the functions return that pick the key of a token.
var keys = &analysis.Analyzer{
	Name: "keyprobe", Doc: "tell what callbacks return", Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		graph := flow.Of(pass)
		callbacks := callback.New(graph)
		for _, sink := range graph.Sinks(cryptoapi.AsKeyfunc) {
			for _, o := range graph.Origins(sink).Origins() {
				c := callbacks.Of(o)
				if c == nil {
					continue
				}
				some, only := c.ReturnsBytes(0)
				pass.Reportf(sink.Pos(), "bytes: %t, nothing else: %t", some, only)
			}
		}
		return nil, nil
	},
}

func TestReturnsBytes(t *testing.T) {
	ruletest.Run(t, keys, "./flow/callbacks/keys")
}

func TestAnswers(t *testing.T) {
	ruletest.Run(t, probe, "./flow/callbacks")
}

// operands reports what the functions that pick the key of a token compare, and the files
// that they read.
var operands = &analysis.Analyzer{
	Name: "operandprobe", Doc: "tell what callbacks compare and pass on", Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		graph := flow.Of(pass)
		callbacks := callback.New(graph)
		for _, sink := range graph.Sinks(cryptoapi.AsKeyfunc) {
			for _, o := range graph.Origins(sink).Origins() {
				c := callbacks.Of(o)
				if c == nil {
					continue
				}
				if compared := c.Compares(func(o *flow.Origin) bool { return o.Kind == cryptoapi.Network }); compared != nil {
					pass.Reportf(sink.Pos(), "compares the header")
				}
				for _, p := range c.Passes(map[string]int{"os.ReadFile": 0}) {
					pass.Reportf(p.Pos, "%s gets %d alternatives and %q", p.Symbol, len(p.Value), p.Pieces)
				}
			}
		}
		return nil, nil
	},
}

func TestOperands(t *testing.T) {
	ruletest.Run(t, operands, "./flow/callbacks/operands")
}

// options reports what the functions that check certificates pass as options.
var options = &analysis.Analyzer{
	Name: "optionsprobe", Doc: "tell what callbacks pass in fields", Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		graph := flow.Of(pass)
		callbacks := callback.New(graph)
		for _, sink := range graph.Sinks(cryptoapi.AsVerifyCallback) {
			found, all := callbacks.All(graph.Whole(sink))
			if !all {
				pass.Reportf(sink.Pos(), "not all in sight")
			}
			for _, c := range found {
				for _, p := range c.Passes(map[string]int{"crypto/x509.Certificate.Verify": 0}) {
					pass.Reportf(p.Pos, "%s", fieldsOf(c, p))
				}
			}
		}
		return nil, nil
	},
}

func fieldsOf(c *callback.Callback, p callback.Passed) string {
	var text []string
	for _, name := range []string{"Roots", "Intermediates", "DNSName"} {
		what := "others"
		if v := p.Field(name); v.Only(cryptoapi.Zero) {
			what = "zero"
		} else {
			for _, o := range v.Origins() {
				if n := c.Parameter(o); n >= 0 {
					what = fmt.Sprintf("parameter %d", n)
				}
			}
		}
		text = append(text, name+": "+what)
	}
	usages := "none"
	for _, o := range p.Elements("KeyUsages").Origins() {
		if number, ok := flow.Integer(o); ok && o.Kind == cryptoapi.Constant {
			usages = fmt.Sprint(number)
		}
	}
	return strings.Join(append(text, "KeyUsages: "+usages), ", ")
}

func TestOptions(t *testing.T) {
	ruletest.Run(t, options, "./flow/callbacks/options")
}
