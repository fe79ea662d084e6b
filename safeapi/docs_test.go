package safeapi_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// errorBlock is what docs/safeapi.md leaves out.
var errorBlock = regexp.MustCompile(`(?m)^\s*if err != nil \{\n(.*\n){1,3}?\s*\}\n`)

// TestPageIsCompiled finds every line of the pages' snippets, in their order,
// in the Examples that the tests compile and run.
func TestPageIsCompiled(t *testing.T) {
	page, err := os.ReadFile("../docs/safeapi.md")
	if err != nil {
		t.Fatal(err)
	}
	more, err := os.ReadFile("../docs/secrets-managers.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*/*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, "example_test.go")
	var examples []string
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(source), "func Example") {
			examples = append(examples, squeeze(errorBlock.ReplaceAllString(string(source), "")))
		}
	}
	blocks := strings.Split(squeezeErrors(page)+squeezeErrors(more), "```go\n")[1:]
	for _, block := range blocks {
		block, _, _ = strings.Cut(block, "```")
		for run := range strings.SplitSeq(block, "…\n") {
			if run = squeeze(run); run != "" && !anyContains(examples, run) {
				t.Errorf("no Example has these lines:\n%s", run)
			}
		}
	}
	if len(blocks) < 20 {
		t.Errorf("only %d snippets were found", len(blocks))
	}
}

// squeezeErrors leaves out the blocks for errors, where a page has them.
func squeezeErrors(page []byte) string { return errorBlock.ReplaceAllString(string(page), "") }

// squeeze drops indentation, empty lines, and the spaces that align comments.
func squeeze(source string) string {
	var b strings.Builder
	for line := range strings.Lines(source) {
		if words := strings.Fields(line); len(words) > 0 {
			b.WriteString(strings.Join(words, " ") + "\n")
		}
	}
	return b.String()
}

func anyContains(all []string, s string) bool {
	for _, a := range all {
		if strings.Contains(a, s) {
			return true
		}
	}
	return false
}
