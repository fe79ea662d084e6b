package cryptolint_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

const firstHour = "docs/first-hour.md"

// transcript is a block of the page that begins with a command.
var transcript = regexp.MustCompile("(?s)```console\n\\$ ([^\n]+)\n(.*?)```\n")

// What the page about the first hour shows is what the commands print in the demo.
func TestFirstHour(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the commands are for a shell")
	}
	bin := t.TempDir()
	if err := os.Symlink(command, filepath.Join(bin, "cryptolint")); err != nil {
		t.Fatal(err)
	}
	page := readText(t, firstHour)
	blocks := transcript.FindAllStringSubmatch(page, -1)
	if len(blocks) < 4 {
		t.Fatalf("%s has %d transcripts", firstHour, len(blocks))
	}
	for _, block := range blocks {
		got := inShell(t, block[1], bin)
		if sameLines(got, block[2]) {
			continue
		}
		if !*update {
			t.Errorf("%s: %s prints\n%s\nthe page has\n%s\nrun go test . -update", firstHour, block[1], got, block[2])
		}
		page = strings.Replace(page, block[0], "```console\n$ "+block[1]+"\n"+got+"```\n", 1)
	}
	if *update {
		if err := os.WriteFile(firstHour, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// sameLines reports whether two texts have the same lines, in any order: go vet prints the
// findings of the rules in an order that changes from run to run.
func sameLines(a, b string) bool {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// inShell returns what a command prints in the demo, to both outputs. It fails only
// if nothing is printed: most of these commands have findings, and exit with 1.
func inShell(t *testing.T, line, bin string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "sh", "-c", line)
	cmd.Dir = demo
	cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	output, err := cmd.CombinedOutput()
	if len(output) == 0 {
		t.Fatalf("%s prints nothing: %v", line, err)
	}
	dir, err := filepath.Abs(demo)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(output), dir, "/home/ann/cryptolint/"+demo)
}
