package unit

import (
	"cmp"
	"encoding/json"
	"fmt"
	"go/token"
	"io"

	"golang.org/x/tools/go/analysis"
)

// The JSON of go vet is a stream of objects, one for each unit. An object maps the unit
// to the analyzer to a list of diagnostics.
type (
	// Diagnostic is a finding in that JSON.
	Diagnostic struct {
		Category string         `json:"category,omitempty"`
		Posn     string         `json:"posn"` // file:line:column
		End      string         `json:"end"`  // the same
		Message  string         `json:"message"`
		Fixes    []SuggestedFix `json:"suggested_fixes,omitempty"`
		Related  []Related      `json:"related,omitempty"`
	}

	// SuggestedFix is a change that would correct what a diagnostic is about.
	SuggestedFix struct {
		Message string `json:"message"`
		Edits   []Edit `json:"edits"`
	}

	// Edit replaces the bytes from Start to End of a file, which count from 0.
	Edit struct {
		Filename string `json:"filename"`
		Start    int    `json:"start"`
		End      int    `json:"end"`
		New      string `json:"new"`
	}

	// Related is another place that a diagnostic is about.
	Related struct {
		Posn    string `json:"posn"`
		End     string `json:"end,omitempty"`
		Message string `json:"message"`
	}
)

// printJSON prints the diagnostics as unitchecker does for -json.
func (r *runner) printJSON(w io.Writer) error {
	byAnalyzer := make(map[string][]Diagnostic)
	for _, a := range r.roots {
		for _, d := range r.reported[a] {
			byAnalyzer[a.Name] = append(byAnalyzer[a.Name], r.encode(d))
		}
	}
	tree := make(map[string]map[string][]Diagnostic)
	if len(byAnalyzer) > 0 {
		tree[r.unit.ID] = byAnalyzer
	}
	data, err := json.MarshalIndent(tree, "", "\t")
	if err != nil {
		return fmt.Errorf("cannot encode the findings in package %s: %w", r.unit.ImportPath, err)
	}
	_, err = fmt.Fprintf(w, "%s\n", data)
	return err
}

// print prints the diagnostics as lines and returns the exit status, which is 1 if there
// are any.
func (r *runner) print(w io.Writer) int {
	status := 0
	for _, a := range r.roots {
		for _, d := range r.reported[a] {
			fmt.Fprintf(w, "%s: %s\n", r.position(d.Pos), d.Message)
			for _, related := range d.Related {
				fmt.Fprintf(w, "%s: \t%s\n", r.position(related.Pos), related.Message)
			}
			status = 1
		}
	}
	return status
}

func (r *runner) encode(d analysis.Diagnostic) Diagnostic {
	encoded := Diagnostic{Category: d.Category, Posn: r.position(d.Pos), End: r.position(cmp.Or(d.End, d.Pos)), Message: d.Message}
	for _, fix := range d.SuggestedFixes {
		encoded.Fixes = append(encoded.Fixes, r.encodeFix(fix))
	}
	for _, related := range d.Related {
		encoded.Related = append(encoded.Related, Related{r.position(related.Pos), r.position(cmp.Or(related.End, related.Pos)), related.Message})
	}
	return encoded
}

func (r *runner) encodeFix(fix analysis.SuggestedFix) SuggestedFix {
	encoded := SuggestedFix{Message: fix.Message}
	for _, edit := range fix.TextEdits {
		start, end := r.pkg.fset.Position(edit.Pos), r.pkg.fset.Position(cmp.Or(edit.End, edit.Pos))
		encoded.Edits = append(encoded.Edits, Edit{start.Filename, start.Offset, end.Offset, string(edit.NewText)})
	}
	return encoded
}

func (r *runner) position(pos token.Pos) string { return r.pkg.fset.Position(pos).String() }
