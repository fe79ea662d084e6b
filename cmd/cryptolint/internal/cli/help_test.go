package cli

import (
	"bytes"
	"flag"
	"strings"
	"testing"
)

// helpOn returns what help prints on a command; "" is the whole.
func helpOn(t *testing.T, name string) string {
	t.Helper()
	var out bytes.Buffer
	a := &app{out: terminal{Writer: &out}}
	var args []string
	if name != "" {
		args = []string{name}
	}
	if _, err := a.help(args); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// Help on the whole names each command; help on each explains each of its flags, and
// how it is used.
func TestHelpExplainsEverything(t *testing.T) {
	main := helpOn(t, "")
	names := []string{""}
	for _, c := range commands() {
		names = append(names, c.name)
		if !strings.Contains(main, "\n    "+c.name+" ") {
			t.Errorf("help does not name the command %s", c.name)
		}
		if !strings.HasPrefix(c.help, "Usage: cryptolint "+c.name) {
			t.Errorf("help on %s does not begin with its usage", c.name)
		}
	}
	for _, name := range names {
		text := helpOn(t, name)
		flagSet(name).set.VisitAll(func(f *flag.Flag) {
			if f.Usage == "" || strings.Count(text, "\n    -"+f.Name+" ") != 1 {
				t.Errorf("help on %q does not explain -%s once", name, f.Name)
			}
		})
	}
}

// Help fits a terminal of 100 columns.
func TestHelpIsNarrow(t *testing.T) {
	names := []string{""}
	for _, c := range commands() {
		names = append(names, c.name)
	}
	for _, name := range names {
		for line := range strings.Lines(helpOn(t, name)) {
			if line = strings.TrimSuffix(line, "\n"); len([]rune(line)) > widest || strings.TrimRight(line, " ") != line {
				t.Errorf("help on %q has the line %q", name, line)
			}
		}
	}
}
