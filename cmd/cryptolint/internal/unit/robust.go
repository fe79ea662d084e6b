package unit

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/rule"
)

// InternalError is the category of a diagnostic that tells of a fault in
// cryptolint. A diagnostic is the one thing that the go command prints beside
// the findings of other rules and keeps in its cache; of an analyzer's error
// it does neither.
const InternalError = "internal-error"

// failure is what a pass hands on instead of its result when it failed, so
// that the rules that need it can tell the cause.
type failure struct{ err error }

// robust copies the analyzers so that no fault goes unnoticed and none takes
// the others down: a panic or an error becomes a diagnostic of category
// InternalError. With factsOnly the rules do nothing, and only what they
// require runs. The copies have the names and flags of the originals.
func robust(all []*analysis.Analyzer, factsOnly bool) []*analysis.Analyzer {
	c := &copier{rules: all, factsOnly: factsOnly, copies: make(map[*analysis.Analyzer]*analysis.Analyzer), told: make(map[string]bool)}
	var roots []*analysis.Analyzer
	for _, a := range all {
		roots = append(roots, c.copy(a))
	}
	return roots
}

type copier struct {
	rules     []*analysis.Analyzer
	factsOnly bool
	copies    map[*analysis.Analyzer]*analysis.Analyzer

	mu   sync.Mutex
	told map[string]bool // messages already reported; the analyzers run in parallel
}

// copy returns the copy of an analyzer, which never fails: what failed in it is
// handed on as its result.
func (c *copier) copy(a *analysis.Analyzer) *analysis.Analyzer {
	if twin, ok := c.copies[a]; ok {
		return twin
	}
	twin := *a
	c.copies[a] = &twin
	twin.Requires = nil
	for _, required := range a.Requires {
		twin.Requires = append(twin.Requires, c.copy(required))
	}
	isRule := slices.Contains(c.rules, a)
	guarded := rule.Guard(a.Name, a.Run)
	twin.Run = func(pass *analysis.Pass) (any, error) {
		failed := failureIn(pass)
		if failed == nil && isRule && c.factsOnly {
			return nil, nil
		}
		var result any
		if failed == nil {
			var err error
			if result, err = guarded(rule.AsIf(pass, a, twin.Requires)); err == nil {
				c.warn(pass, result)
				return result, nil
			}
			failed = &failure{describe(err, a.Name, pass.Pkg.Path())}
		}
		if isRule {
			c.tell(pass, failed.err)
		}
		return failed, nil
	}
	return &twin
}

// failureIn returns the failure of a pass that this one requires, or nil.
func failureIn(pass *analysis.Pass) *failure {
	for _, result := range pass.ResultOf {
		if f, ok := result.(*failure); ok {
			return f
		}
	}
	return nil
}

func describe(err error, who, pkg string) error {
	if strings.HasPrefix(err.Error(), "internal error: ") {
		return err
	}
	return fmt.Errorf("internal error: %s failed on package %s: %w; please report it", who, pkg, err)
}

// tell reports a fault once, in the way that reaches the user.
func (c *copier) tell(pass *analysis.Pass, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.told[err.Error()] {
		return
	}
	c.told[err.Error()] = true

	d := analysis.Diagnostic{Pos: pass.Files[0].Package, Category: InternalError, Message: err.Error()}
	switch {
	case !reporting():
		log.Print(err) // fixes are wanted, not diagnostics
	case c.factsOnly:
		printFault(pass, d)
	default:
		pass.Report(d)
	}
}

// reporting tells whether the go command wants diagnostics, not fixes.
func reporting() bool { return !isSet("fix") }

// printFault writes the diagnostic in the form of unitchecker, which prints
// none for a unit whose facts alone are wanted. The go command reads and
// caches what the program writes for any unit.
func printFault(pass *analysis.Pass, d analysis.Diagnostic) {
	posn := pass.Fset.Position(d.Pos).String()
	tree := map[string]map[string][]map[string]string{
		pass.Pkg.Path(): {pass.Analyzer.Name: {{"category": d.Category, "posn": posn, "end": posn, "message": d.Message}}},
	}
	data, err := json.Marshal(tree)
	if err != nil {
		log.Fatalf("cannot encode an internal error: %v", err) // strings always encode
	}
	fmt.Fprintf(os.Stdout, "%s\n", data)
}
