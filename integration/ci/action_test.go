package ci_test

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// action is what the tests read of action.yml.
type action struct {
	Name, Description string
	Inputs            map[string]struct{ Description, Default string }
	Outputs           map[string]struct{ Description, Value string }
	Runs              struct {
		Using string
		Steps []step
	}
}

type step struct {
	ID, If, Uses, Shell, Run string
	Env, With                map[string]string
}

func readAction(t *testing.T) (action, string) {
	t.Helper()
	text := readFile(t, filepath.Join(root, "action.yml"))
	var a action
	if err := yaml.Unmarshal([]byte(text), &a); err != nil {
		t.Fatalf("action.yml: %v", err)
	}
	return a, text
}

// What action.yml uses of inputs and of other steps is there, and all inputs are
// used.
func TestActionReferences(t *testing.T) {
	a, text := readAction(t)
	if a.Runs.Using != "composite" || len(a.Runs.Steps) == 0 {
		t.Fatalf("action.yml runs %q with %d steps, want composite with some", a.Runs.Using, len(a.Runs.Steps))
	}
	used := make(map[string]bool)
	for _, reference := range regexp.MustCompile(`\binputs\.([\w-]+)`).FindAllStringSubmatch(text, -1) {
		used[reference[1]] = true
		if _, ok := a.Inputs[reference[1]]; !ok {
			t.Errorf("action.yml uses the input %s and does not declare it", reference[1])
		}
	}
	for name, input := range a.Inputs {
		if !used[name] {
			t.Errorf("the input %s is declared and not used", name)
		}
		if input.Description == "" {
			t.Errorf("the input %s has no description", name)
		}
	}
	script := readFile(t, script(t))
	for _, reference := range regexp.MustCompile(`\bsteps\.([\w-]+)\.outputs\.([\w-]+)`).FindAllStringSubmatch(text, -1) {
		id, output := reference[1], reference[2]
		if !slices.ContainsFunc(a.Runs.Steps, func(s step) bool { return s.ID == id }) {
			t.Errorf("action.yml uses the step %s, and there is none", id)
		}
		if !strings.Contains(script, "\toutput "+output+" ") {
			t.Errorf("action.yml uses the output %s of the step %s, and run.sh sets none", output, id)
		}
	}
}

// Other actions are used by a major version, steps name their shell, and a step
// hands the script all variables that it reads.
func TestActionSteps(t *testing.T) {
	a, _ := readAction(t)
	handed := make(map[string]bool)
	for _, s := range a.Runs.Steps {
		switch {
		case s.Uses != "" && !regexp.MustCompile(`^[\w-]+/[\w-]+(/[\w-]+)?@v[0-9]+$`).MatchString(s.Uses):
			t.Errorf("%s is not used by a major version", s.Uses)
		case s.Uses == "" && s.Shell != "bash":
			t.Errorf("the step %s runs in the shell %q, want bash", s.ID, s.Shell)
		}
		for name := range s.Env {
			handed[name] = true
		}
	}
	text := readFile(t, script(t))
	for _, variable := range regexp.MustCompile(`\$\{?((INPUT|CRYPTOLINT)[A-Z_]*)`).FindAllStringSubmatch(text, -1) {
		if !handed[variable[1]] {
			t.Errorf("run.sh reads %s, which no step sets", variable[1])
		}
	}
	for name := range handed {
		if !strings.Contains(text, "$"+name) && !strings.Contains(text, "${"+name) {
			t.Errorf("a step sets %s, which run.sh does not read", name)
		}
	}
}

// runner is a machine of GitHub Actions with one repository checked out.
type runner struct {
	t         *testing.T
	workspace string
	temp      string
	vars      map[string]string
}

