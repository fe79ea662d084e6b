// Package ruletest runs a rule over its test packages, testdata/src/<rule>/...
// They belong to one module with real third-party requirements. A comment
//
//	// want "CL201: .*"
//
// marks the exact line of each finding; a line without one must stay silent.
package ruletest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// Run runs the rule over the test packages in the folder that has its name.
func Run(t *testing.T, analyzer *analysis.Analyzer) {
	t.Helper()
	analysistest.Run(t, Dir(), analyzer, "./"+analyzer.Name+"/...")
}

// RunFixes is Run that applies the suggested fixes as well, and compares the files
// that have a neighbour of the same name with .golden at its end.
func RunFixes(t *testing.T, analyzer *analysis.Analyzer, packages string) {
	t.Helper()
	analysistest.RunWithSuggestedFixes(t, Dir(), analyzer, packages)
}

// RunUnsafeFixes is RunFixes for people who asked for fixes that may change a
// format. Nobody else may be offered a fix in these packages.
func RunUnsafeFixes(t *testing.T, analyzer *analysis.Analyzer, packages string) {
	t.Helper()
	for _, result := range analysistest.Run(t, Dir(), analyzer, packages) {
		for _, d := range result.Action.Diagnostics {
			for _, fix := range d.SuggestedFixes {
				t.Errorf("%s: a fix is offered to everybody: %s", result.Action.Package.Fset.Position(d.Pos), fix.Message)
			}
		}
	}
	c := config.Default()
	c.Unsafe = true
	RunFixes(t, rule.Configure([]*analysis.Analyzer{analyzer}, c)[0], packages)
}

// Dir is the folder of the module that holds the test packages. It downloads
// what they import, because analysistest loads them without a network.
func Dir() string {
	_, file, _, _ := runtime.Caller(0)
	dir := filepath.Join(filepath.Dir(file), "..", "..", "testdata", "src")
	download.Do(func() {
		cmd := exec.Command("go", "mod", "download")
		cmd.Dir = dir
		// Without a network, what the machine already has may be enough. Where
		// it is not, the packages do not load, and this output says why.
		if out, err := cmd.CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "ruletest: cannot download the modules of the test packages: %v\n%s", err, out)
		}
	})
	return dir
}

// download guards the download, which each test binary does once.
var download sync.Once

// RunProfile runs the rule over the test packages in a folder, in a profile.
func RunProfile(t *testing.T, analyzer *analysis.Analyzer, profile, packages string) {
	t.Helper()
	settings := config.Default()
	settings.Profile = profile
	analysistest.Run(t, Dir(), rule.Configure([]*analysis.Analyzer{analyzer}, settings)[0], packages)
}
