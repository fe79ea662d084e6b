package changes

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// repository is a git repository with one commit, in a directory of its own.
type repository struct {
	t   *testing.T
	dir string
}

func newRepository(t *testing.T, files map[string]string) repository {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git here")
	}
	for name, value := range map[string]string{
		"GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_NOSYSTEM": "1",
		"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com",
	} {
		t.Setenv(name, value)
	}
	r := repository{t, t.TempDir()}
	r.git("init", "-q")
	for name, text := range files {
		r.write(name, text)
	}
	r.git("add", "-A")
	r.git("commit", "-q", "--allow-empty", "-m", "first")
	return r
}

func (r repository) git(args ...string) {
	r.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = r.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		r.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

func (r repository) write(name, text string) {
	r.t.Helper()
	file := filepath.Join(r.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// newLines returns the lines of a file, of the first 20, that are new since HEAD.
func (r repository) newLines(name string) []int {
	r.t.Helper()
	opened, err := Open(r.t.Context(), r.dir)
	if err != nil {
		r.t.Fatal(err)
	}
	head, err := opened.Commit(r.t.Context(), "HEAD")
	if err != nil {
		r.t.Fatal(err)
	}
	c, err := opened.Since(r.t.Context(), head, []string{".go"})
	if err != nil {
		r.t.Fatal(err)
	}
	var lines []int
	for n := 1; n <= 20; n++ {
		if c.New(filepath.Join(r.dir, name), n, n) {
			lines = append(lines, n)
		}
	}
	return lines
}

func (r repository) check(name string, want ...int) {
	r.t.Helper()
	if got := r.newLines(name); !slices.Equal(got, want) {
		r.t.Errorf("new lines of %q: %v, want %v", name, got, want)
	}
}

var everyLine = []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}

func TestEditedLines(t *testing.T) {
	r := newRepository(t, map[string]string{"a.go": "one\ntwo\nthree\nfour\n", "b.go": "one\n"})
	r.write("a.go", "one\n2\nthree\nfour\nfive\nsix\n")
	r.check("a.go", 2, 5, 6)
	r.check("b.go")
	r.git("commit", "-qam", "second")
	r.check("a.go")
}

// What is staged and what is not count alike.
func TestStagedLines(t *testing.T) {
	r := newRepository(t, map[string]string{"a.go": "one\ntwo\n"})
	r.write("a.go", "one\ntwo\nthree\n")
	r.git("add", "a.go")
	r.write("a.go", "one\ntwo\nthree\nfour\n")
	r.check("a.go", 3, 4)
}

// Where lines were only taken out nothing is new.
func TestRemovedLines(t *testing.T) {
	r := newRepository(t, map[string]string{"a.go": "one\ntwo\nthree\n", "b.go": "one\n"})
	r.write("a.go", "one\nthree\n")
	r.check("a.go")
	if err := os.Remove(filepath.Join(r.dir, "b.go")); err != nil {
		t.Fatal(err)
	}
	r.check("b.go")
}

func TestUntrackedFiles(t *testing.T) {
	r := newRepository(t, map[string]string{".gitignore": "made.go\n"})
	r.write("new.go", "one\n")
	r.write("below/new.go", "one\n")
	r.write("made.go", "one\n")
	r.check("new.go", everyLine...)
	r.check("below/new.go", everyLine...)
	r.check("made.go")
}

func TestRenamedFiles(t *testing.T) {
	r := newRepository(t, map[string]string{"a.go": "one\ntwo\nthree\nfour\nfive\nsix\n"})
	r.git("mv", "a.go", "b.go")
	r.check("b.go")
	r.write("b.go", "one\ntwo\nthree\nfour\n5\nsix\n")
	r.check("b.go", 5)
}

const block = "func tag(key, data []byte) []byte {\n\tmac := hmac.New(md5.New, key)\n\tmac.Write(data)\n\treturn mac.Sum(nil)\n}\n"

// A function that goes to another place, or one step to the right, is not new.
// What it is called by there is.
func TestMovedLines(t *testing.T) {
	r := newRepository(t, map[string]string{"a.go": "package a\n\n" + block + "\nvar x = 1\n", "b.go": "package a\n"})
	r.write("a.go", "package a\n\nvar x = 1\n")
	r.write("b.go", "package a\n\n"+block+"\nvar y = tag(nil, nil)\n")
	r.check("b.go", 2, 9)

	r.write("a.go", "package a\n\nif true {\n"+strings.ReplaceAll(block, "\n", "\n\t")+"}\nvar x = 1\n")
	r.write("b.go", "package a\n")
	r.check("a.go", 3, 9)
}

// A copy is new. So is a line that is too short to be known again.
func TestCopiedLines(t *testing.T) {
	r := newRepository(t, map[string]string{"a.go": "package a\n\n" + block, "b.go": "package a\n", "c.go": "x := md5.New()\nrest\nof\nit\n"})
	r.write("b.go", "package a\n"+block)
	r.check("b.go", 2, 3, 4, 5, 6)
	r.write("a.go", "package a\n")
	r.write("b.go", "package a\n"+block+block)
	r.check("b.go", 7, 8, 9, 10, 11)

	r.write("c.go", "rest\nof\nit\nx := md5.New()\n")
	r.check("c.go", 4)
}

// People call files what they like, and set up git as they like.
func TestHostileNames(t *testing.T) {
	names := []string{
		"plain.go", "with space.go", "\"quoted\".go", "new\nline.go", "tab\there.go", "back\\slash.go", "päy😀.go", "-dash.go", ":(top)magic.go",
		"a b/b b.go", "x => y.go", "end\\\"/in.go", "\x01\xff.go", "*.go", "b/a/b/c.go",
	}
	files := make(map[string]string)
	for _, name := range names {
		files[name] = "one\ntwo\n"
	}
	r := newRepository(t, files)
	r.git("config", "diff.noprefix", "true")
	r.git("config", "diff.mnemonicPrefix", "true")
	r.git("config", "diff.renames", "copies")
	r.git("config", "diff.external", "false")
	r.git("config", "diff.context", "9")
	r.git("config", "diff.interHunkContext", "9")
	r.git("config", "color.ui", "always")
	r.git("config", "diff.relative", "true")
	for i, name := range names {
		r.write(name, "one\ntwo\n"+strings.Repeat("line\n", i+1))
		r.write("new "+name, "one\n")
	}
	for i, name := range names {
		r.check(name, everyLine[2:min(i+3, len(everyLine))]...)
		r.check("new "+name, everyLine...)
	}
	for _, name := range names {
		r.git("--literal-pathspecs", "add", "--", name)
		if strings.HasPrefix(name, "plain") {
			r.git("mv", "--", name, "moved to.go")
		}
	}
	r.check("moved to.go", 3)
}

// What git takes for binary cannot be told apart, so all of it is new.
func TestBinary(t *testing.T) {
	r := newRepository(t, map[string]string{"a b.go": "one\ntwo\n", ".gitattributes": "*.go -diff\n"})
	r.check("a b.go")
	r.write("a b.go", "one\n2\n")
	r.check("a b.go", everyLine...)
}

// A range of lines is new if one of its lines is. Of a file outside the
// repository nobody knows what it was.
func TestRanges(t *testing.T) {
	r := newRepository(t, map[string]string{"a.go": "one\ntwo\nthree\nfour\n"})
	r.write("a.go", "one\ntwo\n3\nfour\n")
	opened, err := Open(t.Context(), r.dir)
	if err != nil {
		t.Fatal(err)
	}
	c, err := opened.Since(t.Context(), "HEAD", []string{".go"})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		file        string
		first, last int
		isNew       bool
	}{
		{"a.go", 1, 2, false}, {"a.go", 1, 3, true}, {"a.go", 3, 0, true}, {"a.go", 4, 4, false}, {"../elsewhere.go", 1, 1, true},
	} {
		if got := c.New(filepath.Join(r.dir, want.file), want.first, want.last); got != want.isNew {
			t.Errorf("lines %d to %d of %s are new: %t", want.first, want.last, want.file, got)
		}
	}
}

// Of two branches, only what came after they parted counts.
func TestMergeBase(t *testing.T) {
	r := newRepository(t, map[string]string{"a.go": "one\n"})
	r.git("branch", "-m", "main")
	r.git("checkout", "-qb", "feature")
	r.git("checkout", "-q", "main")
	r.write("a.go", "one\ntwo\n")
	r.git("commit", "-qam", "on main")
	r.git("checkout", "-q", "feature")
	opened, err := Open(t.Context(), r.dir)
	if err != nil {
		t.Fatal(err)
	}
	base, err := opened.MergeBase(t.Context(), "main")
	if err != nil {
		t.Fatal(err)
	}
	if head, err := opened.Commit(t.Context(), "feature"); err != nil || base != head {
		t.Errorf("got %s, want %s, %v", base, head, err)
	}
}

func TestWrongRevisions(t *testing.T) {
	r := newRepository(t, nil)
	r.git("branch", "-m", "main")
	r.git("checkout", "-q", "--orphan", "other")
	r.git("commit", "-q", "--allow-empty", "-m", "other")
	opened, err := Open(t.Context(), r.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ revision, want string }{
		{"mian", `git knows no commit "mian": check the name; 'git fetch' gets what a remote has, under a name such as origin/main`},
		{"", `git knows no commit "": check the name; 'git fetch' gets what a remote has, under a name such as origin/main`},
		{"--help", `git knows no commit "--help": check the name; 'git fetch' gets what a remote has, under a name such as origin/main`},
		{"main", `HEAD and "main" have no commit in common: compare with -new-from-rev instead`},
	} {
		if _, err := opened.MergeBase(t.Context(), c.revision); err == nil || err.Error() != c.want {
			t.Errorf("%q: got %v, want %s", c.revision, err, c.want)
		}
	}
}

// In a shallow clone the history is cut off.
func TestShallowClone(t *testing.T) {
	r := newRepository(t, map[string]string{"a.go": "one\n"})
	r.git("branch", "-m", "main")
	for _, branch := range []string{"feature", "main"} {
		r.git("checkout", "-qB", branch)
		r.write("a.go", "one\n"+branch+"\n")
		r.git("commit", "-qam", branch)
		r.git("checkout", "-q", "main")
	}
	clone := repository{t, t.TempDir()}
	clone.git("clone", "-q", "--depth=1", "--no-single-branch", "file://"+r.dir, ".")
	clone.git("checkout", "-q", "feature")
	opened, err := Open(t.Context(), clone.dir)
	if err != nil {
		t.Fatal(err)
	}
	want := `git cannot find where HEAD and "origin/main" diverged, because this is a shallow clone: 'git fetch --unshallow' gets the history (for actions/checkout: fetch-depth: 0)`
	if _, err := opened.MergeBase(t.Context(), "origin/main"); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	want = `git knows no commit "origin/main~1", and this is a shallow clone: 'git fetch --unshallow' gets the history (for actions/checkout: fetch-depth: 0)`
	if _, err := opened.Commit(t.Context(), "origin/main~1"); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	clone.git("fetch", "-q", "--unshallow") // what the sentences say helps
	if _, err := opened.MergeBase(t.Context(), "origin/main"); err != nil {
		t.Error(err)
	}
}

func TestNoRepository(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir))
	want := "finding what is new needs a git repository, and " + dir + " is not in one"
	if _, err := Open(t.Context(), dir); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	t.Setenv("PATH", dir)
	want = "finding what is new needs git, which is not on the PATH"
	if _, err := Open(t.Context(), dir); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// Whatever a diff says, it is read or refused, and no line is new that no hunk
