package flow

import "testing"

// The names of a package's own fields are told without its import path, and read with
// it.
func TestStorageNamesInFacts(t *testing.T) {
	const pkg = "example.com/vault.v2"
	for storage, told := range map[string]string{
		"example.com/vault.v2.Box.Key":       ".Box.Key",
		"example.com/vault.v2.Default":       ".Default",
		"example.com/vault.v2/inner.Box.Key": "example.com/vault.v2/inner.Box.Key",
		"example.com/vault.v22.Box.Key":      "example.com/vault.v22.Box.Key",
		"":                                   "",
	} {
		if got := localName(storage, pkg); got != told {
			t.Errorf("%q is told as %q, want %q", storage, got, told)
		}
		if got := globalName(told, pkg); got != storage {
			t.Errorf("%q is read as %q, want %q", told, got, storage)
		}
	}
}
