package object_test

import (
	"fmt"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
)

// lists reports the cipher suites that configurations have where they are used.
var lists = &analysis.Analyzer{
	Name: "listprobe", Doc: "tell what is in lists", Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		graph := flow.Of(pass)
		sinks := graph.Sinks(cryptoapi.AsCipherSuites)
		for _, o := range object.New(graph).Of("crypto/tls.Config") {
			elements := o.List(graph, "CipherSuites", sinks)
			var suites []int64
			for suite := range flow.Integers(elements) {
				suites = append(suites, suite)
			}
			slices.Sort(suites)
			text := fmt.Sprint(suites)
			if object.Selected(elements) {
				text += ", selected"
			}
			pass.Reportf(o.Pos(), "%s", text)
		}
		return nil, nil
	},
}

func TestLists(t *testing.T) {
	ruletest.Run(t, lists, "./flow/lists")
}
