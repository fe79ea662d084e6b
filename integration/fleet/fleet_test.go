// Package fleet_test shows that machines share what cryptolint found out, by
// way of the cache of the go command: one analyses, the others fetch. The cache
// server and its client are those of github.com/bradfitz/go-tool-cache; a
// machine is a home directory, a build cache and a cache directory of the client
// that no other machine has.
package fleet_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The story of a fleet. The first machine has to compile the standard library
// and to analyse everything, so the parts share one server.
func TestFleet(t *testing.T) {
	server := newServer(t)
	shop := checkOut(t)

	first := newMachine(t, server.URL).lint(t, shop)
	if first.code != 1 || first.units == 0 {
		t.Fatalf("the first machine: exit code %d after %d units, want 1 after some\n%s", first.code, first.units, first.stderr)
	}
	for _, place := range []string{"session/legacy.go:7:17: CL401 ", "session/session.go:20:17: CL401 ", "session/session.go:27:9: CL501 "} {
		if !strings.Contains(first.stdout, place) {
			t.Errorf("the first machine does not report %s:\n%s", place, first.stdout)
		}
	}
	sent := server.moved()
	t.Logf("the first machine: %d units, %v", first.units, sent)

	t.Run("the second machine analyses nothing and reports the same", func(t *testing.T) {
		second := newMachine(t, server.URL).lint(t, shop)
		if second.code != 1 || second.units != 0 || second.stdout != first.stdout {
			t.Errorf("exit code %d after %d units, want 1 after none:\n%s\nwant\n%s", second.code, second.units, second.stdout, first.stdout)
		}
		t.Logf("the second machine: %d units, %v", second.units, server.moved().minus(sent))
	})

	t.Run("what is fetched is what would have been found out", func(t *testing.T) {
		alone := newMachine(t, "").lint(t, shop)
		if alone.code != 1 || alone.units != first.units || alone.stdout != first.stdout {
			t.Errorf("without a server: exit code %d after %d units, want 1 after %d:\n%s\nwant\n%s", alone.code, alone.units, first.units, alone.stdout, first.stdout)
		}
	})

	t.Run("a change is analysed on one machine", func(t *testing.T) {
		legacy := filepath.Join(shop, "session", "legacy.go")
		before, err := os.ReadFile(legacy)
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, legacy, []byte("package session\n"))
		changed := newMachine(t, server.URL).lint(t, shop)
		if changed.units != 1 || strings.Contains(changed.stdout, "legacy.go") {
			t.Errorf("%d units are analysed, want 1:\n%s", changed.units, changed.stdout)
		}
		if again := newMachine(t, server.URL).lint(t, shop); again.units != 0 || again.stdout != changed.stdout {
			t.Errorf("the next machine: %d units, want none:\n%s\nwant\n%s", again.units, again.stdout, changed.stdout)
		}
		writeFile(t, legacy, before)
	})

	t.Run("machines keep their sources where they like", func(t *testing.T) {
		elsewhere := newMachine(t, server.URL).lint(t, checkOut(t))
		if elsewhere.units != 0 || elsewhere.stdout != first.stdout {
			t.Errorf("%d units, want none:\n%s\nwant\n%s", elsewhere.units, elsewhere.stdout, first.stdout)
		}
	})

	t.Run("a server out of reach is an error, never no findings", func(t *testing.T) {
		nowhere := newServer(t)
		nowhere.Close()
		got := newMachine(t, nowhere.URL).lint(t, shop)
		if got.code != 2 || got.stdout != "" || !strings.Contains(got.stderr, "find out whether the program in GOCACHEPROG works") {
			t.Errorf("exit code %d, want 2\n%s%s", got.code, got.stdout, got.stderr)
		}
	})
}

// A cache client that does not work is an error, too.
func TestClientBroken(t *testing.T) {
	shop := checkOut(t)
	for name, program := range map[string]string{"missing": "/nowhere/go-cacher", "quits": "false"} {
		m := newMachine(t, "")
		m.env = append(m.env, "GOCACHEPROG="+program)
		if got := m.lint(t, shop); got.code != 2 || got.stdout != "" {
			t.Errorf("%s: exit code %d, want 2\n%s%s", name, got.code, got.stdout, got.stderr)
		}
	}
}

// The build ID, under which results are cached, is that of the program. Built
// with -trimpath, it is the same on all machines, wherever the sources lie.
func TestSameBuildEverywhere(t *testing.T) {
	var answers []string
	for range 2 {
		root := filepath.Join(t.TempDir(), "cryptolint")
		for _, part := range []string{"go.mod", "go.sum", "analyzers", "cmd", "docs/rules", "internal", "passes"} {
			copyTree(t, filepath.Join("..", "..", part), filepath.Join(root, part))
		}
		program := filepath.Join(root, "cryptolint.exe")
		command(t, root, nil, "go", "build", "-trimpath", "-buildvcs=false", "-o", program, "./cmd/cryptolint")
		answers = append(answers, command(t, root, nil, program, "-V=full").stdout)
	}
	if answers[0] != answers[1] || !strings.Contains(answers[0], "buildID=") {
		t.Errorf("two builds call themselves\n%s%s", answers[0], answers[1])
	}
}

// checkOut makes a copy of a program with three findings.
func checkOut(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "shop")
	copyTree(t, filepath.Join("..", "nogo", "testdata", "shop"), dir)
	return dir
}

func copyTree(t *testing.T, from, to string) {
	t.Helper()
	info, err := os.Stat(from)
	if err != nil {
		t.Fatal(err)
	}
	if info.IsDir() {
		if err := os.CopyFS(to, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
		return
	}
	text, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, to, text)
}

func writeFile(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}
