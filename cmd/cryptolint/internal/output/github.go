package output

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// GitHub writes the report as workflow commands of GitHub Actions, one per line.
// GitHub shows them as annotations beside the code. Names of files are relative
// to o.Root.
func GitHub(w io.Writer, report *finding.Report, o Options) error {
	out := bufio.NewWriter(w)
	texts := make(fileTexts)
	for _, f := range report.Findings {
		properties := append(githubPlace(f, o.Root, texts), property("title", f.Rule.ID+" "+f.Rule.Name))
		fmt.Fprintf(out, "::%s %s::%s\n", gradeOf(told(f)).github, strings.Join(properties, ","), githubData(f.Message+note(f)+linkTo(f)))
	}
	for _, f := range report.Failures {
		fmt.Fprintf(out, "::error %s::%s\n", property("title", "cryptolint"), githubData(failureText(f)))
	}
	return out.Flush()
}

// note is what an annotation says besides its message, for a warning.
func note(f finding.Finding) string {
	if !f.Warning {
		return ""
	}
	return " (" + warning(f) + ")"
}

// linkTo is the line with the rule's page that ends an annotation. GitHub makes a
// link of it.
func linkTo(f finding.Finding) string {
	if f.Rule.ID == "" {
		return ""
	}
	return "\n" + f.Rule.URL()
}

// githubPlace returns the properties that say where a finding is. GitHub takes
// columns only where a finding begins and ends on one line.
func githubPlace(f finding.Finding, root string, texts fileTexts) []string {
	if f.Pos.File == "" {
		return nil
	}
	name, _ := repoPath(root, f.Pos.File)
	properties := []string{property("file", name)}
	if f.Pos.Line < 1 {
		return properties
	}
	number := func(name string, n int) {
		properties = append(properties, fmt.Sprintf("%s=%d", name, n))
	}
	known := f.End.File == f.Pos.File
	start, end := texts.of(f.Pos.File).at(f.Pos), texts.of(f.Pos.File).at(f.End)
	number("line", start.line)
	switch {
	case known && end.line > start.line:
		number("endLine", end.line)
	case known && end.line == start.line && end.column > start.column:
		number("endLine", end.line)
		number("col", start.column)
		number("endColumn", end.column)
	case start.column > 0:
		number("col", start.column)
	}
	return properties
}

// The runner takes these escapes back, and no others. What else could steer a
// terminal is made visible.
var (
	githubDataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", "\t", "    ")
	githubPropertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func githubData(text string) string { return Safe(githubDataEscapes.Replace(text)) }

func property(name, value string) string {
	return name + "=" + Safe(githubPropertyEscapes.Replace(value))
}
