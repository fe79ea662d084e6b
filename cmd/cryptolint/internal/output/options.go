package output

import (
	"io/fs"
	"time"

	"github.com/cryptolint/cryptolint/internal/rule"
)

// Options is what the formats need to know besides the report.
type Options struct {
	Dir            string      // working directory, absolute: names of files are relative to it
	Root           string      // root of the repository, absolute, or Dir where there is none; for formats that want such names
	Identity       Identity    // what the report is about
	Version        string      // of cryptolint
	Time           time.Time   // of the report, for formats that state it; zero: now
	Rules          []rule.Meta // all rules, sorted by ID
	Pages          fs.FS       // the pages of the rules, by rule.Meta.Page
	Style          Style       // for text
	ShowSuppressed bool        // tell of silenced findings too, where the format can
}
