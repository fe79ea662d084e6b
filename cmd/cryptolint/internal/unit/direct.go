package unit

import (
	"cmp"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Most units of a run are dependencies that have nothing to do with cryptography.
// unitchecker parses and checks all of them, since it hands types on from unit to unit.
// The go command gives the types of imports as well, as the compiler wrote them. Where it
// does, this program does the work of unitchecker itself: a dependency of no interest is
// answered from its description alone.

// UnitcheckerVariable, if it is not empty, leaves all units to unitchecker, for those who
// want to compare. It is a part of the build ID, as what this program writes is nothing that
// unitchecker can read.
const UnitcheckerVariable = "CRYPTOLINT_UNITCHECKER"

// direct reports whether this program analyses the unit without unitchecker. The answer
// must be the same for all units of a run, because unitchecker finds no types in what
// this program writes: all have the same flags, and either all imports come with a file
// of the compiler or none does. What imports nothing does not tell, and unitchecker,
// which needs no types there, writes them for both.
func (c compilation) direct(args []string) bool {
	if os.Getenv(UnitcheckerVariable) != "" || slices.ContainsFunc(args[:len(args)-1], func(arg string) bool { return arg != "-json" }) {
		return false
	}
	imports := c.imports()
	return len(c.GoFiles) > 0 && len(imports) > 0 && c.PackageFile[imports[0]] != ""
}

// run analyses the unit and returns the exit status, as unitchecker.Run does.
func (c compilation) run(args []string, all []*analysis.Analyzer, settings *config.Config) (int, error) {
	if c.Stdout != "" {
		f, err := os.Create(c.Stdout)
		if err != nil {
			return 1, err
		}
		os.Stdout = f
	}
	facts, err := readFacts(c.PackageVetx)
	if err != nil {
		return 1, err
	}
	if c.VetxOnly && !c.telling() {
		return 0, c.describe(all, facts, settings)
	}
	if !settings.Tests && len(c.program()) == 0 { // nothing is reported there
		return 0, writeFacts(c.VetxOutput, c.ImportPath, nil)
	}
	r, err := c.analyse(robust(rule.Configure(all, settings), false), facts, settings.Tests)
	if err != nil {
		return 1, err
	}
	if len(args) > 1 { // -json
		return 0, r.printJSON(os.Stdout)
	}
	return r.print(os.Stderr), nil
}

// describe writes the facts of a dependency and reports nothing but internal errors.
func (c compilation) describe(all []*analysis.Analyzer, facts encodedFacts, settings *config.Config) error {
	describing := withFacts(all)
	if len(describing.Requires) == 1 && describing.Requires[0] == flow.Analyzer {
		table, err := cryptoapi.Builtin().With(settings.Models)
		if err != nil {
			return err
		}
		registerFacts(describing)
		var unreadable error
		names := sync.OnceValue(c.names)
		matters := func(importPath string) bool {
			told, err := facts.decode(importPath)
			unreadable = cmp.Or(unreadable, err)
			return slices.ContainsFunc(told, func(f analysis.Fact) bool { return flow.Matters(f, names) })
		}
		if !flow.Relevant(table, c.ImportPath, c.Module, c.imports(), matters) {
			if unreadable != nil {
				return unreadable
			}
			return writeFacts(c.VetxOutput, c.ImportPath, nil)
		}
	}
	r, err := c.analyse(robust(rule.Configure([]*analysis.Analyzer{describing}, settings), true), facts, false)
	if err != nil || len(r.reported) == 0 {
		return err
	}
	return r.printJSON(os.Stdout)
}

// withFacts returns an analyzer that does nothing and requires those that have facts.
func withFacts(all []*analysis.Analyzer) *analysis.Analyzer {
	describing := &analysis.Analyzer{Name: "cryptofacts", Doc: "what importers have to know", Run: func(*analysis.Pass) (any, error) { return nil, nil }}
	seen := make(map[*analysis.Analyzer]bool)
	var visit func(a *analysis.Analyzer)
	visit = func(a *analysis.Analyzer) {
		if seen[a] {
			return
		}
		seen[a] = true
		if len(a.FactTypes) > 0 {
			describing.Requires = append(describing.Requires, a)
		}
		for _, required := range a.Requires {
			visit(required)
		}
	}
	for _, a := range all {
		visit(a)
	}
	return describing
}

// analyse runs the analyzers on the unit, with its test files if those are wanted, and
// writes its facts.
func (c compilation) analyse(roots []*analysis.Analyzer, facts encodedFacts, tests bool) (*runner, error) {
	room := headroom()
	defer func() { runtime.KeepAlive(room) }()
	pkg, err := c.load(tests)
	if err != nil {
		return nil, err
	}
	if pkg.source() > largeSource {
		room = nil // the heap is many times as large, and so is what it grows by
		debug.SetGCPercent(largePercent)
	}
	r, err := newRunner(c, pkg, roots, facts)
	if err != nil {
		return nil, err
	}
	if r, err = r.runRoots(patience); err != nil {
		return nil, err
	}
	return r, writeFacts(c.VetxOutput, c.ImportPath, r.exported)
}
