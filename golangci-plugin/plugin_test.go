package golangciplugin

import (
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/analyzers"
	"github.com/cryptolint/cryptolint/internal/config"
)

// Each setting that is about the report has an error that says what to do.
func TestReportSettingsAreElsewhere(t *testing.T) {
	for _, s := range config.Settings() {
		if _, ok := elsewhere[s.Key]; !ok && s.OfReport() {
			t.Errorf("the plugin does not say where golangci-lint has %s", s.Key)
		}
	}
	_, err := configuration(map[string]any{"color": "never", "format": "json"}, t.TempDir(), analyzers.Rules())
	const want = "settings: color is not a setting of the plugin, because golangci-lint does that: see the flag --color\n" +
		"format is not a setting of the plugin, because golangci-lint does that: see output.formats"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// golangci-lint reads 0.10 as the number 0.1, which is another release.
func TestReleaseIsQuoted(t *testing.T) {
	_, err := configuration(map[string]any{"rules-as-of": 0.1}, t.TempDir(), analyzers.Rules())
	const want = `settings: rules-as-of: put the release between quotes, as in "0.1"`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	c, err := configuration(map[string]any{"rules-as-of": "0.10"}, t.TempDir(), analyzers.Rules())
	if err != nil || c.RulesAsOf != "0.10" {
		t.Errorf("got %+v and %v", c, err)
	}
}

// A file that serves the command too may say what the plugin passes over.
func TestFileServesBoth(t *testing.T) {
	dir := t.TempDir()
	below := filepath.Join(dir, "below")
	if err := os.Mkdir(below, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, config.FileName), []byte("format: json\nseverity: high\nnolint: true\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := configuration(nil, below, analyzers.Rules())
	if err != nil {
		t.Fatal(err)
	}
	if c.Severity != "high" || c.Nolint || !c.Foreign || c.Root != dir {
		t.Errorf("severity %s, nolint %t, those of other linters %t, root %s", c.Severity, c.Nolint, c.Foreign, c.Root)
	}
}

// Globs in the settings mean the same wherever in the module golangci-lint runs.
func TestGlobsStartAtTheModule(t *testing.T) {
	dir := t.TempDir()
	below := filepath.Join(dir, "below")
	if err := errors.Join(os.Mkdir(below, 0o755), os.WriteFile(filepath.Join(dir, "go.mod"), nil, 0o644)); err != nil {
		t.Fatal(err)
	}
	for _, settings := range []any{map[string]any{"exclude": "below"}, map[string]any{}, nil} {
		c, err := configuration(settings, below, analyzers.Rules())
		if err != nil {
			t.Fatal(err)
		}
		if c.Root != dir {
			t.Errorf("settings %v: globs start at %s, want %s", settings, c.Root, dir)
		}
	}
}

// Whatever decides on findings makes another cache ID.
func TestCacheID(t *testing.T) {
	info := func(version, sum string) *debug.BuildInfo {
		return &debug.BuildInfo{Deps: []*debug.Module{{Path: "github.com/cryptolint/cryptolint", Version: version, Sum: sum}}}
	}
	strict := config.Default()
	strict.Profile = "strict"
	elsewhere := config.Default()
	elsewhere.Root = "/elsewhere"
	seen := make(map[string]string)
	for name, id := range map[string]string{
		"default":       mustID(t, config.Default(), info("v0.1.0", "h1:a")),
		"strict":        mustID(t, strict, info("v0.1.0", "h1:a")),
		"elsewhere":     mustID(t, elsewhere, info("v0.1.0", "h1:a")),
		"other version": mustID(t, config.Default(), info("v0.1.1", "h1:a")),
		"other sum":     mustID(t, config.Default(), info("v0.1.0", "h1:b")),
		"no version":    mustID(t, config.Default(), nil),
	} {
		if other, ok := seen[id]; ok {
			t.Errorf("%s and %s have the cache ID %s", name, other, id)
		}
		seen[id] = name
	}
	if a, b := mustID(t, config.Default(), nil), mustID(t, config.Default(), nil); a != b {
		t.Errorf("the cache IDs of one configuration are %s and %s", a, b)
	}
}

func mustID(t *testing.T, c *config.Config, info *debug.BuildInfo) string {
	t.Helper()
	id, err := cacheID(c, info)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

type fact struct{}

func (*fact) AFact() {}

// An analyzer with facts that fails must not return an error: golangci-lint would
// keep that the package has no facts.
func TestFactsFailLoudly(t *testing.T) {
	facts := &analysis.Analyzer{
		Name: "facts", Doc: "facts", FactTypes: []analysis.Fact{new(fact)},
		Run: func(*analysis.Pass) (any, error) { return nil, errors.New("out of order") },
	}
	rule := &analysis.Analyzer{
		Name: "rule", Doc: "rule", Requires: []*analysis.Analyzer{facts},
		Run: func(*analysis.Pass) (any, error) { return nil, errors.New("failed") },
	}
	shown := build([]*analysis.Analyzer{rule}, "4711")
	if err := analysis.Validate(shown); err != nil {
		t.Fatal(err)
	}
	if shown[0].Name != "cryptolint" || shown[1].Name != "cryptolint_4711" || facts.Name != "facts_4711" || rule.Name != "rule" {
		t.Errorf("the names are %s, %s, %s, %s", shown[0].Name, shown[1].Name, facts.Name, rule.Name)
	}
	if _, err := rule.Run(nil); err == nil {
		t.Error("a rule that fails says nothing")
	}
	defer func() {
		if p, ok := recover().(error); !ok || !strings.Contains(p.Error(), "out of order") {
			t.Errorf("panicked with %v", p)
		}
	}()
	result, err := facts.Run(nil)
	t.Errorf("returned %v and %v", result, err)
}
