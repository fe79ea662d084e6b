package cryptolint_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const placements = "testdata/placements"

// Ignore comments count where the table of docs/ignoring.md says. The same files go
// through golangci-lint in integration/golangci, with the same expectations.
func TestPlacements(t *testing.T) {
	output, err := exec.CommandContext(t.Context(), command, "-C", placements, "-format", "json", ".").Output()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	var report struct {
		Findings []struct {
			File string
			Line int
			Rule string
		}
	}
	if err := json.Unmarshal(output, &report); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	var findings, marked []string
	for _, f := range report.Findings {
		findings = append(findings, fmt.Sprintf("%s:%d: %s\n", f.File, f.Line, f.Rule))
		if f.Rule != "CL001" {
			marked = append(marked, fmt.Sprintf("%s:%d", f.File, f.Line))
		}
	}
	checkPage(t, placements+"/findings.txt", regexp.MustCompile(`(?s)^.*$`), strings.Join(findings, ""))
	if want := reported(t); !slices.Equal(marked, want) {
		t.Errorf("findings are at\n%s\nthe files mark\n%s", strings.Join(marked, "\n"), strings.Join(want, "\n"))
	}
}

// reported lists the lines on which a call has the argument "reported".
func reported(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, name := range placementFiles(t) {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || isNamed(call.Fun, "Read") { // fills it: that is no finding yet
				return true
			}
			if slices.ContainsFunc(call.Args, func(e ast.Expr) bool { return isNamed(e, "reported") }) {
				all = append(all, fmt.Sprintf("%s:%d", filepath.Base(name), fset.Position(call.Pos()).Line))
			}
			return true
		})
	}
	return all
}

func isNamed(e ast.Expr, name string) bool {
	if selector, ok := e.(*ast.SelectorExpr); ok {
		e = selector.Sel
	}
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

func placementFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(placements + "/*.go")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files in %s: %v", len(files), placements, err)
	}
	return files
}

// The table of docs/ignoring.md is what the files say.
func TestPlacementsTable(t *testing.T) {
	row := regexp.MustCompile(`(?m)^// Row: (.+)$`)
	byKind := make(map[string][]string)
	for _, name := range placementFiles(t) {
		m := row.FindStringSubmatch(readText(t, name))
		if m == nil {
			if filepath.Base(name) != "doc.go" {
				t.Errorf("%s has no row", name)
			}
			continue
		}
		kind := "other"
		for _, word := range []string{"nosec", "nolint:gosec //", "nolint", "cryptolint"} {
			if strings.Contains(strings.SplitN(m[1], "|", 2)[0], word) {
				kind = word
				break
			}
		}
		byKind[kind] = append(byKind[kind], "| "+m[1]+" |\n")
	}
	var rows []string
	for _, kind := range []string{"cryptolint", "nolint:gosec //", "nolint", "nosec", "other"} {
		slices.Sort(byKind[kind])
		rows = append(rows, byKind[kind]...)
	}
	checkPage(t, "docs/ignoring.md", regexp.MustCompile("(?m)(^\\| `.*\n)+"), strings.Join(rows, ""))
}
