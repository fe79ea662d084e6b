package output

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// markdownRows is how many findings the table shows. GitHub takes a summary of at
// most 1 MiB, and nobody reads more rows than this.
const markdownRows = 100

// Markdown writes the report as a heading and a table, the worst finding first, for
// the summary of a job or a comment in a pull request. Names of files are relative
// to o.Root.
func Markdown(w io.Writer, report *finding.Report, o Options) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "### cryptolint: %s\n", markdownTotal(report))
	if findings := worstFirst(report.Findings); len(findings) > 0 {
		fmt.Fprint(out, "\n| severity | rule | place | problem | fix |\n| --- | --- | --- | --- | --- |\n")
		for _, f := range findings[:min(len(findings), markdownRows)] {
			writeMarkdownRow(out, f, o.Root)
		}
		if n := len(findings) - markdownRows; n > 0 {
			fmt.Fprintf(out, "\n%d more findings are not shown here.\n", n)
		}
	}
	if len(report.Failures) > 0 {
		fmt.Fprint(out, "\nNot everything could be analysed, so findings may be missing:\n\n")
		for _, f := range report.Failures {
			fmt.Fprintf(out, "- %s\n", markdownCell(strings.Join(strings.Fields(failureText(f)), " ")))
		}
	}
	return out.Flush()
}

func writeMarkdownRow(out io.Writer, f finding.Finding, root string) {
	name, _ := repoPath(root, f.Pos.File)
	parts := f.Rule.Parts(f.Message)
	problem := parts.Problem
	if parts.Why != "" {
		problem += "; " + parts.Why
	}
	if f.Warning {
		problem = "warning, " + warning(f) + ": " + problem
	}
	ruleName := markdownCell(f.Rule.ID + " " + f.Rule.Name)
	if f.Rule.ID != "" {
		ruleName = "[" + ruleName + "](" + f.Rule.URL() + ")"
	}
	fmt.Fprintf(out, "| %s | %s | %s | %s | %s |\n", f.Severity, ruleName,
		markdownCell(fmt.Sprintf("%s:%d", orUnknown(name), f.Pos.Line)), markdownCell(problem), markdownCell(parts.Fix))
}

func markdownTotal(report *finding.Report) string {
	counts := make(map[rule.Severity]int)
	for _, f := range report.Findings {
		counts[f.Severity]++
	}
	var parts []string
	for _, severity := range []rule.Severity{rule.Critical, rule.High, rule.Medium, rule.Low} {
		if n := counts[severity]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, severity))
		}
	}
	switch len(report.Findings) {
	case 0:
		if len(report.Failures) > 0 {
			return "not everything could be analysed"
		}
		return "no findings"
	case 1:
		return "1 finding (" + parts[0] + ")"
	}
	return fmt.Sprintf("%d findings (%s)", len(report.Findings), strings.Join(parts, ", "))
}

// markdownEscapes keep a text from being read as Markdown or as HTML.
var markdownEscapes = strings.NewReplacer(
	`\`, `\\`, "|", `\|`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "~", `\~`, "#", `\#`, "@", "&#64;",
	"&", "&amp;", "<", "&lt;", ">", "&gt;")

func markdownCell(text string) string { return markdownEscapes.Replace(Safe(text)) }

// worstFirst returns the findings, the most severe and surest first.
func worstFirst(findings []finding.Finding) []finding.Finding {
	sorted := slices.Clone(findings)
	slices.SortStableFunc(sorted, func(a, b finding.Finding) int {
		return cmp.Or(cmp.Compare(told(b), told(a)), cmp.Compare(b.Confidence, a.Confidence))
	})
	return sorted
}
