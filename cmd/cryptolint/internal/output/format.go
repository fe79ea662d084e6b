package output

import (
	"fmt"
	"io"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// format is one way to write a report.
type format struct {
	name  string
	write func(io.Writer, *finding.Report, Options) error
}

// formats returns all formats, those for people first.
func formats() []format {
	return []format{
		{"text", Text},
		{"json", JSON},
		{"sarif", SARIF},
		{"github", GitHub},
		{"gitlab", GitLab},
		{"gitlab-sast", GitLabSAST},
		{"markdown", Markdown},
		{"junit", JUnit},
		{"checkstyle", Checkstyle},
		{"html", HTML},
	}
}

// Formats returns the names of all formats.
func Formats() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// Write writes the report in the format with that name.
func Write(name string, w io.Writer, report *finding.Report, o Options) error {
	for _, f := range formats() {
		if f.name == name {
			return f.write(w, report, o)
		}
	}
	return fmt.Errorf("unknown format %q: use %s", name, strings.Join(Formats(), ", "))
}
