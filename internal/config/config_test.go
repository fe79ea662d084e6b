package config_test

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/internal/config"
)

// rules are those that the configurations in these tests speak of.
var rules = []config.Rule{
	{ID: "CL201", Name: "ecb", Options: []config.Option{
		{Name: "blocks", Usage: "how many blocks make a message", Initial: []string{"2"}},
		{Name: "mode", Usage: "what counts", Words: []string{"all", "some"}, Initial: []string{"all"}},
		{Name: "ciphers", Usage: "names of ciphers", List: true},
	}},
	{ID: "CL205", Name: "fixednonce"},
	{ID: "CL401", Name: "weakrandom"},
	{ID: "CL501", Name: "timing"},
}

func parse(t *testing.T, text string) *config.Config {
	t.Helper()
	c, err := config.Parse("c.yaml", []byte(text), rules)
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	return c
}

// flag puts the value of a flag in force as the command line does.
func flag(t *testing.T, c *config.Config, key, text string) {
	t.Helper()
	s := config.SettingFor(key)
	values := s.Split(text)
	if key == "enable" {
		c.Prefer(rules, values)
	}
	if err := s.Set(c, values, config.Source{Flag: key}); err != nil {
		t.Fatalf("-%s %s: %v", key, text, err)
	}
}

// samples has a value for each setting that is not the default, as the file and
// the flag say it.
var samples = map[string]struct {
	file, flag string
	want       []string
}{
	"profile":             {"strict", "strict", []string{"strict"}},
	"enable":              {"[CL2, timing]", "CL2,timing", []string{"CL2", "timing"}},
	"disable":             {"[ecb]", "ecb", []string{"ecb"}},
	"severity":            {"high", "high", []string{"high"}},
	"confidence":          {"medium", "medium", []string{"medium"}},
	"fail-on":             {"never", "never", []string{"never"}},
	"rules-as-of":         {"0.10", "0.10", []string{"0.10"}},
	"tests":               {"true", "true", []string{"true"}},
	"generated":           {"true", "true", []string{"true"}},
	"include":             {"['{cmd,internal}/**']", "{cmd,internal}/**", []string{"{cmd,internal}/**"}},
	"exclude":             {"[legacy/**, '**/*.pb.go']", "legacy/**,**/*.pb.go", []string{"legacy/**", "**/*.pb.go"}},
	"tags":                {"[integration, go1.26]", "integration,go1.26", []string{"integration", "go1.26"}},
	"nolint":              {"false", "false", []string{"false"}},
	"nosec":               {"false", "false", []string{"false"}},
	"baseline":            {"known.json", "known.json", []string{"known.json"}},
	"new-from-rev":        {"HEAD~3", "HEAD~3", []string{"HEAD~3"}},
	"new-from-merge-base": {"origin/main", "origin/main", []string{"origin/main"}},
	"format":              {"sarif", "sarif", []string{"sarif"}},
	"output":              {"['json=a,b.json']", "json=a,b.json", []string{"json=a,b.json"}},
	"color":               {"never", "never", []string{"never"}},
	"show-suppressed":     {"true", "true", []string{"true"}},
	"statistics":          {"true", "true", []string{"true"}},
	"secret-names":        {"[seedling]", "seedling", []string{"seedling"}},
}

// Each setting means the same in the file and as a flag, and tells where it comes
// from.
func TestSettingsFromFileAndFlag(t *testing.T) {
	for _, s := range config.Settings() {
		sample, ok := samples[s.Key]
		if !ok {
			t.Errorf("no sample for %s: add one", s.Key)
			continue
		}
		t.Run(s.Key, func(t *testing.T) {
			c := config.Default()
			if slices.Equal(s.Values(c), sample.want) {
				t.Fatalf("the sample %q is the default: choose another", sample.want)
			}
			if got := c.Source(s.Key).String(); got != "default" {
				t.Errorf("the source of a default is %q", got)
			}
			c = parse(t, "version: 1\n"+s.Key+": "+sample.file+"\n")
			if got := s.Values(c); !slices.Equal(got, sample.want) {
				t.Errorf("from the file: %q, want %q", got, sample.want)
			}
			if got := c.Source(s.Key).String(); got != "c.yaml:2" {
				t.Errorf("the source of the file's value is %q", got)
			}
			c = config.Default()
			flag(t, c, s.Key, sample.flag)
			if got := s.Values(c); !slices.Equal(got, sample.want) {
				t.Errorf("from the flag: %q, want %q", got, sample.want)
			}
			if got := c.Source(s.Key).String(); got != "flag -"+s.Key {
				t.Errorf("the source of the flag's value is %q", got)
			}
		})
	}
}

