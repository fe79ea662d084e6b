package html

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// outcome says in a few words how the run ended.
func outcome(report *finding.Report) string {
	text := "no findings"
	if n := len(report.Findings); n > 0 {
		text = count(n, "finding")
	}
	if len(report.Failures) > 0 {
		return text + ", analysis incomplete"
	}
	return text
}

// headline never looks clean when something failed.
func headline(report *finding.Report) string {
	files := make(map[string]bool)
	for _, f := range report.Findings {
		files[f.Pos.File] = true
	}
	text := "No findings"
	if n := len(report.Findings); n > 0 {
		text = count(n, "finding") + " in " + count(len(files), "file")
	}
	if len(report.Failures) > 0 {
		return text + ", but not everything was analysed"
	}
	return text
}

// subline counts the findings by severity, and says what else is in the page.
func subline(report *finding.Report) string {
	counts := make(map[rule.Severity]int)
	for _, f := range report.Findings {
		counts[f.Severity]++
	}
	var severities []string
	for s := rule.Critical; s >= rule.Low; s-- {
		if counts[s] > 0 {
			severities = append(severities, fmt.Sprintf("%d %s", counts[s], s))
		}
	}
	var parts []string
	if len(severities) > 0 {
		parts = append(parts, strings.Join(severities, ", "))
	}
	if n := report.Fixable(); n > 0 {
		parts = append(parts, fmt.Sprintf("%d can be fixed with “cryptolint fix”", n))
	}
	if n := len(report.Suppressed); n > 0 {
		parts = append(parts, count(n, "suppressed finding"))
	}
	return strings.Join(parts, " · ")
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// collectRules makes the views of the rules that have something to say, sorted
// by ID.
func (v *viewer) collectRules(all [][]finding.Finding) []ruleView {
	for _, findings := range all {
		for _, f := range findings {
			if v.rules[f.Rule.ID] == nil {
				v.rules[f.Rule.ID] = v.rule(f.Rule)
			}
		}
	}
	var rules []ruleView
	for _, id := range slices.Sorted(maps.Keys(v.rules)) {
		rules = append(rules, *v.rules[id])
	}
	return rules
}

func (v *viewer) rule(m rule.Meta) *ruleView {
	r := &ruleView{
		ID:       v.o.Safe(m.ID),
		Name:     v.o.Safe(m.Name),
		Title:    v.o.Safe(m.Title),
		Severity: m.Severity.String(),
		CWE:      m.CWE,
		URL:      m.URL(),
		Instead:  v.all(m.Instead),
	}
	if v.o.Pages == nil {
		return r
	}
	if page, err := fs.ReadFile(v.o.Pages, m.Page()); err == nil { // no page: no example
		r.Example = v.lines(example(string(page)))
	}
	return r
}

// example returns the first block of code under the heading about safeapi of a
// rule's page, or nothing.
func example(page string) string {
	_, section, _ := strings.Cut(page, "\n## Good with safeapi\n")
	section, _, _ = strings.Cut(section, "\n## ")
	_, block, _ := strings.Cut(section, "\n```go\n")
	code, _, closed := strings.Cut(block, "\n```")
	if !closed {
		return ""
	}
	return code
}

// packages are the directories of all findings, for the filter.
func (v *viewer) packages(all [][]finding.Finding) []string {
	names := make(map[string]bool)
	for _, findings := range all {
		for _, f := range findings {
			names[v.packageOf(f)] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

const (
	chartBars  = 8  // more rows are drawn as one bar
	labelRunes = 30 // of a label in the picture; the table has all of it
	rowHeight  = 34 // pixels: a line of text and its bar
)

// chart is a bar chart and its table.
type chart struct {
	ID, Heading string
	Column      string // heading of the first column of the table
	Description string // in words
	Filter      string // the filter that a row of the table stands for
	Height      int
	Bars        []bar
	Rows        []bar
}

type bar struct {
	Key   string // as in the filter
	Label string
	Count int
	Class string
	Y     int // of the line of text
	Width int // per cent of the longest
}

func (v *viewer) charts(findings []finding.Finding) []chart {
	severities, rules, dirs := make(map[string]int), make(map[string]int), make(map[string]int)
	for _, f := range findings {
		severities[f.Severity.String()]++
		rules[f.Rule.ID]++
		dirs[v.packageOf(f)]++
	}
	var bySeverity []bar
	for s := rule.Critical; s >= rule.Low; s-- {
		name := s.String()
		bySeverity = append(bySeverity, bar{Key: name, Label: name, Class: name, Count: severities[name]})
	}
	byRule := ranked(rules)
	for i, b := range byRule {
		byRule[i].Key, byRule[i].Label = v.rules[b.Key].ID, v.rules[b.Key].ID+" "+v.rules[b.Key].Name
	}
	return []chart{
		draw(chart{ID: "severity", Heading: "By severity", Column: "Severity", Rows: bySeverity}),
		draw(chart{ID: "rule", Heading: "By rule", Column: "Rule", Rows: byRule}),
		draw(chart{ID: "package", Heading: "By package", Column: "Directory", Rows: ranked(dirs)}),
	}
}

// ranked lists the counts, the greatest first.
func ranked(counts map[string]int) []bar {
	var bars []bar
	for key, n := range counts {
		bars = append(bars, bar{Key: key, Label: key, Count: n})
	}
	slices.SortFunc(bars, func(a, b bar) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Key, b.Key))
	})
	return bars
}

// draw places the bars.
func draw(c chart) chart {
	c.Bars = slices.Clone(c.Rows)
	if len(c.Bars) > chartBars {
		rest := bar{Label: fmt.Sprintf("%d others", len(c.Bars)-chartBars+1)}
		for _, b := range c.Bars[chartBars-1:] {
			rest.Count += b.Count
		}
		c.Bars = append(c.Bars[:chartBars-1], rest)
	}
	longest := 1
	for _, b := range c.Bars {
		longest = max(longest, b.Count)
	}
	var words []string
	for i := range c.Bars {
		b := &c.Bars[i]
		words = append(words, fmt.Sprintf("%s %d", b.Label, b.Count))
		b.Label = tail(b.Label, labelRunes)
		b.Y = i*rowHeight + 14
		b.Width = b.Count * 100 / longest
		if b.Count > 0 {
			b.Width = max(1, b.Width)
		}
	}
	c.Height = len(c.Bars) * rowHeight
	c.Description = strings.Join(words, ", ")
	return c
}
