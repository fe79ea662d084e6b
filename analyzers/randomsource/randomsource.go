// Package randomsource finds programs that replace crypto/rand.Reader, and programs that
// use the deterministic functions of the standard library that are made for tests.
package randomsource

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL403", Name: "randomsource", Title: "crypto/rand.Reader replaced, or randomness of tests in a program",
	Severity: rule.High, CWE: 1241,
	Patterns: []string{"G04", "G12"},
	Since:    "0.1.0",
}

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, mention.Analyzer)

func run(pass *rule.Pass) error {
	facts := mention.Of(pass.Pass)
	replaced(pass, facts.Named("crypto/rand.Reader"))
	forTests(pass, facts)
	return nil
}

// replaced reports assignments to crypto/rand.Reader.
func replaced(pass *rule.Pass, readers []mention.Symbol) {
	if len(readers) == 0 {
		return
	}
	kept := keptReaders(pass, readers)
	for _, reader := range readers {
		if set := reader.Set; set != nil && set.Value != nil && !restores(pass, set.Value, kept) {
			report(pass, set.Node, set.Value)
		}
	}
}

// keptReaders are the variables that hold what crypto/rand.Reader was before.
func keptReaders(pass *rule.Pass, symbols []mention.Symbol) map[types.Object]bool {
	kept, readers := make(map[types.Object]bool), make(map[ast.Expr]bool)
	for _, symbol := range symbols {
		readers[symbol.Node] = true
	}
	keep := func(name, value ast.Expr) {
		if id, ok := name.(*ast.Ident); ok && readers[ast.Unparen(value)] {
			kept[pass.TypesInfo.ObjectOf(id)] = true
		}
	}
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for i := range min(len(n.Lhs), len(n.Rhs)) {
					keep(n.Lhs[i], n.Rhs[i])
				}
			case *ast.ValueSpec:
				for i := range min(len(n.Names), len(n.Values)) {
					keep(n.Names[i], n.Values[i])
				}
			}
			return true
		})
	}
	return kept
}

func restores(pass *rule.Pass, value ast.Expr, kept map[types.Object]bool) bool {
	id, ok := ast.Unparen(value).(*ast.Ident)
	return ok && kept[pass.TypesInfo.ObjectOf(id)]
}

// predictable are the types of readers whose bytes an attacker can know.
var predictable = []string{
	"math/rand.Rand", "math/rand/v2.ChaCha8", "bytes.Reader", "bytes.Buffer", "strings.Reader", "golang.org/x/exp/rand.Rand",
}

func report(pass *rule.Pass, assign ast.Node, value ast.Expr) {
	f := rule.Finding{
		Pos: assign.Pos(), End: assign.End(), Severity: rule.Medium, Confidence: rule.Likely, Case: "replaced",
		Message: "crypto/rand.Reader is replaced for the whole program",
		Why:     "every key and token that the program and its dependencies generate then depends on the new source",
		Advice:  "pass the reader to the functions that need it; in tests, use cryptotest.SetGlobalRandom",
	}
	if name := mention.TypeName(pass.TypesInfo.TypeOf(value)); slices.Contains(predictable, name) {
		f.Severity, f.Confidence = rule.Critical, rule.Certain
		f.Message = fmt.Sprintf("crypto/rand.Reader is replaced with a %s for the whole program", name)
		f.Why = "an attacker can predict the keys and tokens that the program and its dependencies generate"
	}
	pass.Report(f)
}

// testOnly is the package of the standard library in which the caller chooses what
// otherwise is random. That of testing/cryptotest needs a testing.T.
const testOnly = "crypto/mlkem/mlkemtest"

// forTests reports imports of it. A package that imports testing helps tests.
func forTests(pass *rule.Pass, facts *mention.Mentions) {
	if slices.ContainsFunc(facts.Imports, func(i mention.Import) bool { return i.Path == "testing" }) {
		return
	}
	for _, i := range facts.Imports {
		if i.Path == testOnly {
			pass.Report(rule.Finding{
				Pos: i.Spec.Pos(), End: i.Spec.End(), Confidence: rule.Likely, Case: "tests",
				Message: i.Path + " is imported outside tests",
				Why:     "its functions are deterministic: an attacker who knows their input can compute the shared secret",
				Advice:  "use Encapsulate of crypto/mlkem, and keep this import in _test.go files",
			})
		}
	}
}
