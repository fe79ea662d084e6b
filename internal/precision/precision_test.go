package main

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// TestParseReport reads what cryptolint prints. Only the problem of a message is
// kept, since verdicts are on that.
func TestParseReport(t *testing.T) {
	report := `{"schemaVersion": 1, "findings": [
		{"rule": "CL201", "severity": "high", "confidence": "medium", "file": "store/seal.go", "line": 12,
		 "message": "cipher.Block.Encrypt is called block by block\nwhy: equal blocks\nfix: aead.Encrypt"}],
		"failures": [{"package": "example.com/broken"}]}`
	got, err := parseReport([]byte(report))
	if err != nil {
		t.Fatal(err)
	}
	want := measured{Failures: 1, Findings: []finding{{"CL201", "store/seal.go:12", "high", "medium", "cipher.Block.Encrypt is called block by block"}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestNoReport keeps the output of something else, or a report that was cut off,
// from being counted as a module without findings.
func TestNoReport(t *testing.T) {
	for _, output := range []string{"", "{}", `{"schemaVersion": 1, "findings": [`, "cryptolint: no packages"} {
		if got, err := parseReport([]byte(output)); err == nil {
			t.Errorf("%q was taken for a report: %+v", output, got)
		}
	}
}

func TestParseModule(t *testing.T) {
	got, err := parseModule("example.com/vpn/v2@v2.1.0")
	if want := (module{"example.com/vpn/v2", "v2.1.0"}); err != nil || got != want {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	for _, name := range []string{"example.com/vpn", "@v1.0.0", "example.com/vpn@"} {
		if got, err := parseModule(name); err == nil {
			t.Errorf("%q was taken for %v", name, got)
		}
	}
}

// TestMeasurement writes a run and reads it back.
func TestMeasurement(t *testing.T) {
	want := measurement{Title: "Two modules", Modules: []measured{
		{module: module{"example.com/quiet", "v1.0.0"}, Lines: 120},
		{module: module{"example.com/vpn", "v0.3.0"}, Lines: 4000, Failures: 2, Findings: []finding{
			{"CL205", "tun/seal.go:31", "critical", "high", "the nonce of cipher.AEAD.Seal is a constant"},
		}},
	}}
	got, err := parseMeasurement(want.format())
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
}

func TestMeasurementErrors(t *testing.T) {
	for text, want := range map[string]string{
		"example.com/vpn\tv1\t1\t0\n":                     `line 1: it starts with "# "`,
		"# t\nexample.com/vpn\tv1\t1\n":                   "line 2: it has 3 columns, not 4 or 7",
		"# t\n\nexample.com/vpn\tv1\tmany\t0\n":           "line 3: strconv.Atoi",
		"# t\na\tv1\tCL1\tf.go:1\tlow\tlow\tproblem\n":    "line 2: the line of the module is missing",
		"# t\na\tv1\t1\t0\nb\tv1\tCL1\tf.go:1\tl\tl\tp\n": "line 3: the line of the module is missing",
	} {
		if _, err := parseMeasurement([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: the error is %v, and does not say %q", text, err, want)
		}
	}
}

const header = "module\tversion\trule\tplace\tseverity\tconfidence\tverdict\treason\n"

func TestVerdictErrors(t *testing.T) {
	row := "a\tv1\tCL1\tf.go:1\tlow\tlow\treal\tthe key is in the source\n"
	for text, want := range map[string]string{
		header + "a\tv1\tCL1\n":                                 "line 2: it has 3 columns, not 8",
		header + strings.Replace(row, "real", "fine", 1):        `line 2: the verdict "fine" is none of real, prescribed, arguable, false`,
		header + "a\tv1\tCL1\tf.go:1\tlow\tlow\tfalse\t\n":      "line 2: the reason is missing",
		header + row + strings.Replace(row, "real", "false", 1): "line 3: a second verdict on CL1 at f.go:1",
	} {
		if _, err := parseVerdicts([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: the error is %v, and does not say %q", text, err, want)
		}
	}
}

// TestPage makes a page of a run with one finding of each kind and one that
// nobody has read.
func TestPage(t *testing.T) {
	root := t.TempDir()
	run := measurement{Title: "One module", Modules: []measured{{module: module{"example.com/vpn", "v0.3.0"}, Lines: 4000, Findings: []finding{
		{"CL205", "tun/seal.go:31", "critical", "high", "constant"},
		{"CL205", "tun/seal.go:47", "critical", "high", "constant"},
		{"CL501", "http/login.go:9", "high", "low", "compared"},
		{"CL501", "http/login.go:12", "high", "low", "compared"},
	}}}}
	write(t, root, folder+"/run-1.tsv", string(run.format()))
	write(t, root, missesFile, "module\tversion\trule\tplace\treason\nexample.com/vpn\tv0.3.0\tCL501\thttp/api.go:5\ta | b\n")
	write(t, root, verdictsFile, header+
		"example.com/vpn\tv0.3.0\tCL205\ttun/seal.go:31\tcritical\thigh\treal\tall packets have one nonce\n"+
		"example.com/vpn\tv0.3.0\tCL205\ttun/seal.go:47\tcritical\thigh\tfalse\ta known answer\n"+
		"example.com/vpn\tv0.3.0\tCL501\thttp/login.go:9\thigh\tlow\targuable\ta captcha\n")

	text, unread, err := makePage(root)
	if err != nil {
		t.Fatal(err)
	}
	if len(unread) != 1 || unread[0].Place != "http/login.go:12" {
		t.Errorf("the finding that nobody has read is %v", unread)
	}
	for _, line := range []string{
		"1 modules, 4000 lines of Go without tests, 4 findings, of which 1 have not been read yet.",
		"| CL205 | 2 | 1 | 0 | 0 | 1 | 50 % |",
		"| high/low | 1 | 0 | 0 | 1 | 0 | 0 % |",
		"| all | 3 | 1 | 0 | 1 | 1 | 33 % |",
		"| example.com/vpn | v0.3.0 | 4000 | 3 | 1 | 0 | 1 | 1 | 33 % |",
		"| example.com/vpn | CL205 | tun/seal.go:47 | critical/high | a known answer |",
		`| example.com/vpn | CL501 | http/api.go:5 | a \| b |`,
	} {
		if !bytes.Contains(text, []byte(line+"\n")) {
			t.Errorf("the page has no line %q:\n%s", line, text)
		}
	}
}

// TestGradesInOrder sorts the worst first.
func TestGradesInOrder(t *testing.T) {
	for _, pair := range [][2]string{{"critical/low", "high/high"}, {"high/high", "high/low"}, {"high", "low"}, {"CL201", "CL501"}} {
		if compareGrades(pair[0], pair[1]) >= 0 || compareGrades(pair[1], pair[0]) <= 0 {
			t.Errorf("%s does not come before %s", pair[0], pair[1])
		}
	}
}

// TestPageIsUpToDate fails after an edit of a verdict, until "page" has run.
func TestPageIsUpToDate(t *testing.T) {
	root := filepath.Join("..", "..")
	want, unread, err := makePage(root)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(root, pageFile))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what its files say: run go run ./internal/precision page", pageFile)
	}
	for _, f := range unread {
		t.Errorf("%s: %s at %s has no verdict", f.module, f.Rule, f.Place)
	}
}

// TestCopySource copies what can only be read to where it can be written.
func TestCopySource(t *testing.T) {
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "copy")
	write(t, from, "tun/seal.go", "package tun\n")
	if err := os.Chmod(filepath.Join(from, "tun/seal.go"), 0o444); err != nil {
		t.Fatal(err)
	}
	if err := copySource(from, to); err != nil {
		t.Fatal(err)
	}
	write(t, to, "tun/seal.go", "package tun // changed\n")
	if lines, err := countLines(to); err != nil || lines != 1 {
		t.Errorf("got %d lines, %v", lines, err)
	}
}

// TestDropDirectories keeps the replacements by other modules.
func TestDropDirectories(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "go.mod", "module example.com/vpn\n\nreplace example.com/vpn/api => ./api\n\nreplace example.com/old => example.com/new v1.0.0\n")
	if err := dropDirectories(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if want := "module example.com/vpn\n\nreplace example.com/old => example.com/new v1.0.0\n"; string(data) != want {
		t.Errorf("go.mod is %q, want %q", data, want)
	}
}

func write(t *testing.T, root, name, text string) {
	t.Helper()
	name = filepath.Join(root, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
