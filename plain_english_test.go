package cryptolint_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// quirk is a way of writing that no reader should meet, and what to write instead.
type quirk struct {
	found   *regexp.Regexp
	instead string
}

// quirks have no honest use in text about cryptolint; CONTRIBUTING.md has the table.
var quirks = []quirk{
	{regexp.MustCompile(`(?i)\bmend(s|ed|ing)?\b`), "fix"},
	{regexp.MustCompile(`(?i)\bforet(ell|ells|old)\b`), "predict"},
	{regexp.MustCompile(`(?i)\btell(s|ing)? of\b`), "show, report"},
	{regexp.MustCompile(`(?i)\bwhoever\b`), "an attacker who"},
	{regexp.MustCompile(`(?i)(?:^|[.:;,(] |\band |\bor )who can\b`), "an attacker who can"},
	{regexp.MustCompile(`(?i)\b(is|are) no (place|date|number|glob|path)\b`), "is not a"},
	{regexp.MustCompile(`(?i)\bby machine\b`), "automatically"},
	{regexp.MustCompile(`(?i)\bdoors?\b`), "integration"},
	{regexp.MustCompile(`(?i)\bof (its|their) own\b`), "separate, or nothing"},
	{regexp.MustCompile(`(?i)\b(one|each|comes?|stands?) behind\b`), "after"},
	{regexp.MustCompile(`(?i)\b(lets?|let) (everybody|everyone|anybody) in\b`), "accepts every client"},
	{regexp.MustCompile(`(?i)\bis a part of\b`), "is part of"},
	{regexp.MustCompile(`(?i)\bgo(es)? by the\b`), "uses, follows"},
}

// allowed are the sentences in which such words are right.
var allowed = []string{
	"SSH server that lets everyone in", // the title of CL803
	"An SSH server that lets everyone in",
	"SSH servers that let everyone in",
}

// inText lists the quirks of a text, each with its line.
func inText(text string) []string {
	var all []string
	for _, sentence := range allowed {
		text = strings.ReplaceAll(text, sentence, "")
	}
	for line := range strings.SplitSeq(text, "\n") {
		for _, q := range quirks {
			if word := q.found.FindString(line); word != "" {
				all = append(all, strings.TrimSpace(word)+" (write: "+q.instead+") in: "+strings.TrimSpace(line))
			}
		}
	}
	return all
}

func TestPagesArePlainEnglish(t *testing.T) {
	for _, page := range append(docsPages(t), "action.yml", "templates/gitlab.yml", "Dockerfile", "docs/report.schema.json", "docs/cryptolint.schema.json") {
		text := readText(t, page)
		if page == "CONTRIBUTING.md" {
			text, _, _ = strings.Cut(text, "| write | not |")
		}
		for _, found := range inText(text) {
			t.Errorf("%s: %s", page, found)
		}
	}
}

func TestHelpIsPlainEnglish(t *testing.T) {
	for _, topic := range []string{"", "fix", "baseline", "suppressions", "report", "config", "add-ignores", "rules", "explain", "trace", "work", "completion", "version"} {
		text, err := exec.CommandContext(t.Context(), command, strings.Fields("help "+topic)...).Output()
		if err != nil || len(text) == 0 {
			t.Errorf("help %s: %v", topic, err)
		}
		for _, found := range inText(string(text)) {
			t.Errorf("help %s: %s", topic, found)
		}
	}
}

// Messages are the string literals of the program, and the documentation of safeapi
// is its comments.
func TestMessagesArePlainEnglish(t *testing.T) {
	messages := 0
	for _, root := range []string{"cmd", "internal", "analyzers", "passes", "golangci-plugin", "safeapi"} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == "browser" || entry.Name() == "ruletest"):
				return filepath.SkipDir
			case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
				return nil
			}
			texts := literals(t, path, root == "safeapi")
			messages += len(texts)
			for _, text := range texts {
				for _, found := range inText(text) {
					t.Errorf("%s: %s", path, found)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if messages < 1000 {
		t.Errorf("only %d messages: the test looks at nothing", messages)
	}
}

// literals returns the string literals of a file that have a blank in them, and with
// comments also those.
func literals(t *testing.T, path string, comments bool) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	ast.Inspect(file, func(n ast.Node) bool {
		if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING && strings.Contains(literal.Value, " ") {
			all = append(all, literal.Value)
		}
		return true
	})
	if comments {
		for _, group := range file.Comments {
			all = append(all, strings.ReplaceAll(group.Text(), "\n", " "))
		}
	}
	return all
}

// The words of the table in CONTRIBUTING.md are found, and plain words are not.
func TestQuirksAreFound(t *testing.T) {
	for text, want := range map[string]int{
		"a fix mends it":                                1,
		"others can foretell the token":                 1,
		"the report tells of it":                        1,
		"whoever has the key reads it":                  1,
		"Blocks can be moved. Who can choose one wins.": 1,
		"an attacker who can choose one wins":           0,
		"seal:12 is no place":                           1,
		"what can be fixed by machine":                  1,
		"in a list of their own":                        1,
		"one behind the other":                          1,
		"every package has its own key":                 0,
		"a secret behind an RPC interface":              0,
		"SSH server that lets everyone in":              0,
	} {
		if got := inText(text); len(got) != want {
			t.Errorf("%q: found %q, want %d", text, got, want)
		}
	}
}
