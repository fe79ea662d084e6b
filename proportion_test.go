package cryptolint_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What a person reads in one sitting: a file, and a room of the engine without its tests. What
// grows beyond has a second subject, which gets a file or a room of its own.
const (
	longestFile = 500
	largestRoom = 3000
)

// Files and rooms of the engine keep to one subject.
func TestProportion(t *testing.T) {
	rooms := make(map[string]int)
	for _, root := range []string{"analyzers", "cmd", "golangci-plugin", "internal", "passes", "safeapi"} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "testdata") {
				return err
			}
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			lines := bytes.Count(content, []byte("\n"))
			if lines > longestFile {
				t.Errorf("%s has %d lines, more than %d: what is its second subject?", path, lines, longestFile)
			}
			rooms[filepath.ToSlash(filepath.Dir(path))] += lines
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for room, lines := range rooms {
		if strings.HasPrefix(room, "passes/flow") && lines > largestRoom {
			t.Errorf("%s has %d lines, more than %d: what is its second subject?", room, lines, largestRoom)
		}
	}
	if rooms["passes/flow/internal/eval"] == 0 {
		t.Error("the rooms of the engine are somewhere else")
	}
}
