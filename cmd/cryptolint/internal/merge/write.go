package merge

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// Text writes the counts for people, with the words of safe, which makes text fit
// for a terminal.
func Text(w io.Writer, m *Merged, safe func(string) string) error {
	for _, part := range []struct {
		heading string
		counts  []Count
	}{{"REPOSITORY AND MODULE", m.Repositories}, {"RULE", m.Rules}} {
		table := tabwriter.NewWriter(w, 0, 8, 2, ' ', tabwriter.AlignRight)
		head := "OPEN\tCRITICAL\tHIGH\tMEDIUM\tLOW\tSILENCED\t"
		if m.Compared {
			head += "NEW\tFIXED\tNEWLY SILENCED\t"
		}
		fmt.Fprintln(table, head+"  "+part.heading)
		for _, c := range part.counts {
			fmt.Fprint(table, row(c, m.Compared), "  ", safe(c.Name), incomplete(c), "\n")
		}
		fmt.Fprint(table, row(m.Total, m.Compared), "  all\n\n")
		if err := table.Flush(); err != nil {
			return fmt.Errorf("cannot write the merged report: %w", err)
		}
	}
	return nil
}

func row(c Count, compared bool) string {
	text := fmt.Sprintf("%d\t%d\t%d\t%d\t%d\t%d\t", c.Open, c.Critical, c.High, c.Medium, c.Low, c.Silenced)
	if compared {
		text += fmt.Sprintf("%d\t%d\t%d\t", c.New, c.Fixed, c.Hushed)
	}
	return text
}

func incomplete(c Count) string {
	if c.Failures == 0 {
		return ""
	}
	return " (incomplete: not everything could be analysed)"
}

// CSV writes a line for each finding, as in RFC 4180. A cell that a spreadsheet
// would take for a formula begins with an apostrophe.
func CSV(w io.Writer, m *Merged) error {
	out := csv.NewWriter(w)
	lines := [][]string{{
		"status", "severity", "confidence", "rule", "name", "repository", "module", "package", "file", "line", "function", "message",
		"platforms", "silenced by", "reason", "fingerprint", "warning",
	}}
	for _, i := range m.Items {
		lines = append(lines, []string{
			string(i.Status), i.Severity, i.Confidence, i.Rule, i.Name, i.Repository, i.Module, i.Package, i.File, strconv.Itoa(i.Line), i.Function, i.Message,
			strings.Join(i.Platforms, " "), i.Silenced, i.Reason, i.Fingerprint, strconv.FormatBool(i.Warning),
		})
	}
	for _, line := range lines {
		for n, cell := range line {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				line[n] = "'" + cell
			}
		}
	}
	if err := out.WriteAll(lines); err != nil {
		return fmt.Errorf("cannot write the merged report: %w", err)
	}
	return nil
}

//go:embed merged.gohtml
var page string

// HTML writes one page that loads nothing and runs nothing. safe makes text fit to
// be shown: it writes what is invisible or deceives the eye as escapes. titles has what
// the rules of this version find, by ID.
func HTML(w io.Writer, m *Merged, version string, titles map[string]string, safe func(string) string) error {
	lines := func(text string) string {
		all := strings.Split(text, "\n")
		for i, line := range all {
			all[i] = safe(strings.ReplaceAll(line, "\t", "    "))
		}
		return strings.Join(all, "\n")
	}
	title := func(name string) string {
		id, _, _ := strings.Cut(name, " ")
		return titles[id]
	}
	parsed, err := template.New("merged").Funcs(template.FuncMap{
		"safe": safe, "safeLines": lines, "title": title, "join": func(words []string) string { return strings.Join(words, ", ") }, "address": address,
		"parts": rule.Meta{}.Parts, "page": pageOf, "count": count, "idle": func(c Count) bool { return c == Count{Name: c.Name, Repository: c.Repository, Module: c.Module} },
	}).Parse(page)
	if err != nil {
		return fmt.Errorf("cannot read the template of the merged report: %w", err)
	}
	if err := parsed.Execute(w, map[string]any{"Merged": m, "Version": version, "Sections": m.sections()}); err != nil {
		return fmt.Errorf("cannot write the merged report: %w", err)
	}
	return nil
}

// ruleID and ruleName are the forms of the ID and of the name of a rule. A report can
// hold anything.
var (
	ruleID   = lazyregexp.New(`^CL[0-9]+$`)
	ruleName = lazyregexp.New(`^[a-z][a-z0-9]*$`)
)

// pageOf returns the address of the page of the rule, or "" for what is no rule.
func pageOf(item Item) string {
	if !ruleID.MatchString(item.Rule) || !ruleName.MatchString(item.Name) {
		return ""
	}
	return rule.Meta{ID: item.Rule, Name: item.Name}.URL()
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// Section is a part of the page.
type Section struct {
	Heading string
	Items   []Item
}

// sections sorts the items by what somebody has to do about them.
func (m *Merged) sections() []Section {
	all := []Section{{Heading: "New"}, {Heading: "Open"}, {Heading: "Fixed"}, {Heading: "Newly silenced"}, {Heading: "Silenced"}}
	place := map[Status]int{New: 0, Open: 1, Fixed: 2, Hushed: 3, Silenced: 4}
	for _, item := range m.Items {
		s := &all[place[item.Status]]
		s.Items = append(s.Items, item)
	}
	var shown []Section
	for _, s := range all {
		if len(s.Items) > 0 {
			shown = append(shown, s)
		}
	}
	return shown
}
