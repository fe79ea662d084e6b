package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// program is a command that compiles in a moment. Its module has the name of the real
// one, and stands in for it: the release of the real one takes minutes.
const program = `package main

func main() { println("cryptolint v1.2.3") }
`

// commit makes a git repository of files with one commit and a tag.
func commit(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range []string{"init -q", "add .", "commit -q -m first", "tag v1.2.3"} {
		git(t, dir, strings.Fields(args)...)
	}
	return dir
}

func git(t *testing.T, dir string, args ...string) {
	t.Helper()
	args = append([]string{"-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"}, args...)
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

func sample(t *testing.T) string {
	t.Helper()
	return commit(t, map[string]string{
		"go.mod": "module " + strings.TrimPrefix(repository, "https://") + "\n\ngo 1.26.0\n", "cmd/cryptolint/main.go": program,
		"LICENSE": "the licence\n", "README.md": "read me\n", "SECURITY.md": "security\n",
	})
}

// clone copies a repository to a place of its own, at another depth each time.
func clone(t *testing.T, repository, below string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), filepath.FromSlash(below))
	git(t, ".", "clone", "-q", repository, dir)
	return dir
}

// releaseOf makes a release of a clone and returns its files.
func releaseOf(t *testing.T, clone string, platforms ...string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "release")
	if err := release(t.Context(), clone, to, platforms); err != nil {
		t.Fatal(err)
	}
	return to
}

func read(t *testing.T, name ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(name...))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

const host = runtime.GOOS + "/" + runtime.GOARCH

// Two clones of one commit, released by people with other settings, give equal bytes.
// What is released can be installed.
func TestRelease(t *testing.T) {
	repository := sample(t)
	a := releaseOf(t, clone(t, repository, "a"), host, "windows/amd64")
	t.Run("checksums", func(t *testing.T) { checkSums(t, a) })
	t.Run("archive", func(t *testing.T) { installArchive(t, a) })
	t.Run("zip", func(t *testing.T) { lookIntoZip(t, a) })
	t.Run("debian", func(t *testing.T) { installDebian(t, a) })
	t.Run("digests", func(t *testing.T) { compareDigests(t, a) })

	t.Setenv("TZ", "Asia/Tokyo")
	t.Setenv("GOFLAGS", "-tags=debug -ldflags=-X=main.who=me")
	t.Setenv("GOAMD64", "v3")
	t.Setenv("CGO_ENABLED", "1")
	b := releaseOf(t, clone(t, repository, "some/other/place"), host, "windows/amd64")
	compare(t, a, b)
}

func compare(t *testing.T, a, b string) {
	t.Helper()
	all := names(t, a)
	if other := names(t, b); !slices.Equal(all, other) {
		t.Fatalf("the files of one are %q, of the other %q", all, other)
	}
	for _, name := range all {
		x, y := read(t, a, name), read(t, b, name)
		if !bytes.Equal(x, y) {
			t.Errorf("%s differs", name)
		}
		t.Logf("%x  %x  %s", sha256.Sum256(x), sha256.Sum256(y), name)
	}
}

func installArchive(t *testing.T, to string) {
	t.Helper()
	installed := unpack(t, read(t, to, "cryptolint_1.2.3_"+strings.ReplaceAll(host, "/", "_")+".tar.gz"))
	out, err := exec.Command(filepath.Join(installed, "cryptolint")).CombinedOutput()
	if err != nil || string(out) != "cryptolint v1.2.3\n" {
		t.Errorf("it says %q, %v", out, err)
	}
	if got := string(read(t, installed, "LICENSE")); got != "the licence\n" {
		t.Errorf("the licence is %q", got)
	}
}

func lookIntoZip(t *testing.T, to string) {
	t.Helper()
	r, err := zip.OpenReader(filepath.Join(to, "cryptolint_1.2.3_windows_amd64.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if name := r.File[0].Name; name != "cryptolint.exe" || r.File[0].Mode() != 0o755 {
		t.Errorf("the first file of the archive is %s, mode %v", name, r.File[0].Mode())
	}
}

// checkSums verifies SHA256SUMS, as sha256sum --check does, and that nothing is left
// out of it.
func checkSums(t *testing.T, to string) {
	t.Helper()
	var want strings.Builder
	for _, name := range names(t, to) {
		if name != "SHA256SUMS" {
			fmt.Fprintf(&want, "%x  %s\n", sha256.Sum256(read(t, to, name)), name)
		}
	}
	if got := string(read(t, to, "SHA256SUMS")); got != want.String() {
		t.Errorf("SHA256SUMS is\n%swant\n%s", got, want.String())
	}
}

// unpack unpacks a compressed tar file, and returns the directory.
func unpack(t *testing.T, archive []byte) string {
	t.Helper()
	compressed, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	r := tar.NewReader(compressed)
	for {
		h, err := r.Next()
		if err == io.EOF {
			return dir
		}
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if h.Uid != 0 || h.Gid != 0 {
			t.Errorf("%s belongs to %d:%d", h.Name, h.Uid, h.Gid)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(h.Name)), data, os.FileMode(h.Mode)); err != nil {
			t.Fatal(err)
		}
	}
}

