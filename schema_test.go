package cryptolint_test

import (
	"bytes"
	"os"
	"os/exec"
	"testing"
)

const configSchema = "docs/cryptolint.schema.json"

// The schema in docs, which editors read, is the one that the command prints.
// 'go test . -run Schema -update' writes it anew. internal/validate finds out
// whether it says what the command does.
func TestConfigSchemaIsUpToDate(t *testing.T) {
	made, err := exec.CommandContext(t.Context(), command, "config", "schema").Output()
	if err != nil {
		t.Fatalf("cryptolint config schema: %v", err)
	}
	if *update {
		if err := os.WriteFile(configSchema, made, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(configSchema)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, made) {
		t.Errorf("%s is not what 'cryptolint config schema' prints: run 'go test . -run Schema -update'", configSchema)
	}
}
