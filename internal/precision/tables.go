package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/cryptolint/cryptolint/internal/tsv"
)

// tables are the three files.
type tables struct {
	modules  []module
	findings []finding
	misses   []miss
}

// module is one module that cryptolint runs on.
type module struct {
	path, version string
	set           string // the section of the page: "first", "second" and so on
	what          string // a word or two for readers
	lines         int    // of Go, without tests
}

// finding is one finding, and what a reader thinks of it.
type finding struct {
	module, place              string // the path of the module; file and line
	rule, severity, confidence string
	verdict                    string // one of verdicts, or unread
	reason                     string
}

// miss is what was not found and should have been.
type miss struct{ module, place, rule, reason string }

// unread is the verdict of a finding that nobody has read.
const unread = "?"

// verdicts are the words of verdicts.tsv, the best first.
var verdicts = []string{"real", "prescribed", "arguable", "false"}

const (
	modulesFile  = "modules.tsv"
	verdictsFile = "verdicts.tsv"
	missesFile   = "misses.tsv"
)

func readTables(dir string) (*tables, error) {
	t := &tables{}
	err := tsv.Read(filepath.Join(dir, modulesFile), 5, func(f []string) error {
		lines, err := strconv.Atoi(f[4])
		if slices.ContainsFunc(t.modules, func(m module) bool { return m.path == f[0] }) {
			return fmt.Errorf("%s is there twice: its findings would count in both sets", f[0])
		}
		t.modules = append(t.modules, module{f[0], f[1], f[2], f[3], lines})
		return err
	})
	if err != nil {
		return nil, err
	}
	err = tsv.Read(filepath.Join(dir, verdictsFile), 7, func(f []string) error {
		t.findings = append(t.findings, finding{f[0], f[1], f[2], f[3], f[4], f[5], f[6]})
		if f[5] != unread && (!slices.Contains(verdicts, f[5]) || f[6] == "") {
			return fmt.Errorf("the verdict %q has to be one of %s, with a reason", f[5], strings.Join(verdicts, ", "))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = tsv.Read(filepath.Join(dir, missesFile), 4, func(f []string) error {
		t.misses = append(t.misses, miss{f[0], f[1], f[2], f[3]})
		return nil
	})
	return t, err
}

// Write writes what a run changes: the lines of the modules and the findings.
func (t *tables) Write(dir string) error {
	rows := [][]string{{"module", "version", "set", "what", "lines"}}
	for _, m := range t.modules {
		rows = append(rows, []string{m.path, m.version, m.set, m.what, strconv.Itoa(m.lines)})
	}
	if err := tsv.Write(filepath.Join(dir, modulesFile), rows); err != nil {
		return err
	}
	slices.SortStableFunc(t.findings, func(a, b finding) int {
		return cmp.Or(strings.Compare(a.module, b.module), strings.Compare(a.place, b.place), strings.Compare(a.rule, b.rule))
	})
	rows = [][]string{{"module", "place", "rule", "severity", "confidence", "verdict", "reason"}}
	for _, f := range t.findings {
		rows = append(rows, []string{f.module, f.place, f.rule, f.severity, f.confidence, f.verdict, f.reason})
	}
	return tsv.Write(filepath.Join(dir, verdictsFile), rows)
}

// replace enters what was found in a module. Findings that were there before keep their
// verdicts.
func (t *tables) replace(module string, found []finding) {
	known := make(map[[3]string]finding)
	t.findings = slices.DeleteFunc(t.findings, func(f finding) bool {
		if f.module == module {
			known[[3]string{f.module, f.place, f.rule}] = f
		}
		return f.module == module
	})
	for _, f := range found {
		if before, ok := known[[3]string{f.module, f.place, f.rule}]; ok {
			f.verdict, f.reason = before.verdict, before.reason
		}
		t.findings = append(t.findings, f)
	}
}
