package finding_test

import (
	"slices"
	"testing"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// One constant is the key of three calls. The gravest use is shown, and lists the others
// in their order, those of other packages too; a defect of another cause or rule stays by
// itself.
func TestGroup(t *testing.T) {
	at := func(line int, severity rule.Severity, cause string) finding.Finding {
		return finding.Finding{
			Rule: rule.Meta{ID: "CL605"}, Severity: severity, Package: "shop", Cause: cause,
			Pos: finding.Position{File: "shop.go", Line: line}, Function: "f", Fingerprint: string(rune('a' + line)),
		}
	}
	other := at(5, rule.High, "key")
	other.Package, other.Pos.File = "shop/test", "test.go"
	otherRule := at(8, rule.High, "key")
	otherRule.Rule.ID = "CL608"
	report := finding.Report{Findings: []finding.Finding{
		at(1, rule.High, "key"), at(2, rule.Critical, "key"), at(3, rule.High, "key"), at(4, rule.High, "salt"), other, at(6, rule.High, ""), at(7, rule.High, ""), otherRule,
	}}
	report.Group()

	var lines []int
	for _, f := range report.Findings {
		lines = append(lines, f.Pos.Line)
	}
	if want := []int{2, 4, 6, 7, 8}; !slices.Equal(lines, want) {
		t.Errorf("findings at lines %v, want %v", lines, want)
	}
	var also []finding.Place
	for _, line := range []int{1, 3} {
		also = append(also, finding.Place{Pos: finding.Position{File: "shop.go", Line: line}, Function: "f", Fingerprint: string(rune('a' + line))})
	}
	also = append(also, finding.Place{Pos: finding.Position{File: "test.go", Line: 5}, Function: "f", Fingerprint: string(rune('a' + 5))})
	if got := report.Findings[0].Also; !slices.Equal(got, also) {
		t.Errorf("the other places are %v, want %v", got, also)
	}
}
