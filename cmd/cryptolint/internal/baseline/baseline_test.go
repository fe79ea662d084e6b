package baseline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// project is a directory with source files.
type project struct {
	t   *testing.T
	dir string
}

func newProject(t *testing.T, files map[string]string) project {
	p := project{t, finding.Real(t.TempDir())}
	for name, text := range files {
		p.write(name, text)
	}
	return p
}

func (p project) write(name, text string) {
	p.t.Helper()
	file := filepath.Join(p.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// report has a finding on each line of the files that calls md5.
func (p project) report(names ...string) *finding.Report {
	p.t.Helper()
	r := &finding.Report{}
	for _, name := range names {
		file := filepath.Join(p.dir, name)
		data, err := os.ReadFile(file)
		if err != nil {
			p.t.Fatal(err)
		}
		for i, line := range strings.Split(string(data), "\n") {
			if strings.Contains(line, "md5") {
				r.Findings = append(r.Findings, finding.Finding{
					Rule: rule.Meta{ID: "CL101"}, Message: "MD5 is signed", Pos: finding.Position{File: file, Line: i + 1, Column: 1},
				})
			}
		}
	}
	r.Sort()
	return r
}

// check compares the places that are not silenced with what is wanted, such as
// "a.go:3".
func (p project) check(r *finding.Report, want ...string) {
	p.t.Helper()
	var got []string
	for _, f := range r.Findings {
		got = append(got, filepath.ToSlash(finding.Relative(p.dir, f.Pos.File))+":"+string(rune('0'+f.Pos.Line)))
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		p.t.Errorf("not silenced: %q, want %q", got, want)
	}
	for _, f := range r.Suppressed {
		if f.Suppression == nil || f.Suppression.Kind != finding.ByBaseline {
			p.t.Errorf("%v is silenced by %v, want the baseline", f.Pos, f.Suppression)
		}
	}
}

func TestLinesMayMove(t *testing.T) {
	p := newProject(t, map[string]string{"a.go": "package a\nvar x = md5.New()\n"})
	known := New(p.dir, p.report("a.go").Findings, nil)
	p.write("a.go", "package a\n\n// x is old.\n\tvar x = md5.New()\n")
	r := p.report("a.go")
	if idle := known.Silence(r); len(idle) != 0 {
		t.Errorf("idle entries: %v", idle)
	}
	p.check(r)
}

func TestFilesMayBeRenamed(t *testing.T) {
	p := newProject(t, map[string]string{"a.go": "package a\nvar x = md5.New()\n"})
	known := New(p.dir, p.report("a.go").Findings, nil)
	if err := os.Rename(filepath.Join(p.dir, "a.go"), filepath.Join(p.dir, "b.go")); err != nil {
		t.Fatal(err)
	}
	r := p.report("b.go")
	known.Silence(r)
	p.check(r)
}

// A function that goes from one file to another takes its entry along.
func TestCodeMovesBetweenFiles(t *testing.T) {
	p := newProject(t, map[string]string{"a.go": "package a\nvar x = md5.New()\n", "b.go": "package a\n"})
	known := New(p.dir, p.report("a.go", "b.go").Findings, nil)
	p.write("a.go", "package a\n")
	p.write("b.go", "package a\nvar x = md5.New()\n")
	r := p.report("a.go", "b.go")
	known.Silence(r)
	p.check(r)
}

// A copy of an old mistake is new, and the copy is what is reported, wherever in
// the order of files it stands.
func TestCopiesAreNew(t *testing.T) {
	p := newProject(t, map[string]string{"m.go": "package a\nvar x = md5.New()\n"})
	known := New(p.dir, p.report("m.go").Findings, nil)
	p.write("a.go", "package a\nvar x = md5.New()\n")
	r := p.report("a.go", "m.go")
	known.Silence(r)
	p.check(r, "a.go:2")

	// So it is when the file with the old one is not analysed.
	r = p.report("a.go")
	if idle := known.Silence(r); len(idle) != 1 || idle[0].File != "m.go" {
		t.Errorf("idle entries: %v, want that of m.go", idle)
	}
	p.check(r, "a.go:2")
}

// Equal lines have an entry each.
func TestEqualLinesAreCounted(t *testing.T) {
	p := newProject(t, map[string]string{"a.go": "var x = md5.New()\n\nvar x = md5.New()\n"})
	known := New(p.dir, p.report("a.go").Findings, nil)
	p.write("a.go", "var x = md5.New()\n\nvar x = md5.New()\n\nvar x = md5.New()\n")
	r := p.report("a.go")
	known.Silence(r)
	p.check(r, "a.go:5")

	p.write("a.go", "var x = md5.New()\n")
	r = p.report("a.go")
	if idle := known.Silence(r); len(idle) != 1 {
		t.Errorf("idle entries: %v, want one", idle)
	}
	p.check(r)
}

func TestEditedLinesAreNew(t *testing.T) {
	p := newProject(t, map[string]string{"a.go": "var x = md5.New()\n"})
	known := New(p.dir, p.report("a.go").Findings, nil)
	p.write("a.go", "var y = md5.New()\n")
	r := p.report("a.go")
	if idle := known.Silence(r); len(idle) != 1 {
		t.Errorf("idle entries: %v, want one", idle)
	}
	p.check(r, "a.go:1")
}

// The same directory may be reached by two names.
func TestSymbolicLinks(t *testing.T) {
	p := newProject(t, map[string]string{"real/a.go": "var x = md5.New()\n"})
	if err := os.Symlink("real", filepath.Join(p.dir, "link")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	known := New(filepath.Join(p.dir, "link"), p.report("link/a.go").Findings, nil)
	r := p.report("real/a.go")
	known.Silence(r)
	p.check(r)
}
