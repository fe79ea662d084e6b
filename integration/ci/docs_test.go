package ci_test

import (
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// section returns the text below a heading of docs/ci.md.
func section(t *testing.T, heading string) string {
	t.Helper()
	_, text, found := strings.Cut(readFile(t, filepath.Join(root, "docs", "ci.md")), "\n## "+heading+"\n")
	if !found {
		t.Fatalf("docs/ci.md has no heading %q", heading)
	}
	text, _, _ = strings.Cut(text, "\n## ")
	return text
}

// firstColumn returns the names in the first column of the tables.
func firstColumn(text string) []string {
	var names []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|").FindAllStringSubmatch(text, -1) {
		names = append(names, row[1])
	}
	return slices.Sorted(slices.Values(names))
}

// yamlBlock parses the first block of YAML in the text.
func yamlBlock(t *testing.T, text string, into any) {
	t.Helper()
	block := regexp.MustCompile("(?ms)^```yaml\n(.*?)^```$").FindStringSubmatch(text)
	if block == nil {
		t.Fatalf("there is no YAML in\n%s", text)
	}
	if err := yaml.Unmarshal([]byte(block[1]), into); err != nil {
		t.Fatal(err)
	}
}

// The page lists the inputs of the action with their defaults, and the workflow on
// it is one.
func TestDocsGitHub(t *testing.T) {
	a, _ := readAction(t)
	text := section(t, "GitHub Actions")
	if got, want := firstColumn(text), slices.Sorted(maps.Keys(a.Inputs)); !slices.Equal(got, want) {
		t.Errorf("the page lists the inputs %q, the action has %q", got, want)
	}
	for name, input := range a.Inputs {
		if input.Default != "" && !strings.Contains(text, "| `"+name+"` | `"+input.Default+"` |") {
			t.Errorf("the page does not say that the default of %s is %s", name, input.Default)
		}
	}
	var workflow struct {
		Jobs map[string]struct{ Steps []step }
	}
	yamlBlock(t, text, &workflow)
	steps := workflow.Jobs["cryptolint"].Steps
	if len(steps) != 3 || !strings.HasPrefix(steps[2].Uses, "cryptolint/cryptolint@v") {
		t.Errorf("the steps of the workflow are %+v", steps)
	}
}

// The page sets variables that the template has.
func TestDocsGitLab(t *testing.T) {
	j := readJob(t)
	var jobs struct{ Cryptolint job }
	yamlBlock(t, section(t, "GitLab"), &jobs)
	if len(jobs.Cryptolint.Variables) == 0 {
		t.Error("the page sets no variables")
	}
	for name := range jobs.Cryptolint.Variables {
		if _, ok := j.Variables[name]; !ok {
			t.Errorf("the page sets %s, which the template does not have", name)
		}
	}
}

// The page names the hooks that there are, and uses one of them.
func TestDocsPreCommit(t *testing.T) {
	var hooks []struct{ ID string }
	if err := yaml.Unmarshal([]byte(readFile(t, filepath.Join(root, ".pre-commit-hooks.yaml"))), &hooks); err != nil {
		t.Fatal(err)
	}
	var known []string
	for _, hook := range hooks {
		known = append(known, hook.ID)
	}
	text := section(t, "Pre-commit hooks")
	slices.Sort(known)
	if got := firstColumn(text); !slices.Equal(got, known) {
		t.Errorf("the page lists the hooks %q, there are %q", got, known)
	}
	var config struct {
		Repos []struct{ Hooks []struct{ ID string } }
	}
	yamlBlock(t, text, &config)
	if id := config.Repos[0].Hooks[0].ID; !slices.Contains(known, id) {
		t.Errorf("the page uses the hook %s", id)
	}
}
