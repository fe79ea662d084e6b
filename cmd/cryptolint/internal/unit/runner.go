package unit

import (
	"cmp"
	"encoding/gob"
	"fmt"
	"go/types"
	"os"
	"reflect"
	"slices"
	"sync/atomic"
	"time"

	"golang.org/x/tools/go/analysis"
)

// runner runs analyzers on one package, each after those that it requires.
type runner struct {
	unit     compilation
	pkg      *loaded
	roots    []*analysis.Analyzer
	known    []analysis.PackageFact // of the imports, sorted by import path
	exported []analysis.Fact
	results  map[*analysis.Analyzer]any
	reported map[*analysis.Analyzer][]analysis.Diagnostic
}

// registerFacts prepares to decode the facts of what an analyzer requires.
func registerFacts(describing *analysis.Analyzer) {
	for _, a := range describing.Requires {
		for _, fact := range a.FactTypes {
			gob.Register(fact)
		}
	}
}

func newRunner(c compilation, pkg *loaded, roots []*analysis.Analyzer, facts encodedFacts) (*runner, error) {
	r := &runner{unit: c, pkg: pkg, roots: roots, results: make(map[*analysis.Analyzer]any), reported: make(map[*analysis.Analyzer][]analysis.Diagnostic)}
	registerFacts(withFacts(roots))
	for _, imported := range pkg.types.Imports() {
		about, err := facts.decode(imported.Path())
		if err != nil {
			return nil, err
		}
		for _, fact := range about {
			r.known = append(r.known, analysis.PackageFact{Package: imported, Fact: fact})
		}
	}
	slices.SortStableFunc(r.known, func(x, y analysis.PackageFact) int { return cmp.Compare(x.Package.Path(), y.Package.Path()) })
	return r, nil
}

// patience is how long one package may take. The largest that is known, with 80,000 lines,
// takes a minute or two on a slow machine: what takes so much longer does not end.
const patience = 20 * time.Minute

// runRoots runs the analyzers in their order and returns the runner that has what they
// found. An analyzer that does not end cannot be stopped, and what it left behind cannot be
// trusted: the runner that is then returned has one diagnostic, which names the analyzer.
func (r *runner) runRoots(patience time.Duration) (*runner, error) {
	var running atomic.Pointer[analysis.Analyzer]
	done := make(chan error, 1)
	go func() {
		for _, a := range r.roots {
			running.Store(a)
			if err := r.run(a); err != nil {
				done <- fmt.Errorf("%s failed on package %s: %w", a.Name, r.unit.ImportPath, err)
				return
			}
		}
		done <- nil
	}()
	select {
	case err := <-done:
		return r, err
	case <-time.After(patience):
		return r.giveUp(running.Load(), patience), nil
	}
}

// giveUp returns a runner for the same package with one diagnostic: the analyzer did not end.
func (r *runner) giveUp(a *analysis.Analyzer, after time.Duration) *runner {
	message := fmt.Sprintf("internal error: %s did not end on package %s within %s; please report it", a.Name, r.unit.ImportPath, after)
	d := analysis.Diagnostic{Pos: r.pkg.files[0].Package, Category: InternalError, Message: message}
	return &runner{unit: r.unit, pkg: r.pkg, roots: r.roots, reported: map[*analysis.Analyzer][]analysis.Diagnostic{a: {d}}}
}

// run runs an analyzer, unless it has been run.
func (r *runner) run(a *analysis.Analyzer) error {
	if _, done := r.results[a]; done {
		return nil
	}
	inputs := make(map[*analysis.Analyzer]any)
	for _, required := range a.Requires {
		if err := r.run(required); err != nil {
			return err
		}
		inputs[required] = r.results[required]
	}
	result, err := a.Run(r.pass(a, inputs))
	r.results[a] = result
	return err
}

func (r *runner) pass(a *analysis.Analyzer, inputs map[*analysis.Analyzer]any) *analysis.Pass {
	return &analysis.Pass{
		Analyzer:     a,
		Fset:         r.pkg.fset,
		Files:        r.pkg.files,
		OtherFiles:   r.unit.NonGoFiles,
		IgnoredFiles: r.unit.IgnoredFiles,
		Pkg:          r.pkg.types,
		TypesInfo:    r.pkg.info,
		TypesSizes:   r.pkg.sizes,
		Module:       r.unit.Module,
		ResultOf:     inputs,
		Report:       func(d analysis.Diagnostic) { r.reported[a] = append(r.reported[a], d) },
		ReadFile:     r.readFile,

		ImportPackageFact: r.importFact,
		ExportPackageFact: func(fact analysis.Fact) { r.exported = append(r.exported, fact) },
		AllPackageFacts:   func() []analysis.PackageFact { return r.known },

		ImportObjectFact: func(types.Object, analysis.Fact) bool { return false },
		ExportObjectFact: func(object types.Object, _ analysis.Fact) {
			panic(fmt.Sprintf("analyzer %s exports a fact about %s: only facts about packages are kept", a.Name, object.Name()))
		},
		AllObjectFacts: func() []analysis.ObjectFact { return nil },
	}
}

// importFact copies what is known of a package into fact, as analysis.Pass says.
func (r *runner) importFact(pkg *types.Package, fact analysis.Fact) bool {
	for _, known := range r.known {
		if known.Package == pkg && reflect.TypeOf(known.Fact) == reflect.TypeOf(fact) {
			reflect.ValueOf(fact).Elem().Set(reflect.ValueOf(known.Fact).Elem())
			return true
		}
	}
	return false
}

// readFile reads a file of the package, and no other.
func (r *runner) readFile(name string) ([]byte, error) {
	for _, files := range [][]string{r.unit.GoFiles, r.unit.NonGoFiles, r.unit.IgnoredFiles} {
		if slices.Contains(files, name) {
			return os.ReadFile(name)
		}
	}
	return nil, fmt.Errorf("%s is not a file of package %s", name, r.unit.ImportPath)
}
