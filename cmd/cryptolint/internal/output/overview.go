package output

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// overviewRows is how many groups an overview lists: what fits on a screen.
const overviewRows = 20

// group is the findings of one rule in one package.
type group struct {
	rule  rule.Meta
	pkg   string
	worst rule.Severity
	count int
}

// Overview writes how many findings each rule has in each package, as a table: the
// worst first, and of those the most frequent.
func Overview(w io.Writer, report *finding.Report) error {
	groups := groupsOf(report.Findings)
	table := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintln(table, "FINDINGS\tWORST\tRULE\tPACKAGE")
	rest := 0
	for i, g := range groups {
		if i >= overviewRows {
			rest += g.count
			continue
		}
		fmt.Fprintf(table, "%8d\t%s\t%s %s\t%s\n", g.count, g.worst, Safe(g.rule.ID), Safe(g.rule.Name), Safe(g.pkg))
	}
	if n := len(groups) - overviewRows; n > 0 {
		fmt.Fprintf(table, "%8d\t\tin %d other groups\t\n", rest, n)
	}
	return table.Flush()
}

func groupsOf(findings []finding.Finding) []*group {
	var groups []*group
	index := make(map[[2]string]*group)
	for _, f := range findings {
		key := [2]string{f.Rule.ID, f.Package}
		g := index[key]
		if g == nil {
			g = &group{rule: f.Rule, pkg: f.Package}
			index[key] = g
			groups = append(groups, g)
		}
		g.count++
		g.worst = max(g.worst, f.Severity)
	}
	slices.SortFunc(groups, func(a, b *group) int {
		return cmp.Or(cmp.Compare(b.worst, a.worst), cmp.Compare(b.count, a.count), strings.Compare(a.rule.ID, b.rule.ID), strings.Compare(a.pkg, b.pkg))
	})
	return groups
}

// Worst returns the n worst of the findings, the most severe and surest, in the
// order that they have.
func Worst(findings []finding.Finding, n int) []finding.Finding {
	if len(findings) <= n {
		return findings
	}
	places := make([]int, len(findings))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int {
		return cmp.Or(cmp.Compare(told(findings[b]), told(findings[a])), cmp.Compare(findings[b].Confidence, findings[a].Confidence))
	})
	var worst []finding.Finding
	for _, i := range slices.Sorted(slices.Values(places[:n])) {
		worst = append(worst, findings[i])
	}
	return worst
}
