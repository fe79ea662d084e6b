package changes

import (
	"path/filepath"
	"testing"
)

func TestAuthors(t *testing.T) {
	r := newRepository(t, map[string]string{"a dir/a.go": "one\ntwo\nthree\n"})
	t.Setenv("GIT_AUTHOR_NAME", "Ada <Lovelace>")
	t.Setenv("GIT_AUTHOR_DATE", "2026-03-04T23:30:00-0500")
	r.write("a dir/a.go", "one\nzwei\nthree\n")
	r.git("commit", "-qam", "second")
	r.write("a dir/a.go", "one\nzwei\nthree\nfour\n")
	opened, err := Open(t.Context(), r.dir)
	if err != nil {
		t.Fatal(err)
	}
	authors, err := opened.Authors(t.Context(), filepath.Join(r.dir, "a dir/a.go"), []int{4, 2, 1, 2})
	if err != nil {
		t.Fatal(err)
	}
	if a := authors[2]; a.Name != "Ada <Lovelace>" && a.Name != "Ada Lovelace" || a.Date != "2026-03-04" || len(a.Commit) != 40 {
		t.Errorf("line 2 is by %+v", a)
	}
	if a := authors[1]; a.Name != "a" {
		t.Errorf("line 1 is by %+v", a)
	}
	if _, known := authors[4]; known || len(authors) != 2 {
		t.Errorf("got %v, want lines 1 and 2", authors)
	}
}

func TestAuthorsOfUnknownFiles(t *testing.T) {
	r := newRepository(t, map[string]string{"a.go": "one\n"})
	r.write("new.go", "one\n")
	opened, err := Open(t.Context(), r.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{filepath.Join(r.dir, "new.go"), filepath.Join(t.TempDir(), "a.go")} {
		if authors, err := opened.Authors(t.Context(), file, []int{1}); err != nil || len(authors) != 0 {
			t.Errorf("%s: %v, %v", file, authors, err)
		}
	}
}

func FuzzParseBlame(f *testing.F) {
	f.Add([]byte("0123 1 1 1\nauthor Ada\nauthor-time 1770000000\nauthor-tz +0100\nfilename a.go\n\tone\n"))
	f.Add([]byte("0123\n\t\n\t\nauthor-tz x\n"))
	f.Fuzz(func(t *testing.T, out []byte) {
		for line := range parseBlame(out) {
			if line < 1 {
				t.Errorf("line %d", line)
			}
		}
	})
}
