package cryptolint_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

const modelsPage = "docs/models.md"

// The page on models lists every word that a model may say, and no other.
func TestModelsPageListsAllWords(t *testing.T) {
	page := readFile(t, modelsPage)
	for heading, want := range map[string][]string{
		"What a model contains": modelKeys(),
		"Roles":                 cryptoapi.RoleWords(),
		"Origins":               cryptoapi.OriginWords(),
		"Actions":               cryptoapi.ActionWords(),
	} {
		got := firstColumn(t, page, heading)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("the table under %q has %q, want %q", heading, got, want)
		}
	}
}

// modelKeys are the keys of a model in the configuration.
func modelKeys() []string { return append([]string{"symbol"}, cryptoapi.ClauseKeys()...) }

// firstColumn returns the words in the first column of the table under a heading.
func firstColumn(t *testing.T, page, heading string) []string {
	t.Helper()
	_, section, found := strings.Cut(page, "\n## "+heading+"\n")
	if !found {
		t.Fatalf("%s has no section %q", modelsPage, heading)
	}
	section, _, _ = strings.Cut(section, "\n## ")
	var words []string
	for _, row := range regexp.MustCompile("(?m)^\\| (`[^|]*`) \\|").FindAllStringSubmatch(section, -1) {
		for word := range strings.SplitSeq(row[1], ", ") {
			words = append(words, strings.Trim(word, "`"))
		}
	}
	return words
}

// The examples of the page are what the configuration accepts.
func TestModelsPageExamples(t *testing.T) {
	blocks := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(readFile(t, modelsPage), -1)
	if len(blocks) < 3 {
		t.Fatalf("%s has %d examples, want 3 or more", modelsPage, len(blocks))
	}
	for _, block := range blocks {
		parsed, err := config.Parse(modelsPage, []byte(block[1]), nil)
		if err != nil {
			t.Errorf("%s\n%v", block[1], err)
			continue
		}
		if len(parsed.Models) == 0 {
			t.Errorf("an example without models:\n%s", block[1])
		}
		if _, err := cryptoapi.Builtin().With(parsed.Models); err != nil {
			t.Error(err)
		}
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
