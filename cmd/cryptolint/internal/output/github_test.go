package output_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
)

// GitHub takes columns for one line only, and a place may be known in part.
func TestGitHubPlaces(t *testing.T) {
	o := repository(t)
	file := filepath.Join(o.Root, "a,b:c%.go")
	at := func(line, column int) finding.Position {
		return finding.Position{File: file, Line: line, Column: column}
	}
	for _, c := range []struct {
		name     string
		pos, end finding.Position
		want     string
	}{
		{"several lines", at(3, 5), at(7, 2), "file=a%2Cb%3Ac%25.go,line=3,endLine=7,"},
		{"one line", at(3, 5), at(3, 9), "file=a%2Cb%3Ac%25.go,line=3,endLine=3,col=5,endColumn=9,"},
		{"no end", at(3, 5), at(3, 5), "file=a%2Cb%3Ac%25.go,line=3,col=5,"},
		{"no column", at(3, 0), at(3, 0), "file=a%2Cb%3Ac%25.go,line=3,"},
		{"no line", at(0, 0), at(0, 0), "file=a%2Cb%3Ac%25.go,"},
		{"no file", finding.Position{}, finding.Position{}, ""},
	} {
		f := finding.Finding{Rule: rsapadding, Severity: rsapadding.Severity, Message: "m", Pos: c.pos, End: c.end}
		var out bytes.Buffer
		if err := output.GitHub(&out, &finding.Report{Findings: []finding.Finding{f}}, o); err != nil {
			t.Fatal(err)
		}
		if want := "::error " + c.want + "title=CL301 rsapadding::m%0A" + rsapadding.URL() + "\n"; out.String() != want {
			t.Errorf("%s: got %s want %s", c.name, out.String(), want)
		}
	}
}
