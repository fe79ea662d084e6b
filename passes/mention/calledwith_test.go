package mention_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/mention"
)

func TestCalledWith(t *testing.T) {
	probe := &analysis.Analyzer{
		Name: "calledwithprobe", Doc: "tell with which texts functions are called", Requires: []*analysis.Analyzer{mention.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			for _, c := range []struct {
				text, symbol string
				called       bool
			}{
				{"X-Client-Cert", "net/http.Header.Get", true},
				{"X-Client-Name", "net/http.Header.Get", true},  // a constant
				{"X-Client-Cert", "net/http.Header.Set", false}, // another method
				{"X-Request-Id", "net/http.Header.Get", false},  // a variable
				{"X-Value", "net/http.Header.Set", false},       // the second argument
				{"200", "strconv.Itoa", false},                  // a number
			} {
				if mention.Of(pass).CalledWith(func(text string) bool { return text == c.text }, c.symbol) != c.called {
					t.Errorf("%s with %s: called is not %t", c.symbol, c.text, c.called)
				}
			}
			return nil, nil
		},
	}
	ruletest.Run(t, probe, "./flow/calledwith")
}
