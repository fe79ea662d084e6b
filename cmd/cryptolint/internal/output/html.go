package output

import (
	"io"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output/html"
)

// HTML writes the report as one HTML file that asks nothing of the network. The
// same report makes the same bytes. Names of files are relative to o.Dir.
//
// Silenced findings are in the file in any case; o.ShowSuppressed decides
// whether the page begins with them in sight.
func HTML(w io.Writer, report *finding.Report, o Options) error {
	return html.Write(w, report, html.Options{
		Dir:     o.Dir,
		Version: o.Version,
		Facts: []html.Fact{
			{Name: "Module", Value: o.Identity.Module}, {Name: "Repository", Value: o.Identity.Repository},
			{Name: "Revision", Value: o.Identity.Revision}, {Name: "Platform", Value: o.Identity.Platform},
			{Name: "Configuration", Value: o.Identity.Configuration},
		},
		Pages:          o.Pages,
		ShowSuppressed: o.ShowSuppressed,
		Safe:           Safe,
	})
}
