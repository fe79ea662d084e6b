package ci_test

import (
	"debug/elf"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

const modulePath = "github.com/cryptolint/cryptolint"

// proxied makes a module proxy that has the project as it lies here, as version
// v0.0.1, and returns the variables that make the go command use it. All other
// modules come from the module cache of this machine.
func proxied(t *testing.T) map[string]string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "proxy")
	versions := filepath.Join(dir, filepath.FromSlash(modulePath), "@v")
	version := module.Version{Path: modulePath, Version: "v0.0.1"}
	writeFile(t, filepath.Join(versions, "list"), "v0.0.1\n")
	writeFile(t, filepath.Join(versions, "v0.0.1.info"), `{"Version": "v0.0.1"}`)
	writeFile(t, filepath.Join(versions, "v0.0.1.mod"), readFile(t, filepath.Join(root, "go.mod")))
	archive, err := os.Create(filepath.Join(versions, "v0.0.1.zip"))
	if err != nil {
		t.Fatal(err)
	}
	if err := zip.CreateFromDir(archive, version, root); err != nil {
		t.Fatalf("pack the module: %v", err)
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	mod := t.TempDir()
	t.Cleanup(func() { // the go command makes the files read-only
		clean := exec.Command("go", "clean", "-modcache")
		clean.Env = append(clean.Environ(), "GOMODCACHE="+mod)
		if output, err := clean.CombinedOutput(); err != nil {
			t.Errorf("go clean -modcache: %v\n%s", err, output)
		}
	})
	cache := strings.TrimSpace(command(t, ".", nil, "go", "env", "GOMODCACHE").stdout)
	return map[string]string{
		"GOPROXY":            fmt.Sprintf("file://%s,file://%s/cache/download", filepath.ToSlash(dir), filepath.ToSlash(cache)),
		"GONOSUMDB":          "*",
		"GOMODCACHE":         mod,
		"CRYPTOLINT_VERSION": "v0.0.1",
	}
}

// The action builds the revision that it is of, or installs a version.
func TestActionInstall(t *testing.T) {
	r := newRunner(t, map[string]string{"go.mod": goMod, "vault/seal.go": zeroNonce})
	delete(r.vars, "CRYPTOLINT")
	// Settings of the repository that would keep cryptolint from being built.
	r.vars["GOFLAGS"], r.vars["GOWORK"] = "-mod=vendor", filepath.Join(r.workspace, "go.work")
	for name, value := range proxied(t) {
		r.vars[name] = value
	}
	r.vars["ACTION_REF"] = "v1.2.3" // the tag that a workflow uses
	for version, want := range map[string]string{"source": "cryptolint v1.2.3", "v0.0.1": "cryptolint v0.0.1"} {
		r.input("version", version)
		got := r.run("install")
		if got.code != 0 || !strings.HasPrefix(got.stdout, want+" (go") {
			t.Errorf("install %s: exit code %d, want 0 and %q\n%s%s", version, got.code, want, got.stdout, got.stderr)
			continue
		}
		if build := r.output("build"); !regexp.MustCompile(`^[0-9a-f]{64}$`).MatchString(build) {
			t.Errorf("install %s: the build, which is part of the key of the cache, is %q", version, build)
		}
		if info, err := os.Stat(r.output("program")); err != nil || info.Mode()&0o111 == 0 {
			t.Errorf("install %s: the program %q cannot run: %v", version, r.output("program"), err)
		}
	}
	r.input("version", "v9.9.9")
	if got := r.run("install"); got.code != 2 || !strings.Contains(got.stdout, "::error title=cryptolint::cannot install cryptolint v9.9.9: is there such a version?") {
		t.Errorf("install a version that does not exist: exit code %d\n%s%s", got.code, got.stdout, got.stderr)
	}
}

// The program in the image needs no C library, for which the image has another
// one than most. It is built here by the line of the Dockerfile.
func TestImageProgramIsStatic(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("images are built on Linux")
	}
	text := strings.ReplaceAll(readFile(t, filepath.Join(root, "Dockerfile")), "\\\n", "") // lines that go on
	line := regexp.MustCompile(`(?m)^RUN (CGO_ENABLED=0 go build .*)$`).FindStringSubmatch(text)
	if line == nil || !strings.Contains(line[1], " /cryptolint ") {
		t.Fatal("the Dockerfile has no line that builds /cryptolint")
	}
	program := filepath.Join(t.TempDir(), "cryptolint")
	build := strings.Replace(line[1], " /cryptolint ", " "+program+" ", 1)
	if got := command(t, root, []string{"GOCACHE=" + goCache(t)}, "sh", "-c", build); got.code != 0 {
		t.Fatalf("%s: exit code %d\n%s", build, got.code, got.stderr)
	}
	f, err := elf.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	libraries, err := f.ImportedLibraries()
	if err != nil || len(libraries) > 0 {
		t.Errorf("the program needs the libraries %q (%v), want none", libraries, err)
	}
	for _, segment := range f.Progs {
		if segment.Type == elf.PT_INTERP {
			t.Error("the program needs an interpreter")
		}
	}
}

// The image has a Go that can build and run cryptolint.
func TestImageHasGo(t *testing.T) {
	goVersion := regexp.MustCompile(`(?m)^go ([0-9]+\.[0-9]+)`).FindStringSubmatch(readFile(t, filepath.Join(root, "go.mod")))
	images := regexp.MustCompile(`(?m)^FROM (\S+)`).FindAllStringSubmatch(readFile(t, filepath.Join(root, "Dockerfile")), -1)
	if goVersion == nil || len(images) != 2 {
		t.Fatalf("go.mod has the version %q, the Dockerfile the images %q", goVersion, images)
	}
	for _, image := range images {
		if want := "golang:" + goVersion[1] + "-alpine"; image[1] != want {
			t.Errorf("the Dockerfile is built from %s, want %s", image[1], want)
		}
	}
}