// puts in.
func FuzzDiff(f *testing.F) {
	f.Add("diff --git a/a.go b/a.go\nindex 1..2 100644\n--- a/a.go\n+++ b/a.go\n@@ -1 +1,2 @@\n-one\n+1\n+2\n")
	f.Add("diff --git \"a/\\303\\244.go\" \"b/\\303\\244.go\"\nsimilarity index 90%\nrename from \"\\303\\244.go\"\nrename to b.go\n")
	f.Add("diff --git a/a.go b/a.go\nnew file mode 100644\nindex 0..1\nBinary files /dev/null and b/a.go differ\n")
	f.Add("diff --git a/a.go b/a.go\n--- a/a.go\n+++ b/a.go\n@@ -0,0 +1 @@\n++++ b/b.go\n\\ No newline at end of file\n")
	f.Fuzz(func(t *testing.T, diff string) {
		c := &Changes{root: "/", files: make(map[string]*file)}
		if c.addDiff(strings.NewReader(diff)) != nil {
			return
		}
		lines := 0
		for _, changed := range c.files {
			lines += len(changed.lines)
		}
		if added := strings.Count("\n"+diff, "\n+"); lines > added {
			t.Errorf("%d lines are new, and %d begin with a plus", lines, added)
		}
	})
}

// A file behind a symbolic link is as new as the file that it leads to, and a link
// that leads elsewhere now is new.
func TestSymbolicLinks(t *testing.T) {
	r := newRepository(t, map[string]string{"shared/a.go": "one\ntwo\n", "shared/b.go": "three\n", "pay/doc.go": "doc\n"})
	for link, target := range map[string]string{"pay/a.go": "../shared/a.go", "pay/b.go": "../shared/b.go", "pay/moved.go": "../shared/a.go"} {
		if err := os.Symlink(target, filepath.Join(r.dir, link)); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	r.git("add", "-A")
	r.git("commit", "-q", "-m", "links")
	r.write("shared/a.go", "one\nnew\n")
	moved := filepath.Join(r.dir, "pay/moved.go")
	if err := os.Remove(moved); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../shared/b.go", moved); err != nil {
		t.Fatal(err)
	}
	if got := r.newLines("pay/a.go"); !slices.Equal(got, []int{2}) {
		t.Errorf("the changed file: got the lines %v, want 2", got)
	}
	if got := r.newLines("pay/b.go"); len(got) > 0 {
		t.Errorf("the file that did not change: got the lines %v, want none", got)
	}
	if got := r.newLines("pay/moved.go"); !slices.Contains(got, 1) {
		t.Errorf("the link that leads elsewhere: got the lines %v, want all", got)
	}
}

