package cryptolint_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A rule is read in two minutes: what is longer lacks a question to the engine. The lines of
// functions and types count, and not what a rule says (composite literals of rule.Finding), nor
// how it mends code (fix.go), nor its tables.
const (
	longestRule = 120
	medianRule  = 80
)

func TestRulesAreShort(t *testing.T) {
	entries, err := os.ReadDir("analyzers")
	if err != nil {
		t.Fatal(err)
	}
	lines := make(map[string]int)
	for _, entry := range entries {
		if entry.IsDir() {
			lines[entry.Name()] = linesOfRule(t, filepath.Join("analyzers", entry.Name()))
		}
	}
	if lines["weakkey"] == 0 {
		t.Fatal("the rules are somewhere else")
	}
	for name, n := range lines {
		if n > longestRule {
			t.Errorf("%s has %d lines, more than %d: what could it ask the engine?", name, n, longestRule)
		}
	}
	sorted := slices.Sorted(maps.Values(lines))
	if median := sorted[(len(sorted)-1)/2]; median > medianRule {
		t.Errorf("the median of the rules is %d lines, more than %d", median, medianRule)
	}
}

func linesOfRule(t *testing.T, folder string) (lines int) {
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if base := filepath.Base(name); base != "fix.go" && !strings.HasSuffix(base, "_test.go") {
			lines += linesOfCode(t, name)
		}
	}
	return lines
}

// linesOfCode counts the lines of the functions and types of a file that are neither empty nor a
// comment nor text of a finding.
func linesOfCode(t *testing.T, name string) int {
	source, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, source, 0)
	if err != nil {
		t.Fatal(err)
	}
	line := func(pos token.Pos) int { return fset.Position(pos).Line }
	text := strings.Split(string(source), "\n")
	counted := make(map[int]bool)
	for _, decl := range file.Decls {
		if table, ok := decl.(*ast.GenDecl); ok && table.Tok != token.TYPE {
			continue
		}
		for n := line(decl.Pos()); n <= line(decl.End()); n++ {
			if code := strings.TrimSpace(text[n-1]); code != "" && !strings.HasPrefix(code, "//") {
				counted[n] = true
			}
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			if said, ok := n.(*ast.CompositeLit); ok && isFinding(said) {
				for n := line(said.Pos()) + 1; n < line(said.End()); n++ {
					delete(counted, n)
				}
			}
			return true
		})
	}
	return len(counted)
}

func isFinding(literal *ast.CompositeLit) bool {
	selector, ok := literal.Type.(*ast.SelectorExpr)
	return ok && selector.Sel.Name == "Finding"
}
