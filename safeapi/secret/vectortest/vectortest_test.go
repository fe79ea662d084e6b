package vectortest_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret/vectortest"
)

func TestRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "v.rsp")
	const text = "# source\n\n[Keylen = 16]\nCount = 0\nKey = 00ff\nPT =\n\n\n[Keylen = 24]\n\n# second\nCount = 1\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	vectors := vectortest.Read(t, path)
	if len(vectors) != 2 {
		t.Fatalf("%d vectors, want 2", len(vectors))
	}
	first, second := vectors[0], vectors[1]
	if first.Line != 4 || first.Text(t, "Keylen") != "16" || len(first.Hex(t, "PT")) != 0 || first.Hex(t, "Key")[1] != 0xff {
		t.Errorf("first vector: %+v", first)
	}
	if second.Has("Key") || second.Line != 12 || second.Text(t, "Count") != "1" || second.Text(t, "Keylen") != "24" {
		t.Errorf("second vector: %+v", second)
	}
}
