package validate

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// configSchema is the schema of .cryptolint.yaml that editors read.
var configSchema = filepath.Join(project, "docs", "cryptolint.schema.json")

// The schema and the command agree on what a configuration is. These are JSON,
// which is YAML too.
func TestConfigSchemaAgreesWithTheCommand(t *testing.T) {
	public := schema(t, readJSON(t, configSchema))
	for _, c := range []struct {
		text string
		good bool
	}{
		{`{}`, true},
		{`{"version": 1}`, true},
		{`{"version": "1"}`, true},
		{`{"version": 2}`, false},
		{`{"severity": "high", "fail-on": "never", "confidence": "medium", "profile": "fips"}`, true},
		{`{"severity": "hihg"}`, false},
		{`{"severity": ["high"]}`, false},
		{`{"sevrity": "high"}`, false},
		{`{"tests": true, "nolint": false}`, true},
		{`{"tests": "maybe"}`, false},
		{`{"enable": ["CL2", "ecb", "cl4", "CL"], "disable": "CL201"}`, true},
		{`{"enable": ["CL2010"]}`, false},
		{`{"enable": {"ecb": true}}`, false},
		{`{"disable": ["ecbb"]}`, false},
		{`{"include": ["cmd/**"], "exclude": "*.pb.go"}`, true},
		{`{"exclude": [""]}`, false},
		{`{"exclude": [["a"]]}`, false},
		{`{"tags": ["integration"], "secret-names": ["seedling"]}`, true},
		{`{"format": "sarif", "output": ["json=a.json", "html=a.html"]}`, true},
		{`{"output": "yaml=a"}`, false},
		{`{"output": "json="}`, false},
		{`{"format": "yaml"}`, false},
		{`{"baseline": "b.json", "new-from-rev": "main", "new-from-merge-base": "", "color": "never"}`, true},
		{`{"rules": {"CL201": {"severity": "low", "exclude": ["bench"], "allow": ["example.com/shop/..."]}, "timing": {}}}`, true},
		{`{"rules": {"ecbb": {}}}`, false},
		{`{"rules": {"ecb": {"severity": "bad"}}}`, false},
		{`{"rules": {"ecb": {"bits": 1}}}`, false},
		{`{"rules": ["ecb"]}`, false},
		{`{"paths": [{"match": "cmd", "disable": ["CL4"], "reason": "tools"}]}`, true},
		{`{"paths": [{"match": "cmd", "severity": {"CL4": "low", "ecb": "high"}}]}`, true},
		{`{"paths": [{"match": "cmd", "severity": {"ecb": "never"}}]}`, false},
		{`{"paths": [{"match": "cmd", "severity": {"ecbb": "low"}}]}`, false},
		{`{"locked": ["severity", "paths"]}`, true},
		{`{"locked": ["format"]}`, false},
		{`{"extends": ["a.yaml"]}`, false},
		{`{"paths": [{"match": "cmd"}]}`, false},
		{`{"paths": [{"match": "cmd", "disable": "CL4", "reasn": "x"}]}`, false},
		{`{"paths": {"match": "cmd"}}`, false},
		{`{"models": [{"symbol": "example.com/vault.Seal", "args": {"0": "key", "1": "nonce"}, "result": "ciphertext"}]}`, true},
		{`{"models": [{"args": {"0": "key"}}]}`, false},
		{`{"models": [{"symbol": "example.com/vault.Seal", "args": {"first": "key"}}]}`, false},
		{`{"models": [{"symbol": "example.com/vault.Seal", "args": {"0": "kee"}}]}`, false},
		{`{"models": [{"symbol": "example.com/vault.Seal", "results": {"0": "magic"}}]}`, false},
		{`{"models": [{"symbol": "example.com/vault.Seal", "colour": "red"}]}`, false},
	} {
		err := public.Validate(parseJSON(t, []byte(c.text)))
		if (err == nil) != c.good {
			t.Errorf("the schema takes %s: %t, want %t: %v", c.text, err == nil, c.good, err)
		}
		if said, good := checkConfig(t, c.text); good != c.good {
			t.Errorf("the command takes %s: %t, want %t: %s", c.text, good, c.good, said)
		}
	}
}

// checkConfig asks the command whether a configuration is right.
func checkConfig(t *testing.T, text string) (said string, good bool) {
	t.Helper()
	file := filepath.Join(t.TempDir(), ".cryptolint.yaml")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	command := filepath.Join(written, "cryptolint.exe")
	output, err := exec.CommandContext(t.Context(), command, "config", "check", file).CombinedOutput()
	return strings.TrimSpace(string(output)), err == nil
}
