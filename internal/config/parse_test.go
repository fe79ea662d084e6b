package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/internal/config"
)

// Each mistake gets a sentence with its line and, where one is near, the word that
// was meant.
func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"sevrity: high", `c.yaml:1: unknown key "sevrity": did you mean severity?`},
		{"\n\nfrobnicate: 1", `c.yaml:3: unknown key "frobnicate": the keys here are version, `},
		{"severity: high\nseverity: low", `c.yaml:2: "severity" is there twice: join the two`},
		{"severity: hihg", `c.yaml:1: unknown severity "hihg": did you mean high?`},
		{"severity: 7", `c.yaml:1: unknown severity "7": use low, medium, high or critical`},
		{"severity: [high]", "c.yaml:1: severity takes one value"},
		{"severity: {a: b}", "c.yaml:1: severity takes one value"},
		{"disable: {a: b}", "c.yaml:1: disable takes a list of values"},
		{"disable:\n- [ecb]", "c.yaml:2: disable takes a list of values"},
		{"disable:\n- ecb\n- null", "c.yaml:3: disable takes a list of values"},
		{"disable:\n- ecb\n- CL20I", `c.yaml:3: unknown rule "CL20I": did you mean CL201?`},
		{"enable: CL7", `c.yaml:1: there is no rule CL7`},
		{"enable: ''", `c.yaml:1: unknown rule ""`},
		{"tests: yes", `c.yaml:1: tests is true or false, not "yes"`},
		{"exclude:\n- a\n- 'b['", `c.yaml:3: "b[" is not a valid glob: use *`},
		{"exclude: ['']", `c.yaml:1: "" matches no file: write ** to mean all`},
		{"exclude: [./]", `c.yaml:1: "./" matches no file: write ** to mean all`},
		{"exclude: [../x]", `c.yaml:1: "../x" leads out of the directory at which globs start`},
		{"exclude: [legacy/...]", `c.yaml:1: "legacy/..." is a pattern of packages, and this is a glob of files: write legacy/**`},
		{"exclude: [./...]", `c.yaml:1: "./..." is a pattern of packages, and this is a glob of files: write ./**`},
		{"tags: ['a b']", `c.yaml:1: "a b" is not a valid build tag`},
		{"tags: [-race]", `c.yaml:1: "-race" is not a valid build tag`},
		{"output: [report.sarif]", `c.yaml:1: output is FORMAT=FILE, such as sarif=cryptolint.sarif, not "report.sarif"`},
		{"output: [sarfi=x]", `c.yaml:1: unknown format "sarfi": did you mean sarif?`},
		{"output: [json=-]", `c.yaml:1: output json=- needs the name of a file`},
		{"output: ['json=a,sarif=b']", `c.yaml:1: output json=a,sarif=b names two files`},
		{"version: 2", `c.yaml:1: this cryptolint reads version 1 of the format, not "2"`},
		{"version: {}", `c.yaml:1: this cryptolint reads version 1 of the format, not ""`},

		{"- a", "c.yaml:1: a configuration is a mapping of keys to values"},
		{"hello", "c.yaml:1: a configuration is a mapping of keys to values"},
		{"? [a]\n: b", "c.yaml:1: a key is a word"},
		{"severity: high\n  tests: true", "c.yaml:2: this is not YAML: "},
		{"severity: 'high", "c.yaml: this is not YAML: "},
		{"\tseverity: high", "c.yaml: this is not YAML: "},
		{"disable: [ecb", "c.yaml:1: this is not YAML: "},
		{"severity: high\n---\nseverity: low", "c.yaml:2: a second document begins here"},
		{"exclude: *nothing", "c.yaml: this is not YAML: unknown anchor 'nothing' referenced"},

		{"rules: [ecb]", "c.yaml:1: rules is a mapping of keys to values"},
		{"rules: {ecv: {}}", `c.yaml:1: unknown rule "ecv": did you mean ecb?`},
		{"rules:\n  ecb: {}\n  CL201: {}", "c.yaml:3: rule CL201 is there twice"},
		{"rules: {ecb: high}", "c.yaml:1: what is set for CL201 is a mapping of keys to values"},
		{"rules:\n  timing:\n    bits: 3", `c.yaml:3: unknown key "bits": the keys here are severity, exclude, allow`},
		{"rules: {ecb: {sevrity: low}}", `c.yaml:1: unknown key "sevrity": did you mean severity?`},
		{"rules: {ecb: {block: 1}}", `c.yaml:1: unknown key "block": did you mean blocks?`},
		{"rules: {ecb: {severity: bad}}", `c.yaml:1: unknown severity "bad": use low, medium, high or critical`},
		{"rules: {ecb: {severity: [low]}}", "c.yaml:1: "},
		{"rules: {ecb: {mode: sometimes}}", `c.yaml:1: unknown mode "sometimes"`},
		{"rules: {ecb: {blocks: [1, 2]}}", "c.yaml:1: blocks takes one value"},
		{"rules: {ecb: {allow: [./legacy]}}", `c.yaml:1: "./legacy" is a directory, and this takes import paths`},
		{"rules: {ecb: {allow: ['legacy/**']}}", `c.yaml:1: "legacy/**" is not an import path`},
		{"rules: {ecb: {exclude: ['b[']}}", `c.yaml:1: "b[" is not a valid glob`},

		{"paths: {match: a}", "c.yaml:1: paths is a list, each entry with match, disable, severity and reason"},
		{"paths: [a]", "c.yaml:1: an entry of paths is a mapping of keys to values"},
		{"paths:\n- match: a", "c.yaml:2: an entry of paths needs match, and disable or severity"},
		{"paths:\n- disable: CL2", "c.yaml:2: an entry of paths needs match, and disable or severity"},
		{"paths: [{match: a, disable: CL2, reasn: x}]", `c.yaml:1: unknown key "reasn": did you mean reason?`},
		{"paths: [{match: a, disable: CL2, reason: [x]}]", "c.yaml:1: reason takes one value"},
		{"paths: [{match: a, disable: CL7}]", `c.yaml:1: there is no rule CL7`},
	} {
		got, err := config.Parse("c.yaml", []byte(c.text), rules)
		if err == nil {
			t.Errorf("Parse(%q) takes it", c.text)
			continue
		}
		if got != nil {
			t.Errorf("Parse(%q) returns a configuration beside the error", c.text)
		}
		if !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("Parse(%q) says\n\t%v\nwant\n\t%s", c.text, err, c.want)
		}
	}
}

