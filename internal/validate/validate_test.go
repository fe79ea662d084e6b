package validate

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// project is the root of cryptolint.
const project = "../.."

// golden holds the golden files of the formats.
const golden = project + "/cmd/cryptolint/internal/output/testdata/golden"

// command is the cryptolint command, built for these tests.
var command string

func TestMain(m *testing.M) {
	code, err := runWithCommand(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func runWithCommand(m *testing.M) (int, error) {
	dir, err := os.MkdirTemp("", "cryptolint-validate-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	command = filepath.Join(dir, "cryptolint.exe") // the suffix is for Windows and hurts nowhere
	build := exec.Command("go", "build", "-buildvcs=false", "-o", command, "./cmd/cryptolint")
	build.Dir = project
	if output, err := build.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("build cryptolint: %w\n%s", err, output)
	}
	return m.Run(), nil
}

// run is a run of the command whose output is checked.
type run struct {
	name string
	dir  string
	code int // exit code
}

// runs returns the runs: the demo, code by an author who wishes nobody well, a
// module without findings, and one that does not compile.
func runs(t *testing.T) []run {
	t.Helper()
	return []run{
		{"demo", filepath.Join(project, "testdata", "src", "demo"), 1},
		{"hostile", module(t, hostileModule()), 1},
		{"clean", module(t, map[string]string{"a.go": "package a\n"}), 0},
		{"broken", module(t, map[string]string{"a.go": "package a\n\nfunc f() { \"]]>\"(<-\x60&\x60) }\n"}), 2},
	}
}

// hostileModule has a finding on a line with characters of many widths, in a
// file whose name has to be escaped everywhere; findings where a line directive
// lies about the place; and one with a path.
func hostileModule() map[string]string {
	return map[string]string{
		"payment/100%,a;b 😀.go": "package payment\n\nimport \"crypto/rsa\"\n\n" +
			"/* ]]> & <b> ::error::x \u202e \x1b[2J */\n\n" +
			"func Öffne(größe *rsa.PrivateKey, 鍵 []byte) []byte {\n" +
			"\t/* ü😀\x1b[2J */ klar, _ := rsa.DecryptPKCS1v15(nil, größe, 鍵)\n" +
			"\treturn klar\n}\n",
		"lie/lie.go": "package lie\n\nimport \"crypto/rsa\"\n\n" +
			"func Open(key *rsa.PrivateKey, sealed []byte) []byte {\n" +
			"//line /etc/päss wd%41 <\x1b>]]>&😀.go:7:3\n" +
			"\tplain, _ := rsa.DecryptPKCS1v15(nil, key, sealed)\n" +
			"//line https://example.com/x.go:999999\n" +
			"\tmore, _ := rsa.DecryptPKCS1v15(nil, key, sealed)\n" +
			"\treturn append(plain, more...)\n}\n",
		"session/session.go": "package session\n\nimport (\n\t\"encoding/hex\"\n\t\"math/rand\"\n)\n\n" +
			"type Session struct{ Token string }\n\n" +
			"func New() Session { /* 😀 */ return Session{Token: hex.EncodeToString(raw())} }\n\n" +
			"func raw() []byte {\n\tb := make([]byte, 16)\n\tfor i := range b {\n\t\tb[i] = byte(rand.Intn(256))\n\t}\n\treturn b\n}\n",
	}
}

func module(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module example.com/shop\n\ngo 1.26.0\n")
	for name, text := range files {
		write(name, text)
	}
	return dir
}

// documents returns everything that there is of one format: what the command
// writes of each module, and the golden files.
func documents(t *testing.T, format string) map[string][]byte {
	t.Helper()
	documents := make(map[string][]byte)
	for _, r := range runs(t) {
		documents[r.name] = r.output(t, format)
	}
	files, err := filepath.Glob(filepath.Join(golden, "*."+format))
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files of %s: %v", format, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		documents[strings.TrimSuffix(filepath.Base(file), "."+format)+" (golden)"] = data
	}
	return documents
}

func (r run) output(t *testing.T, format string) []byte {
	t.Helper()
	var stderr strings.Builder
	cmd := exec.CommandContext(t.Context(), command, "-C", r.dir, "-format", format, "./...")
	cmd.Stderr = &stderr
	output, err := cmd.Output()
	code := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code, err = exit.ExitCode(), nil
	}
	if err != nil || code != r.code {
		t.Fatalf("cryptolint -format %s on %s: exit code %d, %v, want exit code %d\n%s", format, r.name, code, err, r.code, stderr.String())
	}
	return output
}