// A flag goes over the file, but what is left out stays left out.
func TestFlagsGoOverTheFile(t *testing.T) {
	const file = "severity: low\nenable: [CL2]\ndisable: [CL205]\nexclude: [legacy/**]\ninclude: [cmd]\n"
	for _, c := range []struct {
		key, flag string
		want      []string
	}{
		{"severity", "high", []string{"high"}},
		{"enable", "timing", []string{"timing"}},
		{"include", "internal", []string{"internal"}},
		{"disable", "CL4", []string{"CL205", "CL4"}},
		{"exclude", "gen,**/x.go", []string{"legacy/**", "gen", "**/x.go"}},
		{"enable", "", nil}, // all again
	} {
		got := parse(t, file)
		flag(t, got, c.key, c.flag)
		if values := config.SettingFor(c.key).Values(got); !slices.Equal(values, c.want) {
			t.Errorf("-%s=%s over the file gives %q, want %q", c.key, c.flag, values, c.want)
		}
	}
}

func TestSourcesOfAListWithBoth(t *testing.T) {
	c := parse(t, "exclude:\n  - legacy/**\n  - old\n")
	flag(t, c, "exclude", "gen")
	var got []string
	for _, s := range c.Sources("exclude") {
		got = append(got, s.String())
	}
	if want := []string{"c.yaml:1", "c.yaml:1", "flag -exclude"}; !slices.Equal(got, want) {
		t.Errorf("the sources are %q, want %q", got, want)
	}
}

// Who names a rule on the command line wants it, whatever the file says.
func TestEnableFlagGoesOverDisableInTheFile(t *testing.T) {
	c := parse(t, "disable: [CL201, CL205]\n")
	flag(t, c, "enable", "ecb")
	if !c.Enabled("CL201", "ecb") {
		t.Error("-enable ecb does not run the rule that the file disables by its ID")
	}
	c = parse(t, "disable: [CL201]\n")
	flag(t, c, "enable", "CL2")
	if c.Enabled("CL201", "ecb") || !c.Enabled("CL205", "fixednonce") {
		t.Error("-enable CL2 says less of CL201 than the file does, and must not run it")
	}
}

// The selector that names more of the ID wins; of two alike, the one that disables.
func TestSelectors(t *testing.T) {
	for _, c := range []struct {
		file string
		runs []string
	}{
		{"", []string{"CL201", "CL205", "CL401", "CL501"}},
		{"enable: [CL2]", []string{"CL201", "CL205"}},
		{"enable: [cl2]", []string{"CL201", "CL205"}},
		{"enable: CL2", []string{"CL201", "CL205"}},
		{"disable: [CL2]", []string{"CL401", "CL501"}},
		{"enable: [CL2]\ndisable: [CL205]", []string{"CL201"}},
		{"enable: [CL205]\ndisable: [CL2]", []string{"CL205"}},
		{"enable: [ecb, CL4]\ndisable: [CL]", []string{"CL201", "CL401"}},
		{"enable: [CL201]\ndisable: [ecb]", nil},
		{"disable: [CL]", nil},
		{"enable: []", []string{"CL201", "CL205", "CL401", "CL501"}},
	} {
		config := parse(t, c.file)
		var runs []string
		for _, r := range rules {
			if config.Enabled(r.ID, r.Name) {
				runs = append(runs, r.ID)
			}
		}
		if !slices.Equal(runs, c.runs) {
			t.Errorf("with %q run %q, want %q", c.file, runs, c.runs)
		}
	}
}

func TestRuleOptions(t *testing.T) {
	c := parse(t, "rules:\n  ecb:\n    blocks: 4\n    ciphers: [AES, DES]\n")
	for name, want := range map[string][]string{"blocks": {"4"}, "mode": {"all"}, "ciphers": {"AES", "DES"}} {
		i := slices.IndexFunc(rules[0].Options, func(o config.Option) bool { return o.Name == name })
		if got := c.OptionValues("CL201", rules[0].Options[i]); !slices.Equal(got, want) {
			t.Errorf("option %s is %q, want %q", name, got, want)
		}
	}
}

// What travels between two processes of a run arrives as it was.
func TestEncodeDecode(t *testing.T) {
	for _, text := range []string{"", full} {
		sent := parse(t, text)
		sent.Root = t.TempDir()
		encoded, err := sent.Encode()
		if err != nil {
			t.Fatal(err)
		}
		got, err := config.Decode(encoded)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := exported(t, sent), exported(t, got); a != b || got.Root != sent.Root {
			t.Errorf("sent %s in %s, got %s in %s", a, sent.Root, b, got.Root)
		}
	}
	for _, text := range []string{"", "{", "[]", `{"config": {"tests": "maybe"}}`} {
		if _, err := config.Decode(text); err == nil {
			t.Errorf("Decode(%q) takes it", text)
		}
	}
}

