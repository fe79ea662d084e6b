// Package vectortest reads files of test vectors in the notation of the NIST
// .rsp files. It is for tests.
package vectortest

import (
	"encoding/hex"
	"os"
	"strings"
	"testing"
)

// A Vector is one case: its values by name, and the line where it begins.
type Vector struct {
	Line   int
	values map[string]string
}

// Read returns the cases of a file. A case is a run of lines "name = value";
// an empty line ends it. "[name = value]" holds for all cases that follow.
// "#" begins a comment line. It fails t if there is no case or a line is none
// of these.
func Read(t testing.TB, path string) []Vector {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("read vectors: %v", err)
	}
	var all []Vector
	shared := map[string]string{}
	current := Vector{}
	end := func() {
		if current.values != nil {
			all = append(all, current)
		}
		current = Vector{}
	}
	for i, line := range strings.Split(string(text), "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			end()
			continue
		}
		if strings.HasPrefix(line, "#") {
			continue
		}
		inner, isShared := strings.CutPrefix(line, "[")
		name, value, ok := strings.Cut(strings.TrimSuffix(inner, "]"), "=")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if !ok {
			t.Fatalf("%s:%d: neither a comment nor name = value: %q", path, i+1, line)
		}
		if isShared {
			end()
			shared[name] = value
			continue
		}
		if current.values == nil {
			current = Vector{Line: i + 1, values: make(map[string]string)}
			for n, v := range shared {
				current.values[n] = v
			}
		}
		current.values[name] = value
	}
	end()
	if len(all) == 0 {
		t.Fatalf("%s: no vectors", path)
	}
	return all
}

// Text returns the value of name as it stands. It fails t if there is none.
func (v Vector) Text(t testing.TB, name string) string {
	t.Helper()
	value, ok := v.values[name]
	if !ok {
		t.Fatalf("vector at line %d: no %q", v.Line, name)
	}
	return value
}

// Hex returns the value of name decoded from hexadecimal.
func (v Vector) Hex(t testing.TB, name string) []byte {
	t.Helper()
	b, err := hex.DecodeString(v.Text(t, name))
	if err != nil {
		t.Fatalf("vector at line %d: %s: %v", v.Line, name, err)
	}
	return b
}

// Has reports whether the case has a value of that name.
func (v Vector) Has(name string) bool {
	_, ok := v.values[name]
	return ok
}
