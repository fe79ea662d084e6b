package output

import (
	"io"
	"strings"
	"time"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output/html"
)

// HTML writes the report as one HTML file that asks nothing of the network. The
// same report and options make the same bytes; a zero o.Time is left out. Names
// of files are relative to o.Dir.
//
// Silenced findings are in the file in any case; o.ShowSuppressed decides
// whether the page begins with them in sight.
func HTML(w io.Writer, report *finding.Report, o Options) error {
	return html.Write(w, report, html.Options{
		Dir:     o.Dir,
		Version: o.Version,
		Facts: []html.Fact{
			{Name: "Module", Value: o.Identity.Module}, {Name: "Repository", Value: o.Identity.Repository},
			{Name: "Revision", Value: o.Identity.Revision}, {Name: "Date", Value: date(o.Time)},
			{Name: "Platform", Value: o.Identity.Platform}, {Name: "Tool", Value: strings.TrimSpace("cryptolint " + o.Version)},
			{Name: "Configuration digest", Value: o.Identity.Configuration},
		},
		Pages:          o.Pages,
		ShowSuppressed: o.ShowSuppressed,
		Safe:           Safe,
	})
}

// date writes a time for people, in UTC, so that a report reads the same anywhere.
func date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04 UTC")
}