// A submodule is compared with the commit that it was at: whether it moved on, was
// edited, or is new.
func TestSubmodules(t *testing.T) {
	inner := newRepository(t, map[string]string{"a.go": "one\ntwo\n", "b.go": "three\n"})
	r := newRepository(t, map[string]string{"doc.go": "doc\n"})
	r.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.dir, "moved")
	r.git("commit", "-q", "-m", "submodule")
	r.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.dir, "added")
	sub := repository{t, filepath.Join(r.dir, "moved")}
	sub.write("a.go", "one\nnew\n")
	sub.git("commit", "-q", "-a", "-m", "second")
	if got := r.newLines("moved/a.go"); !slices.Equal(got, []int{2}) {
		t.Errorf("committed in the submodule: got the lines %v, want 2", got)
	}
	if got := r.newLines("moved/b.go"); len(got) > 0 {
		t.Errorf("unchanged in the submodule: got the lines %v, want none", got)
	}
	sub.write("b.go", "edited\n")
	if got := r.newLines("moved/b.go"); !slices.Equal(got, []int{1}) {
		t.Errorf("edited in the submodule: got the lines %v, want 1", got)
	}
	if got := r.newLines("added/b.go"); !slices.Contains(got, 1) {
		t.Errorf("in a new submodule: got the lines %v, want all", got)
	}
}
