package cryptolint_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/internal/config"
)

const configPage = "docs/configuration.md"

// The table of keys is made from the settings.
func TestConfigurationPageKeys(t *testing.T) {
	var rows strings.Builder
	for _, s := range config.Settings() {
		fmt.Fprintf(&rows, "| `%s` | %s | %s | %s |\n", s.Key, valueOf(s), defaultOf(s), strings.ReplaceAll(s.Usage, "`", ""))
	}
	page := readText(t, configPage)
	place := regexp.MustCompile("(?m)^\\| key and flag .*\n.*\n((?:\\| `.*\n)*)").FindStringSubmatchIndex(page)
	if place == nil {
		t.Fatalf("%s has no table of keys", configPage)
	}
	if *update {
		writeFile(t, configPage, page[:place[2]]+rows.String()+page[place[3]:])
		return
	}
	if got := page[place[2]:place[3]]; got != rows.String() {
		t.Errorf("%s says\n%s\nwant (go test . -update writes it)\n%s", configPage, got, rows.String())
	}
}

func valueOf(s *config.Setting) string {
	switch {
	case s.Bool():
		return "true or false"
	case s.List:
		return "list"
	case s.Words != nil:
		return "one word"
	}
	return "text"
}

func defaultOf(s *config.Setting) string {
	if initial := strings.Join(s.Initial(), ", "); initial != "" {
		return initial
	}
	return "–"
}

// The examples on the page are right.
func TestConfigurationPageExamples(t *testing.T) {
	blocks := regexp.MustCompile("(?ms)^```yaml\n(.*?)^```$").FindAllStringSubmatch(readText(t, configPage), -1)
	if len(blocks) < 3 {
		t.Fatalf("%s has %d examples", configPage, len(blocks))
	}
	for _, block := range blocks {
		file := filepath.Join(t.TempDir(), ".cryptolint.yaml")
		if err := os.WriteFile(file, []byte(block[1]), 0o644); err != nil {
			t.Fatal(err)
		}
		if output, err := exec.CommandContext(t.Context(), command, "config", "check", file).CombinedOutput(); err != nil {
			t.Errorf("%v: %s\n%s", err, output, block[1])
		}
	}
}
