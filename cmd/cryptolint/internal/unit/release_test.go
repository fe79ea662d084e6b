package unit

import (
	"strings"
	"testing"
)

func TestCompareReleases(t *testing.T) {
	for _, c := range []struct {
		command, built string
		want           string // part of the error; empty: none
	}{
		{"go1.26.8", "go1.26.8", ""},
		{"go1.26.9", "go1.26.0", ""}, // patch releases do not matter
		{"go1.26.8", "go1.27.4", ""},
		{"go1.27.4", "go1.26.8", "built with go1.26.8 and cannot analyse packages with go1.27.4"},
		{"go1.27rc1", "go1.26.8", "'GOTOOLCHAIN=go1.27rc1 go install "},
		{"go1.30.0", "go1.27.4 X:nogreenteagc", "built with go1.27.4 "},
		{"devel go1.28-0b1c2d3 Mon Nov 2 10:00:00 2026", "go1.27.4", "with go1.28, "},
		{"go1.28.0", "devel go1.28-0b1c2d3 Mon Nov 2 10:00:00 2026", ""},
		{"", "go1.26.8", ""},
		{"our own build", "go1.26.8", ""},
	} {
		err := compareReleases(c.command, c.built)
		switch {
		case err == nil && c.want != "":
			t.Errorf("%q with a program built with %q: no error, want one with %q", c.command, c.built, c.want)
		case err != nil && (c.want == "" || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%q with a program built with %q: %v, want %q", c.command, c.built, err, c.want)
		}
	}
}
