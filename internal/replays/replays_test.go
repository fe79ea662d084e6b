package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/analyzers"
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
	got, err := os.ReadFile(filepath.Join("..", "..", "docs", "replays.md"))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/replays.md is not what the tables say: run go run ./internal/replays -only-page")
	}
}

// Each row names a rule that there is, and no vulnerability stands twice.
func TestTable(t *testing.T) {
	tables, err := readTables(".")
	if err != nil {
		t.Fatal(err)
	}
	rules := make(map[string]bool)
	for _, r := range analyzers.Rules() {
		rules[r.Meta.ID] = true
	}
	seen := make(map[string]bool)
	for _, p := range tables.replays {
		if !rules[p.rule] {
			t.Errorf("%s: there is no rule %s", p.id, p.rule)
		}
		if seen[p.id] {
			t.Errorf("%s stands twice in %s", p.id, replaysFile)
		}
		seen[p.id] = true
	}
	for id := range tables.results {
		if !seen[id] {
			t.Errorf("%s stands in %s and not in %s", id, resultsFile, replaysFile)
		}
	}
}

// A finding is that of the defect if it is made by the rule, in the file, in the
// declaration or on the line that the table has.
func TestExpects(t *testing.T) {
	row := []string{"CVE-2030-1", "example.com/shop@v1.0.0", "pay", "card.go", "CL201", "Card.Seal", "ECB", "default", "unfixed", "", "orders in ECB mode", ""}
	for name, c := range map[string]struct {
		function, report string
		want             bool
	}{
		"function":       {"Card.Seal", `{"rule": "CL201", "file": "pay/card.go", "function": "Card.Seal", "line": 7, "message": "encrypted in ECB mode"}`, true},
		"line":           {"7", `{"rule": "CL201", "file": "pay/card.go", "function": "Card.Seal", "line": 7, "message": "encrypted in ECB mode"}`, true},
		"outside":        {"-", `{"rule": "CL201", "file": "pay/card.go", "function": "", "line": 7, "message": "encrypted in ECB mode"}`, true},
		"other message":  {"Card.Seal", `{"rule": "CL201", "file": "pay/card.go", "function": "Card.Seal", "line": 7, "message": "DES"}`, false},
		"other line":     {"8", `{"rule": "CL201", "file": "pay/card.go", "function": "Card.Seal", "line": 7, "message": "encrypted in ECB mode"}`, false},
		"other function": {"Card.Open", `{"rule": "CL201", "file": "pay/card.go", "function": "Card.Seal", "line": 7, "message": "encrypted in ECB mode"}`, false},
		"other file":     {"Card.Seal", `{"rule": "CL201", "file": "pay/bank.go", "function": "Card.Seal", "line": 7, "message": "encrypted in ECB mode"}`, false},
		"other rule":     {"Card.Seal", `{"rule": "CL203", "file": "pay/card.go", "function": "Card.Seal", "line": 7, "message": "encrypted in ECB mode"}`, false},
	} {
		row[5] = c.function
		p, err := newReplay(row)
		if err != nil {
			t.Fatal(err)
		}
		var f finding
		if err := json.Unmarshal([]byte(c.report), &f); err != nil {
			t.Fatal(err)
		}
		if got := p.expects(f); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// A miss has a reason, and nothing else has one.
func TestNotes(t *testing.T) {
	for name, c := range map[string]struct{ place, after, note, want string }{
		"missed":                       {none, none, "", "write a note"},
		"missed, with the reason":      {none, none, "a database is between", ""},
		"found":                        {"a.go:1", none, "", ""},
		"found, with a reason":         {"a.go:1", none, "a database is between", "out of date"},
		"reported after the fix":       {"a.go:1", "a.go:2", "", "write a note"},
		"reported after, and says why": {"a.go:1", "a.go:2", "it is still there", ""},
	} {
		tables := &tables{results: map[string]result{"CVE-2030-1": {id: "CVE-2030-1", place: c.place, after: c.after}}}
		err := tables.check(replay{id: "CVE-2030-1", note: c.note})
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if err := (&tables{}).check(replay{id: "CVE-2030-2"}); err == nil || !strings.Contains(err.Error(), "has never run") {
		t.Errorf("a replay that has never run: %v", err)
	}
}

func TestSource(t *testing.T) {
	for _, c := range []struct{ version, want string }{
		{"github.com/acme/shop@v1.2.3", "[pay/card.go:7](https://github.com/acme/shop/blob/v1.2.3/pay/card.go#L7)"},
		{"github.com/acme/shop/v2@v2.0.0", "[pay/card.go:7](https://github.com/acme/shop/blob/v2.0.0/pay/card.go#L7)"},
		{"github.com/acme/shop/api/v2@v2.0.0", "[pay/card.go:7](https://github.com/acme/shop/blob/api/v2.0.0/api/pay/card.go#L7)"},
		{"github.com/acme/shop@v0.0.0-20300102030405-0123456789ab", "[pay/card.go:7](https://github.com/acme/shop/blob/0123456789ab/pay/card.go#L7)"},
		{"example.com/shop@v1.2.3", "`pay/card.go:7`"},
	} {
		v, err := newVersion(c.version)
		if err != nil {
			t.Fatal(err)
		}
		if got := source(v, "pay/card.go:7"); got != c.want {
			t.Errorf("%s: %s, want %s", c.version, got, c.want)
		}
	}
}

// Tables are written by people: a slip has its line.
func TestBadTables(t *testing.T) {
	for name, c := range map[string]struct{ row, want string }{
		"version": {"CVE-2030-1\texample.com/shop\tpay\tcard.go\tCL201\tSeal\t\tdefault\tunfixed\t\tECB\t\n", `replays.tsv:2: "example.com/shop" is not module@version`},
		"empty":   {"CVE-2030-1\texample.com/shop@v1.0.0\tpay\tcard.go\t\tSeal\t\tdefault\tunfixed\t\tECB\t\n", "replays.tsv:2: rule is empty"},
		"columns": {"CVE-2030-1\texample.com/shop@v1.0.0\n", "replays.tsv:2: 2 columns, not 12"},
	} {
		dir := t.TempDir()
		for file, text := range map[string]string{replaysFile: "id\n" + c.row, resultsFile: "id\n"} {
			if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := readTables(dir); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}
