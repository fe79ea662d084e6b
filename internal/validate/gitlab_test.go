package validate

import (
	"path/filepath"
	"testing"
)

// testdata/codequality.schema.json is what GitLab's documentation demands of a
// Code Quality report. GitLab also ignores a second issue with the fingerprint of
// a first.
func TestGitLabFitsItsDocumentation(t *testing.T) {
	codeQuality := schema(t, readJSON(t, filepath.Join("testdata", "codequality.schema.json")))
	for name, data := range documents(t, "gitlab") {
		doc := parseJSON(t, data)
		if err := codeQuality.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		seen := make(map[string]bool)
		for _, issue := range doc.([]any) {
			fingerprint := issue.(map[string]any)["fingerprint"].(string)
			if seen[fingerprint] {
				t.Errorf("%s: two issues have the fingerprint %s", name, fingerprint)
			}
			seen[fingerprint] = true
		}
	}
}
