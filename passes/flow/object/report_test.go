package object_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
)

// reported reports where a finding about a field that is true stands.
var reported = &analysis.Analyzer{
	Name: "reportprobe", Doc: "tell where findings about fields stand", Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		const field = "InsecureSkipVerify"
		report := func(f rule.Finding) { pass.Reportf(f.Pos, "%s: %s", f.Steps[0].Text, f.Message) }
		for _, o := range object.New(flow.Of(pass)).Of("crypto/tls.Config") {
			for _, origin := range o.Field(field).Origins() {
				f := rule.Finding{Message: "on some"}
				if o.True(field) == origin {
					f.Message = "on all ways"
				}
				if flow.True(origin) && !o.Report(report, f, field, origin, "skipped") {
					pass.Reportf(o.Pos(), "set elsewhere")
				}
			}
		}
		return nil, nil
	},
}

func TestReport(t *testing.T) {
	ruletest.Run(t, reported, "./flow/reported")
}
