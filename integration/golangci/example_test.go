package main_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
	"golang.org/x/mod/semver"
)

const examples = "../../golangci-plugin/example/"

func example(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(examples + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The files are those that the documentation shows.
func TestDocumentation(t *testing.T) {
	page, err := os.ReadFile("../../docs/golangci.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".custom-gcl.yml", ".golangci.yml", "full/.golangci.yml"} {
		if !strings.Contains(string(page), "```yaml\n"+example(t, name)+"```\n") {
			t.Errorf("docs/golangci.md does not show %s%s as it is", examples, name)
		}
	}
}

func TestExample(t *testing.T) {
	p := newProject(t, example(t, ".golangci.yml"))
	if o := p.command(t, ".", p.program, "config", "verify"); o.code != 0 {
		t.Errorf("golangci-lint config verify: %s", o.stderr)
	}
	p.run(t, ".").finds(t, blocks, token, arrays, digits, verb, cutset, item)
}

func TestFullExample(t *testing.T) {
	p := newProject(t, example(t, "full/.golangci.yml"))
	if o := p.command(t, ".", p.program, "config", "verify"); o.code != 0 {
		t.Errorf("golangci-lint config verify: %s", o.stderr)
	}
	o := p.run(t, ".", "--output.json.path=stdout", "--output.text.path=stderr")
	var report struct {
		Issues []struct{ FromLinter, Text, Severity string }
	}
	if err := json.Unmarshal([]byte(o.stdout), &report); err != nil {
		t.Fatalf("%v: %s", err, o.stdout)
	}
	got := make(map[string]int)
	for _, issue := range report.Issues {
		if issue.FromLinter == "cryptolint" {
			id, _, _ := strings.Cut(issue.Text, ":")
			got[issue.Severity+" "+id]++
		}
	}
	if len(got) != 2 || got["error CL401"] != 1 || got["warning CL501"] != 2 {
		t.Errorf("got %v, want CL401 as an error, two CL501 as warnings", got)
	}
}

// The example builds what is tested here.
func TestCustomExample(t *testing.T) {
	var custom struct {
		Version string
		Plugins []struct{ Module, Import, Version string }
	}
	if err := yaml.Unmarshal([]byte(example(t, ".custom-gcl.yml")), &custom); err != nil {
		t.Fatal(err)
	}
	if len(custom.Plugins) != 1 {
		t.Fatalf("%d plugins", len(custom.Plugins))
	}
	plugin := custom.Plugins[0]
	if plugin.Module != list(t, "-m", "github.com/cryptolint/cryptolint") || plugin.Import != list(t, "../../golangci-plugin") || !semver.IsValid(plugin.Version) {
		t.Errorf("the plugin is %v", plugin)
	}
	if want := list(t, "-m", "-f", "{{.Version}}", "github.com/golangci/golangci-lint/v2"); custom.Version != want {
		t.Errorf("golangci-lint is %s, tested is %s", custom.Version, want)
	}
}

func list(t *testing.T, args ...string) string {
	t.Helper()
	output, err := exec.CommandContext(t.Context(), "go", append([]string{"list"}, args...)...).Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	name, _, _ := strings.Cut(strings.TrimSpace(string(output)), " ")
	return name
}
