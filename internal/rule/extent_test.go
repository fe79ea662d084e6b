package rule

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// What stands between the brackets is marked for a finding at the first of them.
func TestExtent(t *testing.T) {
	for _, marked := range []string{
		"‹return fmt.Sprint(rand.Int63())›",
		"‹token› := rand.Int63()",
		"‹s.Tokens[0]›, err = next()",
		"s.tokens‹[i]› = byte(rand.Int())",
		"use‹(a, b)›",
		"return a ‹== b›",
		"use(1, ‹jose.RSA1_5›)",
		"var x = ‹[]byte{1,\n2}›",
		"if ‹rand.Int63() == want› { return true }",
		"‹›for { break }",
	} {
		start, end := strings.Index(marked, "‹"), strings.Index(marked, "›")-len("‹")
		code := strings.NewReplacer("‹", "", "›", "").Replace(marked)
		const head = "package p\nfunc f() any {\n"
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "p.go", head+code+"\nreturn nil\n}\n", 0)
		if err != nil {
			t.Fatalf("%v\n%s", err, code)
		}
		p := &Pass{Pass: &analysis.Pass{Fset: fset, Files: []*ast.File{file}}}
		pos := func(offset int) token.Pos { return file.FileStart + token.Pos(len(head)+offset) }
		if got := p.extent(pos(start)); got != pos(end) {
			t.Errorf("%s: the mark ends at %q", marked, code[max(0, min(len(code), int(got-pos(0)))):])
		}
	}
}
