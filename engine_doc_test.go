package cryptolint_test

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// helpers of tests are not rooms.
var notRooms = []string{"passes/flow/internal/flowtest"}

// The picture in docs/engine.md shows the rooms as they are: each package below passes,
// and nothing else, each above those that it uses.
func TestPictureOfTheRooms(t *testing.T) {
	rooms := pictured(t)
	imports := importsOf(t)
	for path, imported := range imports {
		name := strings.TrimPrefix(path, module+"/")
		if !strings.HasPrefix(name, "passes/") || slices.Contains(notRooms, name) {
			continue
		}
		at := slices.Index(rooms, name)
		if at < 0 {
			t.Errorf("docs/engine.md does not show %s", name)
			continue
		}
		for _, below := range imported {
			below, ours := strings.CutPrefix(below, module+"/")
			if ours && strings.HasPrefix(below, "passes/") && slices.Index(rooms, below) <= at {
				t.Errorf("docs/engine.md shows %s above %s, which uses it", below, name)
			}
		}
	}
	for _, name := range rooms {
		if _, ok := imports[module+"/"+name]; !ok {
			t.Errorf("docs/engine.md shows %s, which is not there", name)
		}
	}
}

// pictured returns the rooms of the picture, from the top.
func pictured(t *testing.T) []string {
	t.Helper()
	page, err := os.ReadFile("docs/engine.md")
	if err != nil {
		t.Fatal(err)
	}
	var rooms []string
	for line := range strings.Lines(string(page)) {
		if fields := strings.Fields(line); len(fields) > 1 && strings.HasPrefix(line, "passes/") {
			rooms = append(rooms, fields[0])
		}
	}
	return rooms
}