// People learn of all mistakes at once.
func TestParseTellsAllErrors(t *testing.T) {
	_, err := config.Parse("c.yaml", []byte("sevrity: high\nexclude: ['[', ok, '{']\ntests: maybe\n"), rules)
	if err == nil {
		t.Fatal("no error")
	}
	var lines []string
	for line := range strings.SplitSeq(err.Error(), "\n") {
		place, _, _ := strings.Cut(line, ": ")
		lines = append(lines, place)
	}
	if got := strings.Join(lines, " "); got != "c.yaml:1 c.yaml:2 c.yaml:2 c.yaml:3" {
		t.Errorf("errors on %s:\n%v", got, err)
	}
}

// What says nothing is the default; anchors and aliases mean what YAML says.
func TestParseSaysTheSame(t *testing.T) {
	for _, c := range [][2]string{
		{"", "# nothing\n"},
		{"", "null"},
		{"", "severity:\ndisable:\nrules:\npaths:\n"},
		{"exclude: [a]", "exclude: a"},
		{"severity: high", "severity: &level high\nfail-on: *level"},
		{"exclude: [a, b]\ninclude: [a, b]", "exclude: &files [a, b]\ninclude: *files"},
		{"exclude: [a]\ninclude: [a]", "exclude: [&one a]\ninclude: [*one]"},
		{"rules: {ecb: {severity: low}, timing: {severity: low}}", "rules:\n  ecb: &soft {severity: low}\n  timing: *soft\n"},
		{"paths: [{match: a, disable: CL2}, {match: a, disable: CL2}]", "paths: [&p {match: a, disable: CL2}, *p]"},
		{"tests: true", `{"tests": true}`},
		{"severity: high", "\ufeffseverity: high\r\n"},
	} {
		a, b := parse(t, c[0]), parse(t, c[1])
		a.FailOn, b.FailOn = "", ""
		if exported(t, a) != exported(t, b) {
			t.Errorf("%q gives %s\n%q gives %s", c[0], exported(t, a), c[1], exported(t, b))
		}
	}
}

