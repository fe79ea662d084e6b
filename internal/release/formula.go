package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"
	"text/template"
)

//go:embed cryptolint.rb.tmpl
var formulaTemplate string

// formula returns the formula with which Homebrew installs the release. It has those
// of its platforms for which there is an archive.
func formula(archives []checksum, version string) ([]byte, error) {
	parsed, err := template.New("formula").Parse(formulaTemplate)
	if err != nil {
		return nil, fmt.Errorf("cannot read the template of the formula: %w", err)
	}
	type download struct{ URL, Digest string }
	systems := map[string]map[string]download{"darwin": {}, "linux": {}}
	for _, c := range archives {
		words := strings.Split(strings.TrimSuffix(c.name, ".tar.gz"), "_")
		if strings.HasSuffix(c.name, ".tar.gz") && len(words) == 4 && systems[words[2]] != nil {
			systems[words[2]][words[3]] = download{repository + "/releases/download/v" + version + "/" + c.name, c.digest}
		}
	}
	var text bytes.Buffer
	err = parsed.Execute(&text, map[string]any{"Version": version, "Repository": repository, "Darwin": systems["darwin"], "Linux": systems["linux"]})
	if err != nil {
		return nil, fmt.Errorf("cannot make the formula: %w", err)
	}
	return text.Bytes(), nil
}
