package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The page says what the tables say.
func TestPage(t *testing.T) {
	tables, err := readTables(".")
	if err != nil {
		t.Fatal(err)
	}
	want, err := tables.Page()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join("..", "..", "docs", "precision.md"))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/precision.md is not what the tables say: run go run ./internal/precision -only-page")
	}
}

// After another run, what was read before keeps its verdict, what is new has none, and
// what is gone is taken out. The page is not written before all is read.
func TestReplace(t *testing.T) {
	read := finding{"example.com/shop", "pay.go:12", "CL201", "high", "high", "real", "orders in ECB mode"}
	gone := finding{"example.com/shop", "pay.go:90", "CL501", "high", "low", "false", "both are public"}
	other := finding{"example.com/mail", "imap.go:3", "CL702", "high", "high", "real", "TLS 1.0"}
	tables := &tables{findings: []finding{read, gone, other}}

	again, added := read, finding{"example.com/shop", "pay.go:40", "CL205", "critical", "medium", unread, ""}
	again.verdict, again.reason, again.confidence = unread, "", "medium"
	tables.replace("example.com/shop", []finding{again, added})

	kept := read
	kept.confidence = "medium"
	for i, want := range []finding{other, kept, added} {
		if got := tables.findings[i]; got != want {
			t.Errorf("finding %d: %v, want %v", i, got, want)
		}
	}
	if len(tables.findings) != 3 {
		t.Errorf("%d findings, want 3", len(tables.findings))
	}
	if _, err := tables.Page(); err == nil || !strings.Contains(err.Error(), "nobody has read CL205 pay.go:40") {
		t.Errorf("the page is written with a finding that nobody has read: %v", err)
	}
}

func TestShare(t *testing.T) {
	c := count{"real": 17, "prescribed": 2, "false": 1}
	if got, want := c.row(), "20 | 17 | 2 | 0 | 1 | 5 %"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := make(count).row(), "0 | 0 | 0 | 0 | 0 | –"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Tables are written by people: a slip has its line.
func TestBadTables(t *testing.T) {
	for name, c := range map[string]struct{ verdicts, want string }{
		"unknown verdict": {"m\ta.go:1\tCL201\thigh\thigh\tgood\tit is\n", `verdicts.tsv:2: the verdict "good" has to be one of real, prescribed, arguable, false`},
		"no reason":       {"m\ta.go:1\tCL201\thigh\thigh\treal\t\n", `verdicts.tsv:2: the verdict "real"`},
		"columns":         {"m\ta.go:1\tCL201\thigh\n", "verdicts.tsv:2: 4 columns, not 7"},
	} {
		dir := t.TempDir()
		for file, text := range map[string]string{modulesFile: "module\n", verdictsFile: "module\n" + c.verdicts, missesFile: "module\n"} {
			if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := readTables(dir); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}
