package flow

import (
	"testing"

	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
)

// The names of a package's own fields are told without its import path, and without
// what the path below a parameter says.
func TestStorageNamesInFacts(t *testing.T) {
	const pkg = "example.com/vault.v2"
	for _, c := range []struct{ storage, path, told string }{
		{"example.com/vault.v2.Box.Key", "", ".Box.Key"},
		{"example.com/vault.v2.Box.Key", ".Key", ".Box."},
		{"example.com/vault.v2.Box.Key", ".box.Key", ".Box.Key"},
		{"example.com/vault.v2.Default", "", ".Default"},
		{"example.com/vault.v2/inner.Box.Key", "", "example.com/vault.v2/inner.Box.Key"},
		{"example.com/vault.v2/inner.Box.Key", ".Key", "example.com/vault.v2/inner.Box."},
		{"example.com/vault.v22.Box.Key", "", "example.com/vault.v22.Box.Key"},
		{"", ".Key", ""},
		{"", "", ""},
	} {
		told := fact.LocalName(c.storage, c.path, pkg)
		if told != c.told {
			t.Errorf("%q below %q is told as %q, want %q", c.storage, c.path, told, c.told)
		}
		if got := fact.GlobalName(told, c.path, pkg); got != c.storage {
			t.Errorf("%q below %q is read as %q, want %q", told, c.path, got, c.storage)
		}
	}
}
