// Package releases_test runs cryptolint, built with each supported Go release,
// with the go command of each, on modules for each. The releases come through
// the module proxy, as GOTOOLCHAIN asks for them.
package releases_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The supported releases, oldest first, and the module in testdata that needs
// each at least.
var releases = []struct{ toolchain, module string }{
	{"go1.26.8", "current"},
	{"go1.27.4", "newer"},
}

// cryptolint builds the command with a release.
func cryptolint(t *testing.T, toolchain string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "cryptolint.exe") // the suffix is for Windows and hurts nowhere
	build := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-o", program, "./cmd/cryptolint")
	build.Dir = filepath.Join("..", "..")
	build.Env = append(build.Environ(), "GOTOOLCHAIN="+toolchain)
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build cryptolint with %s: %v\n%s", toolchain, err, output)
	}
	return program
}

// checkOut makes a copy of a module in testdata. There its files end in .txt: the
// gofmt of an older release could not read them.
func checkOut(t *testing.T, module string) string {
	t.Helper()
	dir := t.TempDir()
	source := os.DirFS(filepath.Join("testdata", module))
	err := fs.WalkDir(source, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(source, name)
		if err != nil {
			return err
		}
		file := filepath.Join(dir, strings.TrimSuffix(name, ".txt"))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return err
		}
		return os.WriteFile(file, text, 0o666)
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestReleases(t *testing.T) {
	for i, built := range releases {
		program := cryptolint(t, built.toolchain)
		for j, used := range releases {
			for _, module := range releases[:j+1] {
				t.Run(fmt.Sprintf("built with %s, go command %s, module %s", built.toolchain, used.toolchain, module.module), func(t *testing.T) {
					dir := checkOut(t, module.module)
					if j > i {
						checkRefusal(t, program, dir, used.toolchain, built.toolchain, used.toolchain)
						return
					}
					stdout, stderr, code := run(t, used.toolchain, program, "-C", dir, "./...")
					want := wanted(t, dir)
					if got := places(stdout); code != 1 || !slices.Equal(got, want) {
						t.Errorf("exit code %d, findings %q, want 1 and %q\n%s%s", code, got, want, stdout, stderr)
					}
				})
			}
		}
	}
}

// By default the go command goes by the go.mod: it fetches the release that the
// module asks for, whichever is installed.
func TestReleaseOfGoMod(t *testing.T) {
	old, newer := releases[0], releases[len(releases)-1]
	checkRefusal(t, cryptolint(t, old.toolchain), checkOut(t, newer.module), old.toolchain+"+auto", old.toolchain, "go1.27.0")
}

// checkRefusal expects one line that says what to do, from the command and from
// go vet.
func checkRefusal(t *testing.T, program, dir, toolchain, built, used string) {
	t.Helper()
	want := fmt.Sprintf("cryptolint: cryptolint was built with %s and cannot analyse packages with %s, the go command in use here: install it again with 'GOTOOLCHAIN=%[2]s go install github.com/cryptolint/cryptolint/cmd/cryptolint@latest'\n", built, used)
	stdout, stderr, code := run(t, toolchain, program, "-C", dir, "./...")
	if code != 2 || stdout != "" || downloads.ReplaceAllString(stderr, "") != want {
		t.Errorf("exit code %d, want 2, and on the standard error %q\n%s%s", code, want, stdout, stderr)
	}
	stdout, stderr, code = run(t, toolchain, "go", "-C", dir, "vet", "-vettool="+program, "./...")
	if code == 0 || !strings.Contains(stderr, want) || strings.Count(stderr, "\n") > 3 {
		t.Errorf("go vet: exit code %d, want another than 0, and on the standard error %q and little else\n%s%s", code, want, stdout, stderr)
	}
}

var downloads = regexp.MustCompile(`(?m)^go: downloading .*\n`)

// run runs a program with a release of the go command.
func run(t *testing.T, toolchain, program string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Env = append(cmd.Environ(), "GOTOOLCHAIN="+toolchain, "GOWORK=off", "NO_COLOR=1")
	var out, err bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &err
	_ = cmd.Run() // the exit code says it
	return out.String(), err.String(), cmd.ProcessState.ExitCode()
}

var finding = regexp.MustCompile(`(?m)^(\S+\.go:\d+):\d+: (CL\d+) `)

// places are the findings of a report: "vault/vault.go:14 CL201".
func places(report string) []string {
	var all []string
	for _, m := range finding.FindAllStringSubmatch(report, -1) {
		all = append(all, filepath.ToSlash(m[1])+" "+m[2])
	}
	slices.Sort(all)
	return all
}

var want = regexp.MustCompile(`// want "(CL\d+)"`)

// wanted are the findings that the comments of the module ask for.
func wanted(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no Go files in %s: %v", dir, err)
	}
	var all []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name, err := filepath.Rel(dir, file)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			if m := want.FindStringSubmatch(line); m != nil {
				all = append(all, fmt.Sprintf("%s:%d %s", filepath.ToSlash(name), i+1, m[1]))
			}
		}
	}
	slices.Sort(all)
	return all
}
