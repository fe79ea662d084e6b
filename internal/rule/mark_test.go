package rule_test

import (
	"go/token"
	"reflect"
	"testing"

	"github.com/cryptolint/cryptolint/internal/rule"
)

func TestMarkIsReadAsItWasWritten(t *testing.T) {
	for _, mark := range []rule.Mark{
		{Severity: rule.High, Confidence: rule.Likely},
		{Severity: rule.High, Confidence: rule.Likely, Silenced: "ignore", Reason: "on line 9: old", Until: "2027-01-31", Line: 12},
		{Severity: rule.High, Confidence: rule.Likely, Key: "0f2c61b4a9d3e857", Function: "Vault.Seal"},
		{Severity: rule.High, Confidence: rule.Likely, Since: "0.4.0", Generated: true, Key: "0f2c61b4a9d3e857"},
		{Severity: rule.Low, Confidence: rule.Certain, Profile: "strict", Generated: true},
		{Severity: rule.High, Confidence: rule.Likely, Silenced: "nosec", Reason: "one block, silenced by hand"},
		{Severity: rule.High, Confidence: rule.Likely, Places: []token.Position{
			{Filename: "/src/pay/card.go", Line: 3, Column: 9}, {Filename: "/src/pay/card.go", Line: 4},
		}},
		{Severity: rule.High, Confidence: rule.Likely, Silenced: "ignore", Reason: "known", Places: []token.Position{{Filename: "/a b/c:1.go", Line: 1}}},
	} {
		read, ok := rule.ParseMark(mark.String())
		if !ok || !reflect.DeepEqual(read, mark) {
			t.Errorf("%s\nwas read as\n%s (%v)", mark, read, ok)
		}
	}
}

// A directory can be called anything. It must not silence what lies in it.
func TestNameOfAFileSaysNothingInAMark(t *testing.T) {
	mark := rule.Mark{Severity: rule.High, Confidence: rule.Likely, Places: []token.Position{
		{Filename: "/src/a, silenced by ignore: known, generated, profile fips/b.go", Line: 1, Column: 1},
	}}
	read, ok := rule.ParseMark(mark.String())
	if !ok || !reflect.DeepEqual(read, mark) {
		t.Errorf("%s\nwas read as\n%s (%v)", mark, read, ok)
	}
}

func FuzzParseMark(f *testing.F) {
	f.Add("severity high, confidence medium, really at /a.go:1:2 /b.go:3:4, silenced by nosec: one block")
	f.Add("severity high, confidence low, really at %zz:1:1")
	f.Fuzz(func(t *testing.T, text string) {
		mark, ok := rule.ParseMark(text)
		if !ok {
			return
		}
		if again, ok := rule.ParseMark(mark.String()); !ok || len(again.Places) != len(mark.Places) || again.Silenced != mark.Silenced {
			t.Errorf("%q is read as %s, and that as %s", text, mark, again)
		}
	})
}
