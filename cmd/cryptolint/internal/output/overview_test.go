package output_test

import (
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/internal/rule"
)

func graded(id, pkg string, severity rule.Severity, confidence rule.Confidence, line int) finding.Finding {
	return finding.Finding{
		Rule: rule.Meta{ID: id, Name: "name"}, Package: pkg, Severity: severity, Confidence: confidence, Pos: finding.Position{File: "/a.go", Line: line},
	}
}

func TestOverviewGroupsByRuleAndPackage(t *testing.T) {
	report := &finding.Report{Findings: []finding.Finding{
		graded("CL501", "shop/web", rule.Medium, rule.Likely, 1), graded("CL501", "shop/web", rule.Medium, rule.Likely, 2),
		graded("CL501", "shop/pay", rule.Medium, rule.Likely, 3), graded("CL205", "shop/pay", rule.Critical, rule.Likely, 4),
		graded("CL501", "shop/web", rule.High, rule.Likely, 5),
	}}
	var text strings.Builder
	if err := output.Overview(&text, report); err != nil {
		t.Fatal(err)
	}
	const want = `FINDINGS  WORST     RULE        PACKAGE
       1  critical  CL205 name  shop/pay
       3  high      CL501 name  shop/web
       1  medium    CL501 name  shop/pay
`
	if text.String() != want {
		t.Errorf("got\n%swant\n%s", text.String(), want)
	}
}

func TestWorstKeepsTheOrder(t *testing.T) {
	findings := []finding.Finding{
		graded("CL501", "p", rule.Low, rule.Certain, 1), graded("CL205", "p", rule.Critical, rule.Unsure, 2),
		graded("CL301", "p", rule.High, rule.Likely, 3), graded("CL301", "p", rule.High, rule.Certain, 4),
	}
	var lines []int
	for _, f := range output.Worst(findings, 2) {
		lines = append(lines, f.Pos.Line)
	}
	if len(lines) != 2 || lines[0] != 2 || lines[1] != 4 {
		t.Errorf("got the findings of lines %v, want 2 and 4", lines)
	}
	if all := output.Worst(findings, 9); len(all) != 4 {
		t.Errorf("%d findings are left of four, want all", len(all))
	}
}
