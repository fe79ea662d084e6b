package nogo_test

import (
	"fmt"
	"go/build"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/analyzers"
)

const rulesGo = "github.com/bazelbuild/rules_go"

// workspace is what Bazel would have built before it checks the first package:
// the builder, the nogo binary, the compiled standard library.
type workspace struct {
	dir     string // a copy of the sources
	out     string // where actions write
	builder string
	nogo    string
	goroot  string            // holds pkg/<suffix>/*.a, as Bazel's stdlib action makes it
	exports map[string]string // import path -> export data
	std     string            // the file that lists the standard library
}

const installSuffix = "exec"

// newWorkspace builds a nogo binary of the rules with these names, or of all,
// as the nogo rule does.
func newWorkspace(t *testing.T, names []string, config string) *workspace {
	t.Helper()
	w := &workspace{dir: filepath.Join(t.TempDir(), "execroot"), out: t.TempDir(), goroot: t.TempDir()}
	if err := os.CopyFS(w.dir, os.DirFS("testdata/shop")); err != nil {
		t.Fatal(err)
	}
	tools := toolSources(t)
	w.builder = buildProgram(t, builderModule(t, tools), "-ldflags=-X main.rulesGoStdlibPrefix=@rules_go//stdlib:") // as its BUILD.bazel does
	w.nogo = buildProgram(t, w.nogoModule(t, tools, names, config))
	w.compile(t)
	return w
}

// toolSources returns the directory of rules_go's builder in the module cache.
func toolSources(t *testing.T) string {
	t.Helper()
	command(t, ".", "go", "mod", "download", rulesGo)
	dir := command(t, ".", "go", "list", "-m", "-f", "{{.Dir}}", rulesGo)
	return filepath.Join(strings.TrimSpace(dir), "go", "tools", "builders")
}

// copySources copies the Go files that a target of BUILD.bazel lists, and
// others.
func copySources(t *testing.T, tools, target, dir string, others ...string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(tools, "BUILD.bazel"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), `name = "`+target+`"`)
	list, _, _ := strings.Cut(rest, "]")
	names := regexp.MustCompile(`[a-z0-9_]+\.go`).FindAllString(list, -1)
	if !found || len(names) == 0 {
		t.Fatalf("BUILD.bazel of rules_go has no target %s with Go files", target)
	}
	for _, name := range append(names, others...) {
		source, err := os.ReadFile(filepath.Join(tools, name))
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(dir, name), string(source))
	}
}

func builderModule(t *testing.T, tools string) string {
	t.Helper()
	dir := t.TempDir()
	path := "path.go"
	if runtime.GOOS == "windows" {
		path = "path_windows.go"
	}
	copySources(t, tools, "builder_srcs", dir, path)
	writeFile(t, filepath.Join(dir, "go.mod"), "module builder\n\ngo 1.26.0\n")
	return dir
}

// nogoModule puts the sources of nogo beside the file that the builder
// generates. They use an internal package of x/tools, which Bazel does not
// mind; for the go command the module is named as if it were a part of x/tools.
// Its requirements are those of this module.
func (w *workspace) nogoModule(t *testing.T, tools string, names []string, config string) string {
	t.Helper()
	dir := t.TempDir()
	copySources(t, tools, "nogo_srcs", dir)

	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(mod), "\n")
	writeFile(t, filepath.Join(dir, "go.mod"), "module golang.org/x/tools/nogo\n"+strings.Replace(rest, "=> ../..", "=> "+root, 1))
	sum, err := os.ReadFile("go.sum")
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "go.sum"), string(sum))

	args := []string{"gennogomain", "-output", filepath.Join(dir, "generated.go")}
	for _, r := range rules() {
		if names == nil || slices.Contains(names, r.Meta.Name) {
			args = append(args, "-analyzer_importpath", "github.com/cryptolint/cryptolint/analyzers/"+r.Meta.Name)
		}
	}
	if config != "" {
		file := filepath.Join(t.TempDir(), "nogo.json")
		writeFile(t, file, config)
		args = append(args, "-config", file)
	}
	command(t, dir, w.builder, args...)
	return dir
}

// rules returns the rules that a nogo target can name: all but the one about
// ignore comments, which has to know all others.
func rules() []analyzers.Rule {
	return slices.DeleteFunc(analyzers.Rules(), func(r analyzers.Rule) bool { return r.Meta.Name == "ignores" })
}