func exported(t *testing.T, c *config.Config) string {
	t.Helper()
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// full sets everything that can be set.
const full = `version: 1
profile: strict
enable: [CL2, timing]
disable: [fixednonce]
severity: medium
confidence: medium
fail-on: high
tests: true
generated: true
include: [internal/**]
exclude: [legacy/**, old]
tags: [integration]
nolint: false
nosec: false
baseline: known.json
new-from-rev: v1.0.0
new-from-merge-base: main
format: json
output: [sarif=out.sarif]
color: always
show-suppressed: true
statistics: true
secret-names: [seedling]
rules-as-of: 0.2
rules:
  CL201:
    severity: low
    exclude: [bench]
    allow: [example.com/shop/legacy/...]
    mode: some
  timing: {severity: critical}
paths:
  - match: [cmd/**]
    disable: [CL4]
    reason: tools of our own
`

// No key is forgotten: the configuration that sets everything differs from the
// default in each field that people can set.
func TestFullSetsEverything(t *testing.T) {
	c, initial := reflect.ValueOf(*parse(t, full)), reflect.ValueOf(*config.Default())
	for i := range c.NumField() {
		field := c.Type().Field(i)
		if !field.IsExported() || slices.Contains([]string{"Everything", "Foreign", "Unsafe", "Root", "Models", "Extends", "Locked"}, field.Name) {
			continue
		}
		if reflect.DeepEqual(c.Field(i).Interface(), initial.Field(i).Interface()) {
			t.Errorf("%s has its default", field.Name)
		}
	}
}

// What decides what a package is analysed for goes along, and nothing else: or a
// change of what is shown would make all be analysed again.
func TestForAnalysis(t *testing.T) {
	digest := func(text string) string {
		d, err := parse(t, text).ForAnalysis().Digest()
		if err != nil {
			t.Fatal(err)
		}
		return string(d)
	}
	same := []string{"severity: high", "disable: [CL2]", "exclude: [x]", "rules: {ecb: {severity: low, allow: [a/b]}}", "paths: [{match: x, disable: CL2}]", "format: json", "profile: fips", "nolint: false"}
	for _, text := range same {
		if digest(text) != digest("") {
			t.Errorf("%s asks for another analysis", text)
		}
	}
	for _, text := range []string{"tests: true", "secret-names: [x]", "rules: {ecb: {mode: some}}"} {
		if digest(text) == digest("") {
			t.Errorf("%s asks for no other analysis", text)
		}
	}
}

func TestDigest(t *testing.T) {
	digest := func(text string) string {
		d, err := parse(t, text).Digest()
		if err != nil {
			t.Fatal(err)
		}
		return string(d)
	}
	for _, same := range [][2]string{
		{"", "# a comment\nversion: 1\n"},
		{"severity: low", ""},
		{"tests: false\nexclude: [a, b]", "exclude:\n- b\n- a\n- b\n"},
		{"disable: ecb", "disable: [ecb]"},
		{"disable: []", ""},
		{"rules: {ecb: {severity: low}}", "rules: {CL201: {severity: 'low'}}"},
		{"rules: {ecb: {}}", ""},
		{"paths: [{match: a, disable: CL2, reason: one}]", "paths: [{match: [a], disable: [CL2], reason: two}]"},
		{`{"severity": "high"}`, "severity: high"},
		{"format: json\noutput: [json=a]\nfail-on: high\ncolor: never\nbaseline: x", ""},
	} {
		if digest(same[0]) != digest(same[1]) {
			t.Errorf("%q and %q say the same, and the digests differ", same[0], same[1])
		}
	}
	texts := []string{
		"", "severity: high", "confidence: high", "profile: strict", "tests: true", "generated: true", "nolint: false", "nosec: false",
		"enable: [CL2]", "disable: [CL2]", "include: [a]", "exclude: [a]", "exclude: [a, b]", "secret-names: [a]",
		"rules: {ecb: {severity: low}}", "rules: {ecb: {allow: [a/b]}}", "rules: {ecb: {exclude: [a]}}", "rules: {ecb: {mode: some}}",
		"rules: {timing: {severity: low}}", "paths: [{match: a, disable: CL2}]", "paths: [{match: a, disable: CL4}]", "paths: [{match: b, disable: CL2}]",
	}
	seen := make(map[string]string)
	for _, text := range texts {
		if other, twice := seen[digest(text)]; twice {
			t.Errorf("%q and %q have the same digest", text, other)
		}
		seen[digest(text)] = text
	}
}

// The digest must not change what it is made of.
func TestDigestLeavesTheConfigAlone(t *testing.T) {
	c := parse(t, full)
	before := exported(t, c)
	if _, err := c.Digest(); err != nil {
		t.Fatal(err)
	}
	if after := exported(t, c); after != before {
		t.Errorf("before %s, after %s", before, after)
	}
	if !strings.Contains(before, "known.json") {
		t.Error("the configuration has lost its baseline")
	}
}

// at returns the absolute name of a file below the root of a configuration.
func at(c *config.Config, name string) string { return filepath.Join(c.Root, filepath.FromSlash(name)) }
