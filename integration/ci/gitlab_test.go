package ci_test

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// job is what the tests read of templates/gitlab.yml.
type job struct {
	Image     string
	Variables map[string]string
	Cache     struct {
		Paths []string
		Key   struct {
			Prefix string
			Files  []string
		}
	}
	Script    []string
	Artifacts struct {
		When    string
		Reports struct{ CodeQuality string }
	}
}

func readJob(t *testing.T) job {
	t.Helper()
	var jobs map[string]job
	if err := yaml.Unmarshal([]byte(readFile(t, filepath.Join(root, "templates", "gitlab.yml"))), &jobs); err != nil {
		t.Fatalf("templates/gitlab.yml: %v", err)
	}
	j, ok := jobs["cryptolint"]
	if !ok || len(jobs) != 1 {
		t.Fatalf("templates/gitlab.yml has %d jobs, want cryptolint alone", len(jobs))
	}
	return j
}

// What the job needs again is in the directory that GitLab caches, and the report
// is uploaded when there are findings, which is when the job fails.
func TestGitLabShape(t *testing.T) {
	j := readJob(t)
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOBIN"} {
		if !strings.HasPrefix(j.Variables[name], "$CI_PROJECT_DIR/.cache/") || !slices.Equal(j.Cache.Paths, []string{".cache"}) {
			t.Errorf("%s is %s, and the job caches %q", name, j.Variables[name], j.Cache.Paths)
		}
	}
	if !strings.HasPrefix(j.Image, "golang:1.26") {
		t.Errorf("the image is %s, want one with Go 1.26", j.Image)
	}
	if report := j.Artifacts.Reports.CodeQuality; j.Artifacts.When != "always" || !strings.Contains(strings.Join(j.Script, "\n"), "-output gitlab="+report+" ") {
		t.Errorf("the job uploads %q when %q, and writes another file:\n%s", report, j.Artifacts.When, strings.Join(j.Script, "\n"))
	}
}

// run runs the script of the job the way a runner does: the lines one after the
// other in one shell, which ends at the first that fails.
func (j job) run(t *testing.T, project string, variables map[string]string) result {
	t.Helper()
	env := []string{"CI_PROJECT_DIR=" + project}
	for name, value := range j.Variables {
		if _, ok := variables[name]; !ok {
			env = append(env, name+"="+strings.ReplaceAll(value, "$CI_PROJECT_DIR", project))
		}
	}
	for name, value := range variables {
		env = append(env, name+"="+value)
	}
	return command(t, project, env, "sh", "-c", "set -e\n"+strings.Join(j.Script, "\n"))
}

// The job installs a version from a module proxy, as people do, and runs it.
func TestGitLabRun(t *testing.T) {
	j := readJob(t)
	project := t.TempDir()
	writeFile(t, filepath.Join(project, "go.mod"), goMod)
	writeFile(t, filepath.Join(project, "old/seal.go"), strings.Replace(zeroNonce, "package vault", "package old", 1))
	git(t, project, "init")
	git(t, project, "add", ".")
	git(t, project, "commit", "-m", "old")
	variables := proxied(t)
	variables["GOCACHE"] = goCache(t)

	got := j.run(t, project, variables)
	if got.code != 1 || !strings.Contains(got.stdout, "old/seal.go:17:9: CL205 ") {
		t.Fatalf("exit code %d, want 1 and the finding\n%s%s", got.code, got.stdout, got.stderr)
	}
	if paths := qualityPaths(t, filepath.Join(project, j.Artifacts.Reports.CodeQuality)); !slices.Equal(paths, []string{"old/seal.go"}) {
		t.Errorf("the code quality report names %q", paths)
	}

	// A merge request that has nothing new.
	writeFile(t, filepath.Join(project, "README"), "read me\n")
	git(t, project, "add", "README")
	git(t, project, "commit", "-m", "new")
	variables["CRYPTOLINT_ONLY_NEW"], variables["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = "true", "HEAD~1"
	if got := j.run(t, project, variables); got.code != 0 {
		t.Errorf("nothing is new: exit code %d, want 0\n%s%s", got.code, got.stdout, got.stderr)
	}

	variables["CRYPTOLINT_ARGS"] = "./nowhere"
	if got := j.run(t, project, variables); got.code != 2 {
		t.Errorf("a package that does not exist: exit code %d, want 2\n%s%s", got.code, got.stdout, got.stderr)
	}
}

func qualityPaths(t *testing.T, file string) []string {
	t.Helper()
	var issues []struct{ Location struct{ Path string } }
	if err := json.Unmarshal([]byte(readFile(t, file)), &issues); err != nil {
		t.Fatalf("the code quality report: %v", err)
	}
	var paths []string
	for _, issue := range issues {
		paths = append(paths, issue.Location.Path)
	}
	return paths
}
