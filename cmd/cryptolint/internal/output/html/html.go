// Package html writes a report as one HTML file for people: to be read on a
// screen of any size, on paper, by ear and without the network.
//
// The file holds all of its style and script. Its content security policy
// allows those two by their digests and nothing else, so that whatever stands
// in the analysed code is text and stays text. Without JavaScript the page is
// the complete list, sorted by severity; the script adds search, filters and a
// choice of the order.
package html

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"io/fs"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// Fact is a line about the report as a whole. One without a value is left out.
type Fact struct{ Name, Value string }

// Options is what the page needs besides the report.
type Options struct {
	Dir            string              // absolute: names of files are relative to it
	Version        string              // of cryptolint
	Facts          []Fact              // what was analysed, when and with what
	Pages          fs.FS               // the pages of the rules, by rule.Meta.Page; nil: no examples
	ShowSuppressed bool                // begin with silenced findings in sight
	Safe           func(string) string // writes what is invisible or deceives the eye as escapes
}

//go:embed report.gohtml report.css report.js
var files embed.FS

// Write writes the page. Source files that cannot be read are left out; the
// findings stand all the same.
func Write(w io.Writer, report *finding.Report, o Options) error {
	page, err := template.New("report.gohtml").ParseFS(files, "report.gohtml")
	if err != nil {
		return fmt.Errorf("cannot read the template of the HTML report: %w", err)
	}
	style, err := files.ReadFile("report.css")
	if err != nil {
		return fmt.Errorf("cannot read the style of the HTML report: %w", err)
	}
	script, err := files.ReadFile("report.js")
	if err != nil {
		return fmt.Errorf("cannot read the script of the HTML report: %w", err)
	}
	v := newView(report, o)
	v.Style, v.Script = template.CSS(style), template.JS(script)
	v.Policy = policy(style, script)

	out := bufio.NewWriter(w)
	if err := page.Execute(out, v); err != nil {
		return fmt.Errorf("cannot write the HTML report: %w", err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("cannot write the HTML report: %w", err)
	}
	return nil
}

// policy is the content security policy of the page. Data URLs serve the icon.
func policy(style, script []byte) string {
	return "default-src 'none'; img-src data:; style-src " + source(style) + "; script-src " + source(script) +
		"; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
}

// source allows one inline style or script by its digest.
func source(inline []byte) string {
	sum := sha256.Sum256(inline)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
