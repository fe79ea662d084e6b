package main_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// programs is where the programs under test are built. Building takes minutes,
// so all tests use the same.
var programs string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "golangci-")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(dir)
		programs = dir
		return m.Run()
	}())
}

// golangci builds golangci-lint with the plugin, as a custom golangci-lint is.
var golangci = sync.OnceValues(func() (string, error) { return build("golangci-lint", ".") })

// failing builds one in which a rule panics, and the pass that has facts fails.
var failing = sync.OnceValues(func() (string, error) { return build("failing", "./failing") })

func build(name, pkg string) (string, error) {
	program := filepath.Join(programs, name)
	output, err := exec.Command("go", "build", "-ldflags=-s -w", "-o", program, pkg).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build %s: %w\n%s", pkg, err, output)
	}
	return program, nil
}

// project is a copy of testdata/shop with a configuration of golangci-lint, and
// a cache of its own.
type project struct {
	program string
	dir     string
	cache   string
}

func newProject(t *testing.T, config string) project {
	t.Helper()
	program, err := golangci()
	if err != nil {
		t.Fatal(err)
	}
	p := project{program: program, dir: t.TempDir(), cache: filepath.Join(t.TempDir(), "cache")}
	if err := os.CopyFS(p.dir, os.DirFS("testdata/shop")); err != nil {
		t.Fatal(err)
	}
	p.write(t, ".golangci.yml", config)
	return p
}

// with is a configuration of golangci-lint that runs these linters, cryptolint
// with these settings.
func with(linters, settings string) string {
	return fmt.Sprintf(`
version: "2"
linters:
  default: none
  enable: [%s]
  settings:
    custom:
      cryptolint: {type: module, settings: %s}
issues: {max-issues-per-linter: 0, max-same-issues: 0}
`, linters, settings)
}

func (p project) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(p.dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (p project) read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(p.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// replace edits a file, which must hold the old text.
func (p project) replace(t *testing.T, name, old, text string) {
	t.Helper()
	before := p.read(t, name)
	if !strings.Contains(before, old) {
		t.Fatalf("%s does not hold %q:\n%s", name, old, before)
	}
	p.write(t, name, strings.ReplaceAll(before, old, text))
}

// outcome is what golangci-lint printed, and its exit code.
type outcome struct {
	stdout, stderr string
	code           int
}

// run runs golangci-lint on the packages below a directory of the project.
func (p project) run(t *testing.T, dir string, flags ...string) outcome {
	t.Helper()
	args := append([]string{"run", "--allow-parallel-runners", "--show-stats=false", "--output.text.print-issued-lines=false"}, flags...)
	return p.command(t, dir, p.program, append(args, "./...")...)
}

func (p project) command(t *testing.T, dir, name string, args ...string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = filepath.Join(p.dir, dir)
	cmd.Env = append(os.Environ(), "GOLANGCI_LINT_CACHE="+p.cache, "GOWORK=off")
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%s: %v", name, err)
	}
	return outcome{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

// finds checks that these issues are all there are. An issue is given by the
// beginning and, after " … ", the end of its line.
func (o outcome) finds(t *testing.T, want ...string) {
	t.Helper()
	code := 0
	if len(want) > 0 {
		code = 1
	}
	if o.code != code {
		t.Errorf("exit code %d, want %d", o.code, code)
	}
	var got []string
	for line := range strings.Lines(o.stdout) {
		got = append(got, strings.TrimSuffix(line, "\n"))
	}
	ok := len(got) == len(want)
	for i := 0; ok && i < len(got); i++ {
		begin, end, _ := strings.Cut(want[i], " … ")
		ok = strings.HasPrefix(got[i], begin) && strings.HasSuffix(got[i], end)
	}
	if !ok || o.stderr != "" {
		t.Errorf("got\n%s\nwant\n%s\n\nstandard error: %s", strings.Join(got, "\n"), strings.Join(want, "\n"), o.stderr)
	}
}

// refuses checks that nothing was found because the work could not be done, and
// that golangci-lint says why.
func (o outcome) refuses(t *testing.T, code int, sentences ...string) {
	t.Helper()
	if o.code != code || o.stdout != "" {
		t.Errorf("exit code %d and issues %q, want code %d and none", o.code, o.stdout, code)
	}
	for _, s := range sentences {
		if !strings.Contains(o.stderr, s) {
			t.Errorf("standard error does not say %q:\n%s", s, o.stderr)
		}
	}
}
