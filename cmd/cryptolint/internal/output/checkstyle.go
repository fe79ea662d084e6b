package output

import (
	"encoding/xml"
	"io"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// checkstyleVersion is the version of Checkstyle whose format this is.
const checkstyleVersion = "5.0"

type (
	checkstyleReport struct {
		XMLName xml.Name         `xml:"checkstyle"`
		Version string           `xml:"version,attr"`
		Files   []checkstyleFile `xml:"file"`
	}
	checkstyleFile struct {
		Name   string            `xml:"name,attr"`
		Errors []checkstyleError `xml:"error"`
	}
	checkstyleError struct {
		Line     int    `xml:"line,attr"`
		Column   int    `xml:"column,attr,omitempty"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
)

// Checkstyle writes the report in the XML of the Checkstyle program, which many
// servers read. Names of files are relative to o.Root. The format has no place
// for a package that could not be analysed: it becomes an error on line 0 of a
// file that has the name of the package.
func Checkstyle(w io.Writer, report *finding.Report, o Options) error {
	doc := checkstyleReport{Version: checkstyleVersion}
	texts := make(fileTexts)
	for i, f := range report.Findings {
		if i == 0 || f.Pos.File != report.Findings[i-1].Pos.File {
			name, _ := repoPath(o.Root, f.Pos.File)
			doc.Files = append(doc.Files, checkstyleFile{Name: orUnknown(name)})
		}
		file := &doc.Files[len(doc.Files)-1]
		at := texts.of(f.Pos.File).at(f.Pos)
		file.Errors = append(file.Errors, checkstyleError{
			Line:     at.line,
			Column:   at.column,
			Severity: gradeOf(told(f)).checkstyle,
			Message:  SafeLines(f.Message),
			Source:   "cryptolint." + f.Rule.ID,
		})
	}
	for _, f := range report.Failures {
		failed := checkstyleError{Severity: "error", Message: SafeLines(failureText(f)), Source: "cryptolint"}
		doc.Files = append(doc.Files, checkstyleFile{Name: orUnknown(f.Package), Errors: []checkstyleError{failed}})
	}
	return writeXML(w, doc)
}