// installDebian has dpkg-deb look at the package and unpack it.
func installDebian(t *testing.T, to string) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("the programs of other systems do not run here")
	}
	dpkg, err := exec.LookPath("dpkg-deb")
	if err != nil {
		t.Skip("there is no dpkg-deb")
	}
	deb := filepath.Join(to, "cryptolint_1.2.3_linux_"+runtime.GOARCH+".deb")
	run := func(args ...string) string {
		out, err := exec.Command(dpkg, args...).CombinedOutput()
		if err != nil {
			t.Fatalf("dpkg-deb %q: %v\n%s", args, err, out)
		}
		return string(out)
	}
	if got, want := run("--field", deb, "Package", "Version", "Architecture"), "Package: cryptolint\nVersion: 1.2.3\nArchitecture: "+runtime.GOARCH+"\n"; got != want {
		t.Errorf("it says\n%swant\n%s", got, want)
	}
	contents := run("--contents", deb)
	for _, line := range []string{"-rwxr-xr-x root/root", "./usr/bin/cryptolint", "./usr/share/doc/cryptolint/copyright"} {
		if !strings.Contains(contents, line) {
			t.Errorf("the contents are\n%sand lack %s", contents, line)
		}
	}
	root := t.TempDir()
	run("--extract", deb, root)
	out, err := exec.Command(filepath.Join(root, "usr/bin/cryptolint")).CombinedOutput()
	if err != nil || string(out) != "cryptolint v1.2.3\n" {
		t.Errorf("it says %q, %v", out, err)
	}
}

func TestDebianVersion(t *testing.T) {
	for version, want := range map[string]string{
		"0.1.0": "0.1.0", "0.1.0-rc.1": "0.1.0~rc.1", "0.0.0-20261126054321-0123456789ab": "0.0.0~20261126054321.0123456789ab",
	} {
		if got := debianVersion(version); got != want {
			t.Errorf("%s is %s, want %s", version, got, want)
		}
	}
}

// compareDigests compares what the statement of provenance and the formula say of the
// archives with what they are.
func compareDigests(t *testing.T, to string) {
	t.Helper()
	var statement struct {
		Subject []struct {
			Name   string
			Digest struct{ SHA256 string }
		}
		Predicate struct {
			BuildDefinition struct {
				ResolvedDependencies []struct{ Digest struct{ GitCommit string } }
			}
		}
	}
	if err := json.Unmarshal(read(t, to, "cryptolint_1.2.3.provenance.json"), &statement); err != nil {
		t.Fatal(err)
	}
	brew := string(read(t, to, "cryptolint.rb"))
	for _, s := range statement.Subject {
		digest := fmt.Sprintf("%x", sha256.Sum256(read(t, to, s.Name)))
		if s.Digest.SHA256 != digest {
			t.Errorf("the statement says %s of %s, which has %s", s.Digest.SHA256, s.Name, digest)
		}
		if strings.HasSuffix(s.Name, ".tar.gz") && !strings.Contains(brew, "/releases/download/v1.2.3/"+s.Name+"\"\n      sha256 \""+digest+"\"\n") {
			t.Errorf("the formula lacks %s with %s:\n%s", s.Name, digest, brew)
		}
	}
	if len(statement.Subject) == 0 || len(statement.Predicate.BuildDefinition.ResolvedDependencies[0].Digest.GitCommit) != 40 {
		t.Errorf("the statement lacks the archives or the commit: %+v", statement)
	}
}

// What nobody could build again is not released, and a release that fails leaves
// nothing that somebody could take for one.
func TestRefused(t *testing.T) {
	changed, broken := sample(t), commit(t, map[string]string{
		"go.mod": "module example.com/m\n\ngo 1.26.0\n", "cmd/cryptolint/main.go": "package main\n",
		"LICENSE": "", "README.md": "", "SECURITY.md": "",
	})
	if err := os.WriteFile(filepath.Join(changed, "README.md"), []byte("other words\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ clone, platform, want string }{
		"changed":  {changed, host, "README.md"},
		"broken":   {broken, host, "go build"},
		"platform": {broken, "plan9/mips", `there is no release for "plan9/mips"`},
	} {
		to := filepath.Join(t.TempDir(), "release")
		err := release(t.Context(), c.clone, to, []string{c.platform})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want an error with %q", name, err, c.want)
		}
		if _, err := os.Stat(to); err == nil {
			t.Errorf("%s: there is a directory of the release", name)
		}
	}
}

// The release itself, for the platforms that CRYPTOLINT_RELEASE names, or for all: made
// of two clones, and installed. It takes minutes for each platform.
func TestRealRelease(t *testing.T) {
	platforms := os.Getenv("CRYPTOLINT_RELEASE")
	if platforms == "" {
		t.Skip("it takes minutes: set CRYPTOLINT_RELEASE to a platform, such as " + host + ", or to all")
	}
	if platforms == "all" {
		platforms = everywhere
	}
	root, err := output(context.Background(), ".", nil, "git", "rev-parse", "--show-toplevel")
	if err != nil {
		t.Fatal(err)
	}
	a := releaseOf(t, clone(t, root, "a"), strings.Split(platforms, ",")...)
	b := releaseOf(t, clone(t, root, "some/other/place"), strings.Split(platforms, ",")...)
	compare(t, a, b)
	checkSums(t, a)
	archives, err := filepath.Glob(filepath.Join(a, "cryptolint_*_"+strings.ReplaceAll(host, "/", "_")+".tar.gz"))
	if err != nil || len(archives) != 1 {
		t.Skipf("nothing of it runs here: %v, %v", archives, err)
	}
	command := filepath.Join(unpack(t, read(t, archives[0])), "cryptolint")
	out, err := exec.Command(command, "version").CombinedOutput()
	t.Logf("%s", out)
	if err != nil || !strings.HasPrefix(string(out), "cryptolint ") {
		t.Errorf("version says %q, %v", out, err)
	}
	out, err = exec.Command(command, "-C", filepath.Join(root, "testdata/src/demo"), "./...").Output()
	if exit, ok := err.(*exec.ExitError); !ok || exit.ExitCode() != 1 || !bytes.Contains(out, []byte(" CL401 ")) {
		t.Errorf("it does not find CL401 in the demo: %v\n%s", err, out)
	}
}
