package unit

import (
	"os"
	"path/filepath"
	"testing"
)

func TestFilesOfFacts(t *testing.T) {
	file := filepath.Join(t.TempDir(), "facts.vetx")
	if err := writeFacts(file, "example.com/plain", nil); err != nil {
		t.Fatal(err)
	}
	if facts, err := readFacts(map[string]string{"example.com/plain": file}); err != nil || len(facts) != 0 {
		t.Errorf("a package without facts has %v, error %v", facts, err)
	}

	if err := os.WriteFile(file, []byte("vetx\x02\x00\x00\x00\x03\x00\x00\x00TTabc"), 0o600); err != nil {
		t.Fatal(err)
	}
	facts, err := readFacts(map[string]string{"example.com/leaf": file})
	if got := string(facts["example.com/leaf"]); err != nil || got != "abc" {
		t.Errorf("the facts after two bytes of types are %q, error %v, want \"abc\"", got, err)
	}

	if err := os.WriteFile(file, []byte("gob of another program"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readFacts(map[string]string{"example.com/leaf": file}); err == nil {
		t.Error("a file of another program passes for facts")
	}
}

// Whatever is in a file of facts, reading it gives facts or an error.
func FuzzFacts(f *testing.F) {
	f.Add([]byte("vetx\x00\x00\x00\x00\x00\x00\x00\x00"))
	f.Add([]byte("vetx\x02\x00\x00\x00\x03\x00\x00\x00TTabc"))
	f.Add([]byte("vetx\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		part, err := factsIn(data)
		if err != nil {
			return
		}
		if len(part) > len(data)-factHeader {
			t.Errorf("%d bytes of facts in a file of %d", len(part), len(data))
		}
		facts, err := (encodedFacts{"p": part}).decode("p")
		if err != nil && facts != nil {
			t.Errorf("%d facts beside the error %v", len(facts), err)
		}
	})
}