func newRunner(t *testing.T, files map[string]string) *runner {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the tests start the script by its first line")
	}
	r := &runner{t: t, workspace: t.TempDir(), temp: t.TempDir()}
	r.vars = map[string]string{
		"GITHUB_WORKSPACE": r.workspace, "RUNNER_TEMP": r.temp,
		"GITHUB_ACTION_PATH": root, "GITHUB_EVENT_NAME": "push", "GITHUB_BASE_REF": "",
		"GITHUB_OUTPUT": filepath.Join(r.temp, "output"), "GITHUB_STEP_SUMMARY": filepath.Join(r.temp, "summary"),
		"CRYPTOLINT": linter, "CRYPTOLINT_GOCACHE": goCache(t),
	}
	a, _ := readAction(t)
	for name, input := range a.Inputs {
		r.input(name, input.Default)
	}
	for name, text := range files {
		writeFile(t, filepath.Join(r.workspace, name), text)
	}
	return r
}

// input sets an input, as the steps of action.yml hand it to the script.
func (r *runner) input(name, value string) {
	r.vars["INPUT_"+strings.ToUpper(strings.ReplaceAll(name, "-", "_"))] = value
}

// run runs a part of the script.
func (r *runner) run(part string) result {
	r.t.Helper()
	for _, file := range []string{"GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"} {
		writeFile(r.t, r.vars[file], "")
	}
	var env []string
	for _, name := range slices.Sorted(maps.Keys(r.vars)) {
		env = append(env, name+"="+r.vars[name])
	}
	return command(r.t, r.workspace, env, script(r.t), part)
}

// output returns what the script handed to the steps that follow.
func (r *runner) output(name string) string {
	r.t.Helper()
	for line := range strings.Lines(readFile(r.t, r.vars["GITHUB_OUTPUT"])) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), name+"="); ok {
			return value
		}
	}
	return ""
}

// check runs the check and compares the exit code.
func (r *runner) check(want int) result {
	r.t.Helper()
	got := r.run("check")
	if got.code != want {
		r.t.Errorf("exit code %d, want %d\n%s%s", got.code, want, got.stdout, got.stderr)
	}
	return got
}

