package changes

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// trap is a program that leaves a file behind when somebody runs it.
type trap struct{ program, sprung string }

func newTrap(t *testing.T) trap {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the trap is a shell script")
	}
	dir := t.TempDir()
	trap := trap{program: filepath.Join(dir, "trap"), sprung: filepath.Join(dir, "sprung")}
	script := fmt.Sprintf("#!/bin/sh\necho sprung >>'%s'\n", trap.sprung)
	if err := os.WriteFile(trap.program, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return trap
}

// went tells whether the program was run, and sets the trap again.
func (trap trap) went() bool {
	err := os.Remove(trap.sprung)
	return err == nil
}

// config appends a section to the configuration of the repository.
func (r repository) config(text string, args ...any) {
	r.t.Helper()
	file, err := os.OpenFile(filepath.Join(r.dir, ".git/config"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		r.t.Fatal(err)
	}
	defer file.Close()
	if _, err := fmt.Fprintf(file, text+"\n", args...); err != nil {
		r.t.Fatal(err)
	}
}

// TestNothingOfTheRepositoryRuns builds repositories whose own configuration names
// a program. Plain git runs it: each case shows that first.
func TestNothingOfTheRepositoryRuns(t *testing.T) {
	files := map[string]string{"a.go": "one\ntwo\nthree\n", "b.go": "one\ntwo\n"}
	for _, c := range []struct {
		name  string
		lay   func(r repository, program string)
		plain []string // how plain git runs the program
	}{
		{
			"a monitor of the file system",
			func(r repository, program string) { r.config("[core]\nfsmonitor = %s", program) },
			[]string{"diff", "HEAD"},
		},
		{
			"a filter that cleans",
			func(r repository, program string) {
				r.write(".gitattributes", "*.go filter=tidy\n")
				r.config("[filter \"tidy\"]\nclean = %s\nrequired", program)
			},
			[]string{"diff", "HEAD"},
		},
		{
			"a filter that is a process, named in .git/info/attributes",
			func(r repository, program string) {
				r.write(".git/info/attributes", "*.go filter=a.b\n")
				r.config("[filter \"a.b\"]\nprocess = %s", program)
			},
			[]string{"diff", "HEAD"},
		},
		{
			"a filter with an equals sign in its name",
			func(r repository, program string) {
				r.write(".gitattributes", "*.go filter=a=b\n")
				r.config("[filter \"a=b\"]\nclean = %s", program)
			},
			[]string{"diff", "HEAD"},
		},
		{
			"a filter in an included file",
			func(r repository, program string) {
				r.write(".gitattributes", "*.go filter=tidy\n")
				r.write(".git/more", fmt.Sprintf("[filter \"tidy\"]\nclean = %s\n", program))
				r.config("[include]\npath = more")
			},
			[]string{"diff", "HEAD"},
		},
		{
			"a program that compares",
			func(r repository, program string) { r.config("[diff]\nexternal = %s", program) },
			[]string{"diff", "HEAD"},
		},
		{
			"a program that makes text of a file",
			func(r repository, program string) {
				r.write(".gitattributes", "*.go diff=go2\n")
				r.config("[diff \"go2\"]\ntextconv = %s\ncommand = %s", program, program)
			},
			[]string{"diff", "HEAD"},
		},
		{
			"a hook",
			func(r repository, program string) {
				r.write(".git/hooks/post-index-change", "#!/bin/sh\nexec "+program+"\n")
				if err := os.Chmod(filepath.Join(r.dir, ".git/hooks/post-index-change"), 0o755); err != nil {
					r.t.Fatal(err)
				}
				r.write("b.go", "one\ntwo\n") // another time, the same text: the index is refreshed
			},
			[]string{"update-index", "--refresh", "-q"},
		},
		{
			"a submodule with a configuration of its own",
			func(r repository, program string) {
				r.git("init", "-q", "sub.go")
				sub := repository{r.t, filepath.Join(r.dir, "sub.go")}
				sub.git("commit", "-q", "--allow-empty", "-m", "first")
				r.git("add", "sub.go")
				r.git("commit", "-qm", "sub")
				sub.config("[core]\nfsmonitor = %s", program)
				r.config("[diff]\nignoreSubmodules = none")
			},
			[]string{"diff", "HEAD"},
		},
		{
			"a missing object that is fetched by a command",
			func(r repository, program string) {
				out, err := exec.Command("git", "-C", r.dir, "rev-parse", "HEAD:a.go").Output()
				if err != nil {
					r.t.Fatal(err)
				}
				id := strings.TrimSpace(string(out))
				if err := os.Remove(filepath.Join(r.dir, ".git/objects", id[:2], id[2:])); err != nil {
					r.t.Fatal(err)
				}
				r.config("[core]\nrepositoryformatversion = 1\n[extensions]\npartialClone = origin\n"+
					"[remote \"origin\"]\nurl = ext::%s\npromisor = true\n[protocol \"ext\"]\nallow = always", program)
			},
			[]string{"diff", "HEAD"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			trap := newTrap(t)
			r := newRepository(t, files)
			c.lay(r, trap.program)
			r.write("a.go", "one\ntwo\nthree\nfour\n")

			plain := exec.Command("git", c.plain...)
			plain.Dir = r.dir
			_, _ = plain.CombinedOutput() // the trap breaks git, too
			if !trap.went() {
				t.Skip("this git does not run the program: the case shows nothing here")
			}
			opened, err := Open(t.Context(), r.dir)
			if err == nil {
				_, err = opened.Since(t.Context(), "HEAD", []string{".go"})
			}
			if trap.went() {
				t.Error("the program was run")
			}
			if err != nil && !strings.Contains(c.name, "missing object") {
				t.Errorf("what is new cannot be told: %v", err)
			}
		})
	}
}

// TestFilesLaidOutAsARepository has a repository whose tracked files look like a
// git directory, as a plain clone brings them.
func TestFilesLaidOutAsARepository(t *testing.T) {
	trap := newTrap(t)
	r := newRepository(t, map[string]string{
		"sub/HEAD":         "ref: refs/heads/main\n",
		"sub/config":       fmt.Sprintf("[core]\nrepositoryformatversion = 0\nbare = false\nworktree = .\nfsmonitor = %s\n", trap.program),
		"sub/objects/keep": "",
		"sub/refs/keep":    "",
		"sub/a.go":         "one\n",
	})
	sub := filepath.Join(r.dir, "sub")
	plain := exec.Command("git", "status")
	plain.Dir = sub
	_, _ = plain.CombinedOutput()
	if !trap.went() {
		t.Skip("this git does not run the program: the case shows nothing here")
	}
	opened, err := Open(t.Context(), sub)
	if trap.went() {
		t.Fatal("the program was run")
	}
	if err == nil {
		t.Fatalf("the directory passes for the repository %s", opened.root)
	}
	if !strings.Contains(err.Error(), "bare repository") {
		t.Errorf("the error does not tell why: %v", err)
	}
}

// TestFilesOfTheRepositoryElsewhere has a repository that claims another
// directory.
func TestFilesOfTheRepositoryElsewhere(t *testing.T) {
	r := newRepository(t, map[string]string{"a.go": "one\n"})
	r.config("[core]\nworktree = %s", t.TempDir())
	if _, err := Open(t.Context(), r.dir); err == nil || !strings.Contains(err.Error(), "core.worktree") {
		t.Errorf("Open: %v, want an error about core.worktree", err)
	}
}

// A user who gives git a configuration by way of variables keeps it.
func TestVariablesOfTheUserStay(t *testing.T) {
	r := newRepository(t, map[string]string{"a.go": "one\n"})
	r.config("[filter \"tidy\"]\nclean = cat")
	t.Setenv("GIT_CONFIG_COUNT", "1")
	t.Setenv("GIT_CONFIG_KEY_0", "user.name")
	t.Setenv("GIT_CONFIG_VALUE_0", "b")
	variables, err := (&Repository{root: r.dir}).withoutFilters(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"GIT_CONFIG_KEY_1=filter.tidy.clean", "GIT_CONFIG_VALUE_1=",
		"GIT_CONFIG_KEY_2=filter.tidy.process", "GIT_CONFIG_VALUE_2=",
		"GIT_CONFIG_KEY_3=filter.tidy.required", "GIT_CONFIG_VALUE_3=false",
		"GIT_CONFIG_COUNT=4",
	}
	if !slices.Equal(variables, want) {
		t.Errorf("got %q, want %q", variables, want)
	}
}
