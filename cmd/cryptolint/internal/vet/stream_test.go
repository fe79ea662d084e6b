package vet

import (
	"reflect"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/rule"
)

var ecb = rule.Meta{ID: "CL201", Name: "ecb", Severity: rule.Critical}

func decodeText(text string) (*finding.Report, int, error) {
	report := &finding.Report{}
	d := decoder{rules: map[string]rule.Meta{"CL201": ecb}, report: report}
	err := d.decode(strings.NewReader(text))
	return report, d.units, err
}

// What go vet writes for two packages, of which one is clean.
const stream = `{}
{
	"example.com/shop/card [example.com/shop/card.test]": {
		"ecb": [
			{
				"category": "CL201",
				"posn": "/shop/card/card.go:12:3",
				"end": "/shop/card/card.go:12:30",
				"message": "CL201: blocks are encrypted one by one",
				"related": [
					{"posn": "/shop/card/card.go:12:3", "end": "", "message": "severity high, confidence medium"},
					{"posn": "/shop/card/card.go:9:2", "end": "", "message": "the cipher is made here"}
				]
			}
		]
	}
}
`

func TestDecode(t *testing.T) {
	report, units, err := decodeText(stream)
	if err != nil {
		t.Fatal(err)
	}
	if units != 2 {
		t.Errorf("%d units, want 2", units)
	}
	want := []finding.Finding{{
		Rule:       ecb,
		Severity:   rule.High,
		Confidence: rule.Likely,
		Package:    "example.com/shop/card",
		Message:    "blocks are encrypted one by one",
		Pos:        finding.Position{File: "/shop/card/card.go", Line: 12, Column: 3},
		End:        finding.Position{File: "/shop/card/card.go", Line: 12, Column: 30},
		Steps:      []finding.Step{{Pos: finding.Position{File: "/shop/card/card.go", Line: 9, Column: 2}, Message: "the cipher is made here"}},
	}}
	if !reflect.DeepEqual(report.Findings, want) {
		t.Errorf("got  %+v\nwant %+v", report.Findings, want)
	}
}

func TestDecodeError(t *testing.T) {
	report, _, err := decodeText(`{"example.com/shop/card": {"ecb": {"error": "failed prerequisites: inspect"}}}`)
	if err != nil {
		t.Fatal(err)
	}
	want := []finding.Failure{{Package: "example.com/shop/card", Rule: "ecb", Internal: true, Message: "failed prerequisites: inspect"}}
	if !reflect.DeepEqual(report.Failures, want) {
		t.Errorf("got %+v, want %+v", report.Failures, want)
	}
}

// Half an answer is no answer: the findings in the rest would be lost.
func TestDecodeRefusesWhatIsCutOff(t *testing.T) {
	for _, text := range []string{stream[:len(stream)-10], "# example.com/shop\n", `{"p": {"ecb": 7}}`, `{"p": []}`} {
		if _, _, err := decodeText(text); err == nil {
			t.Errorf("no error for %q", text)
		}
	}
}

func TestParsePosition(t *testing.T) {
	for text, want := range map[string]finding.Position{
		"/shop/card.go:12:3":    {File: "/shop/card.go", Line: 12, Column: 3},
		"/shop/card.go:12":      {File: "/shop/card.go", Line: 12},
		"/shop/card.go":         {File: "/shop/card.go"},
		"/shop/a:b/card.go:1:2": {File: "/shop/a:b/card.go", Line: 1, Column: 2},
		`C:\shop\card.go:12:3`:  {File: `C:\shop\card.go`, Line: 12, Column: 3},
		"-":                     {},
		"":                      {},
	} {
		if got := parsePosition(text); got != want {
			t.Errorf("parsePosition(%q) = %+v, want %+v", text, got, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(stream)
	f.Add(`{"p": {"a": {"error": "internal error: x panicked on package p: y"}}}`)
	f.Add(`{"p": {"a": null}}`)
	f.Fuzz(func(t *testing.T, text string) {
		report, units, err := decodeText(text)
		if err == nil && units == 0 && len(report.Findings)+len(report.Failures) > 0 {
			t.Errorf("findings without a unit from %q", text)
		}
		for _, finding := range report.Findings {
			if finding.Pos.Line < 0 || finding.Pos.Column < 0 {
				t.Errorf("an impossible position from %q: %+v", text, finding.Pos)
			}
		}
	})
}
