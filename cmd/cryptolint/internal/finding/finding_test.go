package finding_test

import (
	"testing"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/rule"
)

func at(file string, line, column int, message string) finding.Finding {
	return finding.Finding{
		Rule:    rule.Meta{ID: "CL101"},
		Message: message,
		Pos:     finding.Position{File: file, Line: line, Column: column},
	}
}

func TestSortOrdersByPlaceAndDropsRepeats(t *testing.T) {
	report := finding.Report{Findings: []finding.Finding{
		at("/m/b.go", 1, 1, "first of b"),
		at("/m/a.go", 10, 2, "line ten"),
		at("/m/a.go", 9, 7, "line nine"),
		at("/m/a.go", 10, 2, "line ten"), // the same file, seen again with the tests
	}}
	report.Sort()

	want := []string{"line nine", "line ten", "first of b"}
	if len(report.Findings) != len(want) {
		t.Fatalf("got %d findings, want %d: %+v", len(report.Findings), len(want), report.Findings)
	}
	for i, f := range report.Findings {
		if f.Message != want[i] {
			t.Errorf("finding %d is %q, want %q", i, f.Message, want[i])
		}
	}
}

func TestRelativeTakesTheShorterName(t *testing.T) {
	for _, c := range []struct{ dir, file, want string }{
		{"/home/me/shop", "/home/me/shop/pay/card.go", "pay/card.go"},
		{"/home/me/shop/cmd", "/home/me/shop/pay/card.go", "../pay/card.go"},
		{"/home/me/shop/cmd/server", "/opt/lib.go", "/opt/lib.go"},
	} {
		if got := finding.Relative(c.dir, c.file); got != c.want {
			t.Errorf("Relative(%q, %q) = %q, want %q", c.dir, c.file, got, c.want)
		}
	}
}
