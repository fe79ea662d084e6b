package analyzers_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
	"testing"

	"github.com/cryptolint/cryptolint/analyzers"
	"github.com/cryptolint/cryptolint/internal/ruletest"
)

// TestRules runs each rule over its test packages, testdata/src/<rule>/... One rule
// alone is quick, as no other package is loaded:
//
//	go test ./analyzers -run Rules/ecb
func TestRules(t *testing.T) {
	for _, c := range ruletest.Cases(rules()) {
		t.Run(c.Name, func(t *testing.T) { testdata(t).Check(t, c) })
	}
}

// testdata returns testdata/src with all that the rules say of it, loaded and analysed
// once for all tests.
func testdata(t *testing.T) *ruletest.Program {
	t.Helper()
	program, err := analysed()
	if err != nil {
		t.Fatal(err)
	}
	return program
}

var analysed = sync.OnceValues(func() (*ruletest.Program, error) {
	return ruletest.Analyze(rules(), ruletest.Patterns(rules())...)
})

func rules() []ruletest.Rule {
	var all []ruletest.Rule
	for _, r := range analyzers.Rules() {
		all = append(all, ruletest.Rule(r))
	}
	return all
}

// Each folder beside this file is a rule that is registered.
func TestRulesAreRegistered(t *testing.T) {
	var folders, names []string
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.IsDir() && entry.Name() != "testdata" {
			folders = append(folders, entry.Name())
		}
	}
	for _, r := range rules() {
		names = append(names, r.Meta.Name)
	}
	slices.Sort(names)
	if !slices.Equal(folders, names) {
		t.Errorf("the folders of rules are %q, those in analyzers.go %q", folders, names)
	}
}

// others are the folders of testdata/src that are not tests of one rule.
var others = []string{"demo", "deps", "flow", "modules", "profiles"}

// Each rule has test packages with a defect that it finds, and each folder of
// testdata/src belongs to a rule.
func TestRulesHaveTests(t *testing.T) {
	sources := filepath.Join("..", "testdata", "src")
	known := slices.Clone(others)
	for _, r := range rules() {
		folder := ruletest.FolderOf(r)
		known = append(known, r.Meta.Name)
		if !wants(t, filepath.Join(sources, folder), r.Meta.ID) {
			t.Errorf("no comment in testdata/src/%s wants a finding of %s", folder, r.Meta.ID)
		}
	}
	entries, err := os.ReadDir(sources)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.IsDir() && !slices.Contains(known, entry.Name()) {
			t.Errorf("testdata/src/%s is the folder of no rule", entry.Name())
		}
	}
}

// wants reports whether a comment in a folder wants a finding of a rule.
func wants(t *testing.T, folder, id string) bool {
	t.Helper()
	want := regexp.MustCompile(`want .*` + id + `\b`)
	found := false
	for _, pattern := range []string{"*.go", "*/*.go"} {
		files, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			found = found || want.Match(text)
		}
	}
	return found
}
