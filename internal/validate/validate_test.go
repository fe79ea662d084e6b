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

// written holds what the command wrote for these tests: a file for each run and
// format, such as demo.sarif.
var written string

func TestMain(m *testing.M) {
	code, err := runWithReports(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func runWithReports(m *testing.M) (int, error) {
	dir, err := os.MkdirTemp("", "cryptolint-validate-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	command := filepath.Join(dir, "cryptolint.exe") // the suffix is for Windows and hurts nowhere
	build := exec.Command("go", "build", "-buildvcs=false", "-o", command, "./cmd/cryptolint")
	build.Dir = project
	if output, err := build.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("build cryptolint: %w\n%s", err, output)
	}
	written = dir
	for _, r := range runs() {
		if err := r.write(command, dir); err != nil {
			return 0, err
		}
	}
	return m.Run(), nil
}

// run is a run of the command.
type run struct {
	name  string
	files map[string]string // of the module; nil for the demo
	code  int               // exit code
	args  []string          // besides the formats
}

// runs returns the runs: the demo, code by an author who wishes nobody well, the
// same silenced, a module without findings, and one that does not compile.
func runs() []run {
	return []run{
		{name: "demo", code: 1},
		{name: "hostile", files: hostileModule(), code: 1},
		{name: "silenced", files: silenced(hostileModule()), code: 0, args: []string{"-show-suppressed"}},
		{name: "clean", files: map[string]string{"a.go": "package a\n"}, code: 0},
		{name: "broken", files: map[string]string{"a.go": "package a\n\nfunc f() { \"]]>\"(<-`&`) }\n"}, code: 2},
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

// silenced puts ignore comments on the functions with findings.
func silenced(files map[string]string) map[string]string {
	delete(files, "lie/lie.go")
	for name, text := range files {
		for function, id := range map[string]string{"Öffne": "CL301", "New": "CL401"} {
			comment := "//cryptolint:ignore " + id + " -- <&> ]]> \"the peer\" demands it 😀\n"
			text = strings.Replace(text, "func "+function, comment+"func "+function, 1)
		}
		files[name] = text
	}
	return files
}

// write runs the command and has it write the report in every format.
func (r run) write(command, dir string) error {
	module, err := r.module(filepath.Join(dir, r.name))
	if err != nil {
		return err
	}
	args := append([]string{"-C", module, "-no-config"}, r.args...)
	for _, format := range []string{"json", "sarif", "gitlab", "junit", "checkstyle"} {
		args = append(args, "-output", format+"="+filepath.Join(dir, r.name+"."+format))
	}
	output, err := exec.Command(command, append(args, "./...")...).CombinedOutput()
	var exit *exec.ExitError
	code := 0
	if errors.As(err, &exit) {
		code, err = exit.ExitCode(), nil
	}
	if err != nil || code != r.code {
		return fmt.Errorf("cryptolint on %s: exit code %d, %w, want exit code %d\n%s", r.name, code, err, r.code, output)
	}
	return nil
}

// module returns the folder of the module, after writing its files there.
func (r run) module(dir string) (string, error) {
	if r.files == nil {
		return filepath.Join(project, "testdata", "src", "demo"), nil
	}
	write := func(name, text string) error {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		return os.WriteFile(file, []byte(text), 0o644)
	}
	err := write("go.mod", "module example.com/shop\n\ngo 1.26.0\n")
	for name, text := range r.files {
		err = errors.Join(err, write(name, text))
	}
	return dir, err
}

// documents returns everything that there is of one format: what the command
// wrote, and the golden files.
func documents(t *testing.T, format string) map[string][]byte {
	t.Helper()
	documents := make(map[string][]byte)
	for suffix, dir := range map[string]string{"": written, " (golden)": golden} {
		files, err := filepath.Glob(filepath.Join(dir, "*."+format))
		if err != nil || len(files) == 0 {
			t.Fatalf("no file of %s in %s: %v", format, dir, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			documents[strings.TrimSuffix(filepath.Base(file), "."+format)+suffix] = data
		}
	}
	return documents
}