// A small file that grows when its aliases are expanded, one that refers to
// itself, one that is deep and one that is large are answered at once.
func TestParseIsBounded(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("exclude: &a0 [x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 40; i++ {
		previous := "*a" + string(rune('0'+i-1))
		bomb.WriteString("k" + string(rune('0'+i)) + ": &a" + string(rune('0'+i)) + " [" + previous + strings.Repeat(", "+previous, 8) + "]\n")
	}
	for name, text := range map[string]string{
		"bomb":     bomb.String(),
		"loop":     "rules: &r {ecb: *r}",
		"list":     "exclude: &e [*e]",
		"paths":    "paths: &p [{match: *p, disable: *p}]",
		"merge":    "rules: &r {ecb: {severity: low}, <<: *r}",
		"brackets": "exclude: " + strings.Repeat("[", 100_000),
		"braces":   strings.Repeat("{a: ", 100_000),
		"indent":   strings.Repeat("- ", 100_000),
		"size":     "# " + strings.Repeat("x", 2<<20),
	} {
		if _, err := config.Parse("c.yaml", []byte(text), rules); err == nil {
			t.Errorf("%s: no error", name)
		} else if len(err.Error()) > 20_000 {
			t.Errorf("%s: an error of %d bytes", name, len(err.Error()))
		}
	}
}

func TestFind(t *testing.T) {
	root := t.TempDir()
	for _, dir := range []string{"repo/.git", "repo/module/pkg/deep", "worktree/pkg"} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(root, "worktree/.git"), "gitdir: elsewhere\n") // as git makes it in a worktree
	write(t, filepath.Join(root, config.FileName), "")                    // of somebody else

	find(t, filepath.Join(root, "repo/module/pkg/deep"), "") // the search ends at the repository
	find(t, filepath.Join(root, "worktree/pkg"), "")
	find(t, root, filepath.Join(root, config.FileName))

	write(t, filepath.Join(root, "repo", config.FileName), "")
	find(t, filepath.Join(root, "repo/module/pkg/deep"), filepath.Join(root, "repo", config.FileName))
	find(t, filepath.Join(root, "repo"), filepath.Join(root, "repo", config.FileName))
	write(t, filepath.Join(root, "repo/module", config.FileName), "")
	find(t, filepath.Join(root, "repo/module/pkg/deep"), filepath.Join(root, "repo/module", config.FileName))

	if err := os.Mkdir(filepath.Join(root, "repo/module/pkg", config.FileName), 0o755); err != nil {
		t.Fatal(err) // a directory of that name is none
	}
	find(t, filepath.Join(root, "repo/module/pkg/deep"), filepath.Join(root, "repo/module", config.FileName))
}

func find(t *testing.T, dir, want string) {
	t.Helper()
	if got, err := config.Find(dir); err != nil || got != want {
		t.Errorf("Find(%s) = %q, %v, want %q", dir, got, err, want)
	}
}

// A file that would never be read is told of.
func TestFindMisnamed(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, ".cryptolint.yml"), "")
	if _, err := config.Find(dir); err == nil || !strings.Contains(err.Error(), "rename "+filepath.Join(dir, ".cryptolint.yml")) {
		t.Errorf("the error is %v", err)
	}
	write(t, filepath.Join(dir, config.FileName), "")
	find(t, dir, filepath.Join(dir, config.FileName))
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, config.FileName)
	if _, err := config.Load(t.Context(), file, rules); err == nil || !strings.HasPrefix(err.Error(), "cannot read the configuration: ") {
		t.Errorf("the error for a missing file is %v", err)
	}
	write(t, file, "severity: high\n")
	c, err := config.Load(t.Context(), file, rules)
	if err != nil || c.Root != dir || c.Severity != "high" {
		t.Errorf("loaded %+v, %v", c, err)
	}
	if _, err := config.Load(t.Context(), "/dev/zero", rules); err == nil || !strings.Contains(err.Error(), "/dev/zero: a configuration has at most") {
		t.Errorf("the error for an endless file is %v", err)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Whatever the file holds, there is a configuration that can be used and travels,
// or an error with the file's name on each line.
func FuzzParse(f *testing.F) {
	f.Add([]byte(full))
	f.Add([]byte("rules: &r {ecb: *r}"))
	f.Add([]byte("exclude: ['{a,b}/**', \"\\x00\"]\npaths:\n- {match: '[', disable: CL2}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := config.Parse("c.yaml", data, rules)
		if err != nil {
			for line := range strings.SplitSeq(err.Error(), "\n") {
				if !strings.HasPrefix(line, "c.yaml:") {
					t.Errorf("the error has the line %q", line)
				}
			}
			return
		}
		candidate := candidate()
		candidate.File = "/shop/pay/pay.go"
		c.Reports(candidate)
		text, err := c.Encode()
		if err != nil {
			t.Fatal(err)
		}
		back, err := config.Decode(text)
		if err != nil {
			t.Fatal(err)
		}
		if exported(t, back) != exported(t, c) {
			t.Errorf("sent %s, got %s", exported(t, c), exported(t, back))
		}
	})
}
