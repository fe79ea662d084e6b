package cryptoapi

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func TestEveryRoleAndKindHasAWordOfTheText(t *testing.T) {
	for r := range numRoles {
		if got, err := roleOf(roleText[r]); err != nil || got != r {
			t.Errorf("the role %s (%d) is written %q, which reads as %d: %v", r, r, roleText[r], got, err)
		}
	}
	for k := range numKinds {
		if k == Function {
			continue // the engine finds those itself
		}
		if got, err := kindOf(kindText[k]); err != nil || got != k {
			t.Errorf("the kind %s (%d) is written %q, which reads as %d: %v", k, k, kindText[k], got, err)
		}
	}
	for i, word := range actionWords {
		if got, err := actionsOf(word); err != nil || got != 1<<i || got.String() != word {
			t.Errorf("the action %q reads as %s: %v", word, got, err)
		}
	}
	for _, words := range [][]string{RoleWords(), OriginWords(), ActionWords(), ClauseKeys()} {
		for _, word := range words {
			if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
				t.Errorf("%q is not in lower case with hyphens", word)
			}
		}
	}
	for _, words := range [][]string{RoleWords(), OriginWords(), ActionWords(), AlgorithmWords()} {
		if !slices.IsSorted(words) {
			t.Errorf("%v is not sorted", words)
		}
	}
}

func TestEveryKeyHasAUsage(t *testing.T) {
	for _, key := range ClauseKeys() {
		if ClauseUsage(key) == "" {
			t.Errorf("nothing says what %s is for", key)
		}
	}
}

// A file that is not embedded would have no effect.
func TestEveryFileIsPartOfTheTable(t *testing.T) {
	found, err := os.ReadDir("apis")
	if err != nil {
		t.Fatal(err)
	}
	var inFolder, embedded []string
	for _, f := range found {
		inFolder = append(inFolder, "apis/"+f.Name())
	}
	for _, f := range builtinFiles() {
		embedded = append(embedded, f.name)
	}
	if !slices.Equal(inFolder, embedded) {
		t.Errorf("the folder has %q, the table %q", inFolder, embedded)
	}
}