func buildProgram(t *testing.T, dir string, flags ...string) string {
	t.Helper()
	program := filepath.Join(dir, "program.exe") // the suffix is for Windows and hurts nowhere
	command(t, dir, "go", append(append([]string{"build", "-buildvcs=false"}, flags...), "-o", program, ".")...)
	return program
}

// compile makes the archives that Bazel's compile actions would make, and lays
// those of the standard library out the way its stdlib action does.
func (w *workspace) compile(t *testing.T) {
	t.Helper()
	w.exports = make(map[string]string)
	var std []string
	list := command(t, w.dir, "go", "list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}\t{{.Standard}}", "./...")
	for line := range strings.Lines(list) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		path, export := fields[0], fields[1]
		if fields[2] == "false" {
			w.exports[path] = export
			continue
		}
		std = append(std, path)
		if export == "" {
			continue // unsafe
		}
		archive := filepath.Join(w.goroot, "pkg", installSuffix, filepath.FromSlash(path)+".a")
		if err := os.MkdirAll(filepath.Dir(archive), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(export, archive); err != nil {
			t.Fatal(err)
		}
	}
	w.std = filepath.Join(w.goroot, "packages.txt")
	writeFile(t, w.std, strings.Join(std, "\n"))
}

// action is what checking a package left behind.
type action struct {
	path  string
	facts []byte
	file  string // that holds the facts; empty: they are withheld
	log   string // the findings
	patch string // the fixes
}

// check runs the action that checks a package. It gets the sources of the
// package, the archives and facts of the packages that it imports, and flags,
// as strings.
func (w *workspace) check(t *testing.T, path string, inputs ...any) action {
	t.Helper()
	out, err := os.MkdirTemp(w.out, "action-")
	if err != nil {
		t.Fatal(err)
	}
	a := action{path: path, file: filepath.Join(out, "facts")}
	args := []string{
		"nogo", "-sdk", runtime.GOROOT(), "-goroot", w.goroot, "-installsuffix", installSuffix,
		"-package_list", w.std, "-importpath", path, "-p", path,
		"-go_version", strings.TrimPrefix(build.Default.ReleaseTags[len(build.Default.ReleaseTags)-1], "go"),
		"-nogo", w.nogo, "-out_facts", a.file, "-out", out,
	}
	sources, err := filepath.Glob(filepath.Join(w.dir, filepath.Base(path), "*.go"))
	if err != nil || len(sources) == 0 {
		t.Fatalf("sources of %s: %v, %v", path, sources, err)
	}
	for _, source := range sources {
		relative, err := filepath.Rel(w.dir, source)
		if err != nil {
			t.Fatal(err)
		}
		args = append(args, "-src", filepath.ToSlash(relative))
	}
	for _, input := range inputs {
		switch input := input.(type) {
		case action:
			args = append(args, "-arc", fmt.Sprintf("%s=%s=%s", input.path, input.path, w.exports[input.path]))
			if input.file != "" {
				args = append(args, "-facts", fmt.Sprintf("%s=%s=%s", input.path, input.path, input.file))
			}
		case string:
			args = append(args, input)
		}
	}
	command(t, w.dir, w.builder, args...)
	a.facts = []byte(readIfThere(t, a.file))
	a.log = readIfThere(t, filepath.Join(out, "nogo.log"))
	a.patch = readIfThere(t, filepath.Join(out, "nogo.patch"))
	return a
}

// finds compares the lines of the log with what they have to hold, in order.
func (a action) finds(t *testing.T, want ...string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(a.log), "\n")
	if a.log != "" {
		lines = lines[1:] // the heading
	} else {
		lines = nil
	}
	if len(lines) != len(want) {
		t.Errorf("%s: the log has %d findings, want %d:\n%s", a.path, len(lines), len(want), a.log)
		return
	}
	for i, line := range lines {
		if !strings.Contains(line, want[i]) {
			t.Errorf("%s: finding %d is\n%s\nwant\n%s", a.path, i+1, line, want[i])
		}
	}
}

// command runs a program and returns what it printed. GOARCH and GOOS are set,
// as the Go rules set them.
func command(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GOWORK=off", "GOOS="+runtime.GOOS, "GOARCH="+runtime.GOARCH)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	output, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", filepath.Base(name), strings.Join(args, " "), err, output, stderr.String())
	}
	return string(output)
}

func readIfThere(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(text)
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
