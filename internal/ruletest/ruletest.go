// Package ruletest tests rules over the test packages of testdata/src, which are
// loaded and analysed once for all rules. They belong to one module with real
// third-party requirements. A comment
//
//	// want "CL201: .*"
//
// marks the exact line of each finding; a line without one must stay silent.
//
// Tests of a rule are in the folder with its name, testdata/src/<rule>/..., and those
// of what only one profile reports in testdata/src/profiles/<profile>/... A file
// beside a Go file, with .golden after its name, is what fixes make of it: all fixes, or
// in a folder with the name unsafe those that people have to ask for.
package ruletest

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/cryptolint/cryptolint/internal/config"
)

// Case is a folder of testdata/src and whose findings it tests.
type Case struct {
	Name    string // of the subtest
	Folder  string // below testdata/src
	Profile string // in which the rules run
	rule    string // ID of the one rule whose findings count; empty: all that only the profile reports
}

// Cases returns what there is to test: each rule that reports in all profiles, and each
// profile.
func Cases(rules []Rule) []Case {
	var cases []Case
	for _, r := range rules {
		if r.Meta.Profile == "" {
			cases = append(cases, Case{r.Meta.Name, r.Meta.Name, config.Default().Profile, r.Meta.ID})
		}
	}
	profiles, _ := os.ReadDir(filepath.Join(sources(), "profiles"))
	for _, folder := range profiles {
		cases = append(cases, Case{folder.Name(), "profiles/" + folder.Name(), folder.Name(), ""})
	}
	return cases
}

// FolderOf returns the folder that has the tests of a rule.
func FolderOf(r Rule) string {
	if r.Meta.Profile != "" {
		return "profiles/" + r.Meta.Profile
	}
	return r.Meta.Name
}

// Folders returns the folders of testdata/src, by name.
func Folders() []string {
	var folders []string
	entries, _ := os.ReadDir(sources())
	for _, entry := range entries {
		if entry.IsDir() {
			folders = append(folders, entry.Name())
		}
	}
	return folders
}

// Patterns returns which packages of testdata/src the tests need: all, or those of the
// cases and folders that the second part of the flag -run names, as in -run Rules/ecb.
func Patterns(rules []Rule) []string {
	var patterns []string
	if run := flag.Lookup("test.run"); run != nil {
		parts := strings.Split(run.Value.String(), "/")
		for name, folder := range folders(rules) {
			if len(parts) < 2 || alternates(run.Value.String()) {
				break
			}
			if match, err := regexp.MatchString(parts[1], name); err == nil && match {
				patterns = append(patterns, "./"+folder+"/...")
			}
		}
	}
	if len(patterns) == 0 {
		return []string{"./..."}
	}
	return patterns
}

// alternates reports whether an expression for the flag -run has alternatives, of which each
// has parts of its own: Rules/ecb|Golden runs all that begins with Golden.
func alternates(run string) bool {
	depth := 0
	for _, r := range run {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case '|':
			if depth == 0 {
				return true
			}
		}
	}
	return false
}

// folders returns the folders that tests can name: that of each case, and all others. All
// of them import what is compared of a real module.
func folders(rules []Rule) map[string]string {
	of := make(map[string]string)
	for _, part := range Goldens() {
		of[part.Name] = cmp.Or(part.folder, ".")
	}
	for _, c := range Cases(rules) {
		of[c.Name] = c.Folder
	}
	return of
}

// Check compares the findings in the folder of a case with what its comments want, and
// what the fixes make of its files with the golden files beside them.
func (p *Program) Check(t *testing.T, c Case) {
	packages := p.In(c.Folder)
	if len(packages) == 0 {
		t.Errorf("testdata/src/%s has no packages", c.Folder)
	}
	for _, pkg := range packages {
		found := p.reported(c, pkg)
		compareWants(t, pkg, found)
		p.checkFixes(t, c, pkg, found)
	}
}

// reported returns the findings that count in a case, in one package.
func (p *Program) reported(c Case, pkg *packages.Package) []Finding {
	settings := config.Default()
	settings.Profile = c.Profile
	return slices.DeleteFunc(slices.Clone(p.findings[pkg]), func(f Finding) bool {
		counts := f.Silenced == "" && (f.Diagnostic.Category == c.rule || c.rule == "" && f.Profile == c.Profile)
		return !counts || settings.Silent(f.candidate(p.rules)) != ""
	})
}

func (f Finding) candidate(rules []Rule) config.Candidate {
	c := config.Candidate{
		ID: f.Diagnostic.Category, Profile: f.Profile, Severity: f.Severity.String(), Confidence: f.Confidence.String(),
		Package: f.Package.PkgPath, File: f.Package.Fset.Position(f.Diagnostic.Pos).Filename, Generated: f.Generated,
	}
	for _, r := range rules {
		if r.Meta.ID == c.ID {
			c.Name = r.Meta.Name
		}
	}
	return c
}

// In returns the packages in a folder of testdata/src, and below it.
func (p *Program) In(folder string) []*packages.Package {
	var found []*packages.Package
	for _, pkg := range p.packages {
		if path := testModule + "/" + folder; pkg.PkgPath == path || strings.HasPrefix(pkg.PkgPath, path+"/") {
			found = append(found, pkg)
		}
	}
	return found
}

// testModule is the path of the module in testdata/src.
const testModule = "example.test"

// sources is the folder of the module that holds the test packages.
func sources() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "..", "testdata", "src")
}

// Dir is the folder of the module that holds the test packages. It downloads
// what they import, because analysistest loads them without a network.
func Dir() string {
	download.Do(func() {
		cmd := exec.Command("go", "mod", "download")
		cmd.Dir = sources()
		// Without a network, what the machine already has may be enough. Where
		// it is not, the packages do not load, and this output says why.
		if out, err := cmd.CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "ruletest: cannot download the modules of the test packages: %v\n%s", err, out)
		}
	})
	return sources()
}

// download guards the download, which each test binary does once.
var download sync.Once
