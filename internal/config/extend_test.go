package config_test

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/internal/config"
)

// tree writes files below a directory that is a git repository.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	files[".git/HEAD"] = "ref: refs/heads/main\n"
	for name, text := range files {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func load(t *testing.T, root string) (*config.Config, error) {
	t.Helper()
	t.Chdir(root)
	return config.Load(t.Context(), config.FileName, rules)
}

// A repository says what is different. Lists that leave something out are joined, and
// each value knows the file that it comes from.
func TestExtends(t *testing.T) {
	root := tree(t, map[string]string{
		".cryptolint.yaml": "extends: policy/team.yaml\nseverity: low\ndisable: [timing]\nrules:\n  ecb:\n    exclude: [old/**]\n    severity: high\n",
		"policy/team.yaml": "extends: ../company.yaml\nseverity: medium\nexclude: [gen/**]\npaths:\n- {match: [cmd], disable: [CL4]}\n",
		"company.yaml":     "severity: high\nfail-on: medium\ndisable: [CL205]\nrules:\n  ecb:\n    severity: low\n    exclude: [third_party/**]\n",
	})
	c, err := load(t, root)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{
		"severity":             {"low .cryptolint.yaml:2"},
		"fail-on":              {"medium company.yaml:2"},
		"disable":              {"CL205 company.yaml:3", "timing .cryptolint.yaml:3"},
		"exclude":              {"gen/** policy/team.yaml:3"},
		"extends":              {"policy/team.yaml .cryptolint.yaml:1"},
		"rules.CL201.severity": {"high .cryptolint.yaml:7"},
		"rules.CL201.exclude":  {"third_party/** company.yaml:7", "old/** .cryptolint.yaml:6"},
		"paths[0].match":       {"cmd policy/team.yaml:5"},
	}
	got := make(map[string][]string)
	for _, e := range c.Entries() {
		if _, asked := want[e.Key]; asked {
			for i, value := range e.Values {
				got[e.Key] = append(got[e.Key], fmt.Sprintf("%s %s", value, filepath.ToSlash(e.From[i].String())))
			}
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if c.Root != root {
		t.Errorf("globs start at %s, want %s", c.Root, root)
	}
}

func TestLockedKeys(t *testing.T) {
	for _, c := range []struct{ policy, tighter, weaker string }{
		{"severity: medium", "severity: low", "severity: high"},
		{"confidence: low", "confidence: low", "confidence: medium"},
		{"fail-on: high", "fail-on: medium", "fail-on: never"},
		{"profile: default", "profile: fips", ""},
		{"profile: fips", "profile: fips", "profile: default"},
		{"tests: true", "tests: true", "tests: false"},
		{"generated: false", "generated: true", ""},
		{"nosec: true", "nosec: false", ""},
		{"nolint: false", "nolint: false", "nolint: true"},
		{"disable: [CL4]", "disable: []", "disable: [ecb]"},
		{"exclude: []", "", "exclude: ['**']"},
		{"enable: [CL2]", "enable: [CL2, CL4]", "enable: [ecb]"},
		{"enable: []", "enable: []", "enable: [CL]"},
		{"include: [a/**]", "include: [a/**, b/**]", "include: [b/**]"},
		{"baseline: ''", "baseline: ''", "baseline: known.json"},
		{"rules: {ecb: {severity: high}}", "rules: {ecb: {severity: critical}}", "rules: {ecb: {severity: low}}"},
		{"rules: {ecb: {blocks: 4}}", "", "rules: {ecb: {blocks: 9}}"},
		{"rules: {}", "", "rules: {timing: {allow: [example.com/...]}}"},
		{"paths: []", "", "paths: [{match: [a], disable: [ecb]}]"},
		{"models: []", "", "models: [{symbol: example.com/a.B, args: {0: key}}]"},
	} {
		key, _, _ := strings.Cut(c.policy, ":")
		policy := c.policy
		if key == "baseline" {
			policy = "" // it is about one repository
		}
		files := map[string]string{"policy.yaml": policy + "\nlocked: " + key + "\n"}
		files[".cryptolint.yaml"] = "extends: policy.yaml\n" + c.tighter
		if _, err := load(t, tree(t, files)); err != nil {
			t.Errorf("%s, locked, and %s: %v", c.policy, c.tighter, err)
		}
		if c.weaker == "" {
			continue
		}
		files[".cryptolint.yaml"] = "extends: policy.yaml\n" + c.weaker
		want := ".cryptolint.yaml:2: " + key + " is locked by policy.yaml:2: it may be tightened, but not weakened"
		if _, err := load(t, tree(t, files)); err == nil || err.Error() != want {
			t.Errorf("%s, locked, and %s: %v, want %s", c.policy, c.weaker, err, want)
		}
	}
}

// What a team locks, no file below it weakens either.
func TestLockedThroughFiles(t *testing.T) {
	_, err := load(t, tree(t, map[string]string{
		".cryptolint.yaml": "extends: team.yaml\nfail-on: never\n",
		"team.yaml":        "extends: company.yaml\n",
		"company.yaml":     "fail-on: high\nlocked: [severity, fail-on]\n",
	}))
	if err == nil || !strings.Contains(err.Error(), "fail-on is locked by company.yaml:2") {
		t.Error(err)
	}
}

func TestExtendsMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"extends: https://example.com/policy.yaml": "is a web address",
		"extends: example.com/policy@latest":       "does not name an exact version",
		"extends: ''":                              "takes the name of a file",
		"extends: ../outside.yaml":                 "leads out of",
		"extends: /etc/passwd":                     "is an absolute path",
		"extends: missing.yaml":                    "cannot read the configuration",
		"extends: .cryptolint.yaml":                "extends this one",
		"extends: circle.yaml":                     "extends this one",
		"extends: names.yaml":                      "names.yaml:1: baseline is about one repository",
		"locked: [format]":                         "unknown locked key",
		"extends: [a.yaml, b.yaml]":                "extends takes one value",
	} {
		_, err := load(t, tree(t, map[string]string{
			".cryptolint.yaml": text, "circle.yaml": "extends: .cryptolint.yaml", "names.yaml": "baseline: known.json",
		}))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

// proxy is a module proxy in a directory, with one module of two files.
func proxy(t *testing.T, module, version string, files map[string]string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), filepath.FromSlash(module), "@v")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	archive, err := os.Create(filepath.Join(dir, version+".zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	w := zip.NewWriter(archive)
	files["go.mod"] = "module " + module + "\n"
	for name, text := range files {
		f, err := w.Create(module + "@" + version + "/" + name)
		if err == nil {
			_, err = f.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	info, err := json.Marshal(map[string]string{"Version": version})
	if err != nil {
		t.Fatal(err)
	}
	for suffix, data := range map[string][]byte{".info": info, ".mod": []byte(files["go.mod"])} {
		if err := os.WriteFile(filepath.Join(dir, version+suffix), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cache := t.TempDir()
	t.Cleanup(func() { // the go command makes what it unpacks read-only
		_ = filepath.WalkDir(cache, func(path string, d os.DirEntry, err error) error {
			if err == nil && d.IsDir() {
				return os.Chmod(path, 0o755)
			}
			return err
		})
	})
	t.Setenv("GOPROXY", "file://"+filepath.ToSlash(strings.TrimSuffix(dir, filepath.FromSlash(module)+string(filepath.Separator)+"@v")))
	t.Setenv("GONOSUMDB", "*")
	t.Setenv("GONOPROXY", "none")
	t.Setenv("GOMODCACHE", cache)
}

// A policy for many repositories is a module, which the go command fetches.
func TestExtendsModule(t *testing.T) {
	proxy(t, "example.com/policy", "v1.2.0", map[string]string{
		config.PolicyName: "fail-on: medium\nlocked: [fail-on]\n",
		"teams/pay.yaml":  "extends: ../cryptolint.yaml\nseverity: medium\n",
		"teams/out.yaml":  "extends: ../../../secret.yaml\n",
	})
	c, err := load(t, tree(t, map[string]string{".cryptolint.yaml": "extends: example.com/policy@v1.2.0\n"}))
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Source("fail-on").String(); c.FailOn != "medium" || got != "example.com/policy@v1.2.0/cryptolint.yaml:1" {
		t.Errorf("fail-on is %s by %s", c.FailOn, got)
	}
	c, err = load(t, tree(t, map[string]string{".cryptolint.yaml": "extends: example.com/policy@v1.2.0/teams/pay.yaml\n"}))
	if err != nil || c.Severity != "medium" || c.FailOn != "medium" {
		t.Errorf("%v, %+v", err, c)
	}
	for text, want := range map[string]string{
		"extends: example.com/policy@v1.2.0\nfail-on: high":    "fail-on is locked by example.com/policy@v1.2.0/cryptolint.yaml:2",
		"extends: example.com/policy@v1.3.0":                   "the go command cannot fetch it",
		"extends: example.com/policy@v1.2.0/../../secret.yaml": "leads out of",
		"extends: example.com/policy@v1.2.0/teams/out.yaml":    "leads out of",
		"extends: example.com/policy@v1.2.0/teams/absent.yaml": "cannot read the configuration",
	} {
		if _, err := load(t, tree(t, map[string]string{".cryptolint.yaml": text})); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

// A policy that is not the one of go.sum is refused.
func TestExtendsVerifiesModule(t *testing.T) {
	proxy(t, "example.com/policy", "v1.2.0", map[string]string{config.PolicyName: "severity: high\n"})
	_, err := load(t, tree(t, map[string]string{
		".cryptolint.yaml": "extends: example.com/policy@v1.2.0\n",
		"go.mod":           "module example.com/shop\n",
		"go.sum":           "example.com/policy v1.2.0 h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
	}))
	if err == nil || !strings.Contains(err.Error(), "checksum mismatch") {
		t.Errorf("got %v, want an error about the checksum", err)
	}
}

// The severity of a rule may be another one in some files.
func TestSeverityByPath(t *testing.T) {
	c := parse(t, "severity: medium\nrules:\n  ecb:\n    severity: high\npaths:\n- match: [tools/**]\n  severity: {CL2: medium, ecb: low}\n- match: [tools/keys]\n  severity: {CL: critical}\n")
	c.Root = t.TempDir()
	for _, f := range []struct{ id, name, file, want string }{
		{"CL201", "ecb", "pay/a.go", "high"},
		{"CL201", "ecb", "tools/a.go", "low"},
		{"CL205", "fixednonce", "tools/a.go", "medium"},
		{"CL401", "weakrandom", "tools/a.go", "low"},
		{"CL401", "weakrandom", "tools/keys/a.go", "critical"},
	} {
		candidate := config.Candidate{ID: f.id, Name: f.name, Severity: "low", Confidence: "high", File: filepath.Join(c.Root, f.file)}
		if got := c.SeverityOf(candidate); got != f.want {
			t.Errorf("%s in %s: %s, want %s", f.id, f.file, got, f.want)
		}
		if c.Reports(candidate) == (f.want == "low") {
			t.Errorf("%s in %s is reported: %v", f.id, f.file, c.Reports(candidate))
		}
	}
}

// Whoever interrupts the run does not wait for a policy that does not come.
func TestExtendsInterrupted(t *testing.T) {
	t.Chdir(tree(t, map[string]string{".cryptolint.yaml": "extends: example.com/policy@v1.2.0\n"}))
	ctx, interrupt := context.WithCancel(t.Context())
	interrupt()
	if _, err := config.Load(ctx, config.FileName, rules); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that the run was interrupted", err)
	}
}
