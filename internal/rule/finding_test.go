package rule

import (
	"go/ast"
	"testing"
)

func TestNaming(t *testing.T) {
	template := Finding{
		Message: "the %[2]s of %[1]s is a constant", Why: "nobody has to guess any % of it", Advice: "generate %[3]d bytes",
		Case: "%[1]s", Severity: High,
	}
	f := template.Naming("aes.NewCipher", "key", 16).At(&ast.Ident{NamePos: 7, Name: "key"}).Along([]Step{{Pos: 3, Text: "the key"}})
	if f.Message != "the key of aes.NewCipher is a constant" || f.Why != template.Why || f.Advice != "generate 16 bytes" {
		t.Errorf("the texts are %q, %q and %q", f.Message, f.Why, f.Advice)
	}
	if f.Case != template.Case || f.Severity != High || f.Pos != 7 || f.End != 10 || len(f.Steps) != 1 {
		t.Errorf("%+v is not at the key, or has another case or severity", f)
	}
	if template.Pos.IsValid() || template.Steps != nil || template.Advice != "generate %[3]d bytes" {
		t.Error("the template has changed")
	}
}

func TestNumbers(t *testing.T) {
	if Count(1, "pass", "passes") != "1 pass" || Count(0, "pass", "passes") != "0 passes" {
		t.Error("one pass, and no passes")
	}
	if Factor(1.46) != "1.5" || Factor(6.2) != "6" {
		t.Errorf("1.46 is %s times, and 6.2 %s", Factor(1.46), Factor(6.2))
	}
}
