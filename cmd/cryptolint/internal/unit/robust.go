package unit

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
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
	c := &copier{factsOnly: factsOnly, copies: make(map[*analysis.Analyzer]*analysis.Analyzer), told: make(map[string]bool)}
	var roots []*analysis.Analyzer
	for _, a := range all {
		root, run := c.copy(a)
		root.Run = c.root(run)
		roots = append(roots, root)
	}
	return roots
}

type copier struct {
	factsOnly bool
	copies    map[*analysis.Analyzer]*analysis.Analyzer

	mu   sync.Mutex
	told map[string]bool // messages already reported; the analyzers run in parallel
}

type runFunc = func(*analysis.Pass) (any, error)

// copy returns a copy of the analyzer without a Run function, and a function
// that runs the original on the copy's pass.
func (c *copier) copy(a *analysis.Analyzer) (*analysis.Analyzer, runFunc) {
	twin := *a
	twin.Requires = nil
	for _, required := range a.Requires {
		twin.Requires = append(twin.Requires, c.helper(required))
	}
	guarded := rule.Guard(a.Name, a.Run)
	return &twin, func(pass *analysis.Pass) (any, error) {
		original := *pass
		original.Analyzer = a
		original.ResultOf = make(map[*analysis.Analyzer]any)
		for i, required := range a.Requires {
			result := pass.ResultOf[twin.Requires[i]]
			if f, failed := result.(*failure); failed {
				return nil, f.err
			}
			original.ResultOf[required] = result
		}
		result, err := guarded(&original)
		if err != nil && !strings.HasPrefix(err.Error(), "internal error: ") {
			err = fmt.Errorf("internal error: %s failed on package %s: %w; please report it", a.Name, pass.Pkg.Path(), err)
		}
		return result, err
	}
}

// helper copies a pass on which rules stand. It never fails: it hands on the
// failure as its result.
func (c *copier) helper(a *analysis.Analyzer) *analysis.Analyzer {
	if twin, ok := c.copies[a]; ok {
		return twin
	}
	twin, run := c.copy(a)
	twin.Run = func(pass *analysis.Pass) (any, error) {
		result, err := run(pass)
		if err != nil {
			return &failure{err}, nil
		}
		return result, nil
	}
	c.copies[a] = twin
	return twin
}

// root makes the Run function of a rule.
func (c *copier) root(run runFunc) runFunc {
	return func(pass *analysis.Pass) (any, error) {
		if c.factsOnly {
			for _, result := range pass.ResultOf {
				if f, failed := result.(*failure); failed {
					c.tell(pass, f.err)
				}
			}
			return nil, nil
		}
		result, err := run(pass)
		if err != nil {
			c.tell(pass, err)
		}
		return result, nil
	}
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
func reporting() bool {
	fix := flag.Lookup("fix")
	return fix == nil || fix.Value.String() != "true"
}

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