// sarifPlaces returns the places that the SARIF file names.
func (r *runner) sarifPlaces() []string {
	r.t.Helper()
	var log struct {
		Runs []struct {
			Results []struct {
				RuleID    string `json:"ruleId"`
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(readFile(r.t, r.output("sarif"))), &log); err != nil {
		r.t.Fatalf("the SARIF file: %v", err)
	}
	var places []string
	for _, run := range log.Runs {
		for _, result := range run.Results {
			places = append(places, result.RuleID+" "+result.Locations[0].PhysicalLocation.ArtifactLocation.URI)
		}
	}
	return places
}

func TestActionFindings(t *testing.T) {
	r := newRunner(t, map[string]string{"go.mod": goMod, "vault/seal.go": zeroNonce})
	got := r.check(1)
	if want := "::error file=vault/seal.go,line=17,"; !strings.Contains(got.stdout, want) {
		t.Errorf("no annotation %q:\n%s", want, got.stdout)
	}
	if places := r.sarifPlaces(); !slices.Equal(places, []string{"CL205 vault/seal.go"}) {
		t.Errorf("the SARIF file has %q", places)
	}
	if code := r.output("exit-code"); code != "1" {
		t.Errorf("the output exit-code is %q", code)
	}
	if summary := readFile(t, r.vars["GITHUB_STEP_SUMMARY"]); !strings.Contains(summary, "| critical | [CL205 fixednonce](https://") {
		t.Errorf("the summary is %q", summary)
	}

	r.input("annotations", "false")
	if got := r.check(1); !strings.Contains(got.stdout, "vault/seal.go:17:9: CL205 ") {
		t.Errorf("without annotations, no text:\n%s", got.stdout)
	}
	r.input("fail-on", "never")
	r.check(0)
}

func TestActionClean(t *testing.T) {
	r := newRunner(t, map[string]string{"go.mod": goMod, "vault/seal.go": "package vault\n"})
	r.check(0)
	if places := r.sarifPlaces(); len(places) != 0 {
		t.Errorf("the SARIF file has %q, want no results: code scanning closes what is not there any more", places)
	}
}

// What does not compile is a failure, whatever fail-on says.
func TestActionBroken(t *testing.T) {
	r := newRunner(t, map[string]string{"go.mod": goMod, "vault/seal.go": "package vault\n\nvar x int = \"one\"\n"})
	r.input("fail-on", "never")
	if got := r.check(2); !strings.Contains(got.stdout, "::error title=cryptolint::") {
		t.Errorf("no annotation says what failed:\n%s", got.stdout)
	}
	if code := r.output("exit-code"); code != "2" {
		t.Errorf("the output exit-code is %q", code)
	}
}

// Files are named from the root of the repository, whatever the directory.
func TestActionWorkingDirectory(t *testing.T) {
	r := newRunner(t, map[string]string{"service/go.mod": goMod, "service/vault/seal.go": zeroNonce})
	git(t, r.workspace, "init")
	r.input("working-directory", "service")
	r.input("args", "./vault/...\n-severity high")
	if got := r.check(1); !strings.Contains(got.stdout, "::error file=service/vault/seal.go,line=17,") {
		t.Errorf("no annotation from the root of the repository:\n%s", got.stdout)
	}
	r.input("working-directory", "nowhere")
	if got := r.check(2); !strings.Contains(got.stdout, "::error title=cryptolint::there is no directory nowhere in the repository") {
		t.Errorf("the error is not told:\n%s", got.stdout)
	}
}

func TestActionWrongInput(t *testing.T) {
	r := newRunner(t, map[string]string{"go.mod": goMod})
	r.input("only-new", "yes")
	if got := r.check(2); !strings.Contains(got.stdout, `::error title=cryptolint::the input only-new is "yes": write true or false`) {
		t.Errorf("the error is not told:\n%s", got.stdout)
	}
}

// In a pull request, only what is new is reported, also in a checkout of one
// commit, as actions/checkout makes it.
func TestActionOnlyNew(t *testing.T) {
	origin := t.TempDir()
	git(t, origin, "init")
	writeFile(t, filepath.Join(origin, "go.mod"), goMod)
	writeFile(t, filepath.Join(origin, "old/seal.go"), strings.Replace(zeroNonce, "package vault", "package old", 1))
	git(t, origin, "add", ".")
	git(t, origin, "commit", "-m", "old")
	git(t, origin, "checkout", "-b", "feature")
	writeFile(t, filepath.Join(origin, "vault/seal.go"), zeroNonce)
	git(t, origin, "add", ".")
	git(t, origin, "commit", "-m", "new")
	git(t, origin, "checkout", "main")
	writeFile(t, filepath.Join(origin, "README"), "meanwhile\n")
	git(t, origin, "add", ".")
	git(t, origin, "commit", "-m", "meanwhile")
	git(t, origin, "checkout", "--detach")
	git(t, origin, "merge", "feature", "-m", "merge")
	git(t, origin, "update-ref", "refs/pull/1/merge", "HEAD")
	git(t, origin, "checkout", "main")

	r := newRunner(t, nil)
	git(t, r.workspace, "init")
	git(t, r.workspace, "remote", "add", "origin", "file://"+origin)
	git(t, r.workspace, "fetch", "--depth=1", "origin", "+refs/pull/1/merge:refs/remotes/pull/1/merge")
	git(t, r.workspace, "checkout", "refs/remotes/pull/1/merge")
	r.vars["GITHUB_EVENT_NAME"], r.vars["GITHUB_BASE_REF"] = "pull_request", "main"

	if got := r.check(1); !strings.Contains(got.stdout, "file=old/seal.go") || !strings.Contains(got.stdout, "file=vault/seal.go") {
		t.Errorf("without only-new, both are reported:\n%s", got.stdout)
	}
	r.input("only-new", "true")
	if got := r.check(1); strings.Contains(got.stdout, "file=old/seal.go") || !strings.Contains(got.stdout, "file=vault/seal.go") {
		t.Errorf("with only-new, what is new is reported and nothing else:\n%s", got.stdout)
	}
	r.vars["GITHUB_BASE_REF"] = "nowhere"
	if got := r.check(2); !strings.Contains(got.stdout, "::error title=cryptolint::cannot determine what is new") {
		t.Errorf("a base that does not exist:\n%s", got.stdout)
	}
}
