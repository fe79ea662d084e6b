package baseline

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

const text = `{
  "version": 2,
  "findings": [
    {
      "rule": "CL101",
      "file": "pay/sign.go",
      "message": "rsa.SignPKCS1v15 signs an MD5 digest, <b> & \"co\"",
      "key": "0011223344556677",
      "function": "Order.sign"
    },
    {
      "rule": "CL501",
      "file": "pay/sign.go",
      "message": "an HMAC is compared with ==",
      "key": "ffeeddccbbaa9988"
    }
  ]
}
`

// What is read is written again byte by byte: sorted, a block of lines for each
// entry.
func TestFormat(t *testing.T) {
	file := filepath.Join(t.TempDir(), FileName)
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	b, err := Load(file, FileName)
	if err != nil {
		t.Fatal(err)
	}
	b.entries[0], b.entries[1] = b.entries[1], b.entries[0]
	if err := b.Write(file); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != text {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestEmptyBaseline(t *testing.T) {
	data, err := New(t.TempDir(), nil, nil).encode()
	if want := "{\n  \"version\": 2,\n  \"findings\": []\n}\n"; err != nil || string(data) != want {
		t.Errorf("got %q, %v, want %q", data, err, want)
	}
}

func TestBadFiles(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"empty", "", "is empty"},
		{"cut off", text[:200], "ends in the middle"},
		{"not JSON", "version: 1\nfindings: []\n", "is not JSON in line 1"},
		{"after a merge", "{\n  \"version\": 1,\n<<<<<<< HEAD\n", "is not JSON in line 3"},
		{"other version", `{"version": 3}`, "has version 3 of the format, and this cryptolint reads version 2 and earlier"},
		{"no version", `{"findings": []}`, "does not state its version"},
		{"another kind of file", "[]", "has a value of the wrong kind in line 1"},
		{"wrong value", "{\n\"version\": 1,\n\"findings\": 7\n}", "has a value of the wrong kind in line 3"},
		{"two of them", text + text, "has something after its end in line 19"},
		{"no key", `{"version": 2, "findings": [{"rule": "CL101"}]}`, "has no rule or no key in entry 1"},
		{"no fingerprint", `{"version": 1, "findings": [{"rule": "CL101", "fingerprint": "00"}]}`, "has no rule or no key in entry 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, _, err := parse([]byte(c.data)); err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// What can be read can be written and read again, and is the same.
func FuzzParse(f *testing.F) {
	f.Add([]byte(text))
	f.Add([]byte(`{"version": 1, "findings": [{"rule": "CL101", "fingerprint": "00112233445566778899aabbccddeeff"}]}`))
	f.Add([]byte(text[:100]))
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, _, err := parse(data)
		if err != nil {
			return
		}
		first, err := (&Baseline{entries: entries}).encode()
		if err != nil {
			t.Fatal(err)
		}
		again, _, err := parse(first)
		if err != nil {
			t.Fatalf("cannot read what was written: %v\n%s", err, first)
		}
		second, err := (&Baseline{entries: again}).encode()
		if err != nil || !bytes.Equal(first, second) {
			t.Errorf("written again it differs: %v\n%s\n%s", err, first, second)
		}
	})
}
