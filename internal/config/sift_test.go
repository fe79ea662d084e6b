package config_test

import (
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/internal/config"
)

// candidate is a finding that is reported where nothing is set.
func candidate() config.Candidate {
	return config.Candidate{
		ID: "CL201", Name: "ecb", Severity: "medium", Confidence: "medium", Package: "example.com/shop/pay", File: "pay/pay.go",
	}
}

func TestReports(t *testing.T) {
	for _, c := range []struct {
		file string
		edit func(*config.Candidate)
		want bool
	}{
		{"", nil, true},

		{"severity: medium", nil, true},
		{"severity: high", nil, false},
		{"severity: high\nrules: {ecb: {severity: critical}}", nil, true},
		{"severity: medium\nrules: {ecb: {severity: low}}", nil, false},
		{"confidence: medium", nil, true},
		{"confidence: high", nil, false},

		{"", func(f *config.Candidate) { f.Profile = "strict" }, false},
		{"profile: strict", func(f *config.Candidate) { f.Profile = "strict" }, true},
		{"profile: strict", func(f *config.Candidate) { f.Profile = "fips" }, false},
		{"profile: fips", nil, true},

		{"disable: [CL2]", nil, false},
		{"enable: [timing]", nil, false},
		{"enable: [ecb]", nil, true},

		{"", func(f *config.Candidate) { f.File = "pay/pay_test.go" }, false},
		{"tests: true", func(f *config.Candidate) { f.File = "pay/pay_test.go" }, true},
		{"", func(f *config.Candidate) { f.Generated = true }, false},
		{"generated: true", func(f *config.Candidate) { f.Generated = true }, true},

		{"include: [pay]", nil, true},
		{"include: [web, pay/**]", nil, true},
		{"include: [web]", nil, false},
		{"exclude: [pay]", nil, false},
		{"exclude: [web]", nil, true},
		{"include: [pay]\nexclude: [pay/pay.go]", nil, false},

		{"rules: {ecb: {exclude: [pay]}}", nil, false},
		{"rules: {timing: {exclude: [pay]}}", nil, true},
		{"rules: {ecb: {allow: [example.com/shop/pay]}}", nil, false},
		{"rules: {ecb: {allow: [example.com/shop/...]}}", nil, false},
		{"rules: {ecb: {allow: [example.com/shop/pay/...]}}", nil, false},
		{"rules: {ecb: {allow: [example.com/shop]}}", nil, true},
		{"rules: {ecb: {allow: [example.com/shop/p/...]}}", nil, true},
		{"rules: {ecb: {allow: [example.com/shop/pa/...]}}", nil, true},
		{"rules: {ecb: {allow: [example.com/shop/...]}}", func(f *config.Candidate) { f.Package = "" }, true},
		{"tests: true\nrules: {ecb: {allow: [example.com/shop/pay]}}", func(f *config.Candidate) {
			f.Package, f.File = "example.com/shop/pay_test", "pay/pay_test.go"
		}, false},

		{"paths: [{match: pay, disable: CL2}]", nil, false},
		{"paths: [{match: pay, disable: CL4}]", nil, true},
		{"paths: [{match: web, disable: CL2}]", nil, true},
		{"enable: [CL201]\npaths: [{match: pay, disable: CL}]", nil, false}, // what is said of files goes over what is said of all
	} {
		config := parse(t, c.file)
		config.Root = t.TempDir()
		f := candidate()
		if c.edit != nil {
			c.edit(&f)
		}
		name := f.File
		f.File = at(config, name)
		if got := config.Reports(f); got != c.want {
			t.Errorf("with %q, Reports(%+v) = %t, want %t", c.file, f, got, c.want)
		}
	}
}

// The command line asks the analysis for everything and sifts by itself.
func TestForAnalysisReportsEverything(t *testing.T) {
	c := parse(t, full).ForAnalysis()
	f := candidate()
	f.Profile, f.Generated, f.File = "fips", true, "/elsewhere/pay_test.go"
	if !c.Reports(f) {
		t.Error("the analysis keeps back a finding")
	}
}

func TestGlobs(t *testing.T) {
	for _, c := range []struct {
		glob, file string
		want       bool
	}{
		{"legacy/**", "legacy/old.go", true},
		{"legacy/**", "legacy/deep/er/old.go", true},
		{"legacy/**", "web/legacy/old.go", false},
		{"legacy/", "legacy/old.go", true},
		{"legacy/deep", "legacy/deep/old.go", true},
		{"./legacy", "legacy/old.go", true},
		{"./legacy", "web/legacy/old.go", false},
		{"/legacy", "legacy/old.go", true},
		{"/legacy", "web/legacy/old.go", false},
		{"legacy", "legacy/old.go", true},
		{"legacy", "web/legacy/old.go", true},
		{"legacy/", "web/legacy/old.go", true},
		{"legacy", "legacyfree/old.go", false},
		{"*.pb.go", "api.pb.go", true},
		{"*.pb.go", "internal/api/api.pb.go", true},
		{"*.pb.go", "internal/api/api.go", false},
		{"**/*.pb.go", "api.pb.go", true},
		{"internal/*/x.go", "internal/a/x.go", true},
		{"internal/*/x.go", "internal/a/b/x.go", false},
		{"{cmd,tools}/**", "tools/x.go", true},
		{"[a-c]md/**", "cmd/x.go", true},
		{"**", "x.go", true},
		{"*", "deep/x.go", true},
	} {
		config := parse(t, "exclude: ['"+c.glob+"']")
		config.Root = t.TempDir()
		f := candidate()
		f.File = at(config, c.file)
		if got := !config.Reports(f); got != c.want {
			t.Errorf("glob %q matches %s: %t, want %t", c.glob, c.file, got, c.want)
		}
	}
}

// A file outside the directory of the configuration keeps its whole name.
func TestGlobsOutsideTheRoot(t *testing.T) {
	config := parse(t, "exclude: [/elsewhere/**]")
	config.Root = "/shop"
	f := candidate()
	f.File = "/elsewhere/pay.go"
	if config.Reports(f) {
		t.Error("an absolute glob does not match a file elsewhere")
	}
	config = parse(t, "include: [elsewhere/**]")
	config.Root = "/shop"
	if config.Reports(f) {
		t.Error("a relative glob matches a file elsewhere")
	}
}

func TestFails(t *testing.T) {
	for failOn, want := range map[string]string{
		"low": "low medium high critical", "medium": "medium high critical", "high": "high critical", "critical": "critical", "never": "",
	} {
		c := parse(t, "fail-on: "+failOn)
		var failing []string
		for _, severity := range []string{"low", "medium", "high", "critical"} {
			if c.Fails(severity) {
				failing = append(failing, severity)
			}
		}
		if got := strings.Join(failing, " "); got != want {
			t.Errorf("with fail-on %s fail %q, want %q", failOn, got, want)
		}
	}
}

func TestSplit(t *testing.T) {
	for _, c := range []struct{ key, text, want string }{
		{"exclude", "a,b", "a|b"},
		{"exclude", "{a,b}/**,c", "{a,b}/**|c"},
		{"exclude", "{a,{b,c}},[d,e],f", "{a,{b,c}}|[d,e]|f"},
		{"exclude", ",a,,b,", "a|b"},
		{"exclude", "a},b", "a}|b"},
		{"exclude", "", ""},
		{"output", "json=a,b", "json=a,b"},
		{"baseline", "a,b", "a,b"},
	} {
		if got := strings.Join(config.SettingFor(c.key).Split(c.text), "|"); got != c.want {
			t.Errorf("-%s %s is %s, want %s", c.key, c.text, got, c.want)
		}
	}
}
