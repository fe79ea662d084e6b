// Package output writes reports, one file per format.
package output

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// Text writes the findings for people:
//
//	session/token.go:31:9: CL401 high/high: what is wrong
//	    31 |     return hex.EncodeToString(raw)
//	       |            ^~~~~~~~~~~~~~~~~~~~~~~
//	    session/token.go:28:2: the step of the path that comes first
//	    why: what an attacker gains
//	    fix: what to do [cryptolint fix]
//	    cryptolint explain CL401
//
// The words after the ID are severity and confidence. "[cryptolint fix]" marks
// what that command fixes. Names of files are
// relative to o.Dir. Nothing that comes from the source can steer the terminal.
//
// With o.ShowSuppressed, silenced findings follow, a line each.
func Text(w io.Writer, report *finding.Report, o Options) error {
	out := bufio.NewWriter(w)
	var src sources
	for i, f := range report.Findings {
		if i > 0 {
			fmt.Fprintln(out)
		}
		writeFinding(out, f, o.Dir, o.Style, &src)
	}
	if o.ShowSuppressed {
		writeSuppressed(out, report, o)
	}
	return out.Flush()
}

func writeSuppressed(out *bufio.Writer, report *finding.Report, o Options) {
	if len(report.Findings) > 0 && len(report.Suppressed) > 0 {
		fmt.Fprintln(out)
	}
	for _, f := range report.Suppressed {
		fmt.Fprintf(out, "%s: %s %s: %s\n", place(f.Pos, o.Dir), Safe(f.Rule.ID), suppressedBy(f.Suppression), Safe(f.Message))
	}
}

// suppressedBy says who has silenced a finding, and why.
func suppressedBy(by *finding.Suppression) string {
	switch {
	case by == nil:
		return "silenced"
	case by.Kind == finding.ByBaseline:
		return "silenced by the baseline"
	case by.Reason == "":
		return fmt.Sprintf("silenced by %s, no reason given", by.Kind)
	}
	return fmt.Sprintf("silenced by %s (%s)", by.Kind, Safe(by.Reason))
}

func writeFinding(out *bufio.Writer, f finding.Finding, dir string, style Style, src *sources) {
	grade := f.Severity.String() + "/" + f.Confidence.String()
	if told(f) >= rule.High {
		grade = style.Red(grade)
	} else {
		grade = style.Yellow(grade)
	}
	parts := f.Rule.Parts(f.Message)
	fmt.Fprintf(out, "%s: %s %s: %s\n", style.Bold(place(f.Pos, dir)), style.Cyan(Safe(f.Rule.ID)), grade, Safe(parts.Problem))

	if line, ok := src.line(f.Pos.File, f.Pos.Line); ok && f.Pos.Column > 0 {
		shown, mark := excerpt(line, f.Pos.Column, endColumn(f, line))
		number := fmt.Sprint(f.Pos.Line)
		fmt.Fprintf(out, "    %s %s\n", style.Dim(number+" |"), shown)
		fmt.Fprintf(out, "    %s %s\n", style.Dim(strings.Repeat(" ", len(number))+" |"), style.Green(mark))
	}
	for _, s := range f.Steps {
		fmt.Fprintf(out, "    %s: %s\n", style.Dim(place(s.Pos, dir)), Safe(s.Message))
	}
	if len(f.Also) > 0 {
		fmt.Fprintf(out, "    %s\n", alsoAt(f.Also, dir))
	}
	if f.Warning {
		fmt.Fprintf(out, "    warning: %s\n", warning(f))
	}
	if parts.Why != "" {
		fmt.Fprintf(out, "    why: %s\n", Safe(parts.Why))
	}
	if fix := fixLine(parts.Fix, f.Fixes); fix != "" {
		fmt.Fprintf(out, "    fix: %s\n", fix)
	}
	fmt.Fprintf(out, "    %s\n", style.Dim("cryptolint explain "+Safe(f.Rule.ID)))
}

// maxAlso is how many other places of a defect a terminal lists.
const maxAlso = 3

// alsoAt lists the other places of a defect.
func alsoAt(also []finding.Place, dir string) string {
	var places []string
	for _, p := range also[:min(len(also), maxAlso)] {
		places = append(places, place(p.Pos, dir))
	}
	if more := len(also) - maxAlso; more > 0 {
		places = append(places, fmt.Sprintf("%d more", more))
	}
	if len(also) == 1 {
		return "the same defect appears at " + places[0]
	}
	return fmt.Sprintf("the same defect appears at %d more places: %s", len(also), strings.Join(places, ", "))
}

// warning says why a finding does not fail the run.
func warning(f finding.Finding) string {
	return "found since cryptolint " + Safe(f.Since) + ", which is newer than rules-as-of: it does not fail the run"
}

// fixLine says what to do, and whether a command does it.
func fixLine(advice string, fixes []finding.Fix) string {
	if len(fixes) == 0 {
		return Safe(advice)
	}
	if advice == "" {
		advice = fixes[0].Message
	}
	return Safe(advice) + " [cryptolint fix]"
}

// place writes a position the way that editors understand.
func place(p finding.Position, dir string) string {
	if p.File == "" {
		return "(unknown place)"
	}
	text := Safe(finding.Relative(dir, p.File))
	if p.Line > 0 {
		text += fmt.Sprintf(":%d", p.Line)
		if p.Column > 0 {
			text += fmt.Sprintf(":%d", p.Column)
		}
	}
	return text
}

// Failures writes what could not be analysed.
func Failures(w io.Writer, report *finding.Report, style Style) error {
	out := bufio.NewWriter(w)
	for _, note := range report.Notes {
		fmt.Fprintln(out, Safe(note))
	}
	for _, f := range report.Failures {
		message := SafeLines(f.Message)
		switch {
		case f.Internal || f.Package == "":
			fmt.Fprintf(out, "cryptolint: %s\n", style.Red(message))
		case strings.Contains(message, "\n"):
			fmt.Fprintf(out, "cryptolint: %s:\n    %s\n", style.Red("could not analyse "+Safe(f.Package)), strings.ReplaceAll(message, "\n", "\n    "))
		default:
			fmt.Fprintf(out, "cryptolint: %s: %s\n", style.Red("could not analyse "+Safe(f.Package)), message)
		}
	}
	return out.Flush()
}
