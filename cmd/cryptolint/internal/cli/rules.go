package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"text/tabwriter"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/internal/nearest"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// listRules prints the table of the rules.
func (a *app) listRules(args []string) (int, error) {
	f := flagSet("rules")
	rest, err := a.parse(f, args)
	if err != nil {
		return 0, err
	}
	if len(rest) > 0 {
		return 0, fmt.Errorf("rules takes no arguments, got %s: 'cryptolint explain %s' shows one rule", strings.Join(rest, " "), rest[0])
	}
	if f.format == "json" {
		return exitClean, a.rulesJSON()
	}
	table := tabwriter.NewWriter(a.out, 0, 8, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tNAME\tSEVERITY\tCWE\tTITLE")
	for _, r := range a.rules {
		fmt.Fprintf(table, "%s\t%s\t%s\t%d\t%s\n", r.Meta.ID, r.Meta.Name, r.Meta.Severity, r.Meta.CWE, r.Meta.Title)
	}
	return exitClean, table.Flush()
}

// rulesJSON prints the rules for programs; docs/json.md describes the format.
func (a *app) rulesJSON() error {
	type entry struct {
		Rule     string   `json:"rule"`
		Name     string   `json:"name"`
		Title    string   `json:"title"`
		Severity string   `json:"severity"`
		CWE      int      `json:"cwe"`
		Instead  []string `json:"instead"`
		Since    string   `json:"since"`
		Page     string   `json:"page"`
	}
	doc := struct {
		SchemaVersion int     `json:"schemaVersion"`
		Rules         []entry `json:"rules"`
	}{output.SchemaVersion, []entry{}}
	for _, r := range a.rules {
		m := r.Meta
		doc.Rules = append(doc.Rules, entry{m.ID, m.Name, m.Title, m.Severity.String(), m.CWE, append([]string{}, m.Instead...), m.Since, m.URL()})
	}
	return a.printJSON(doc)
}

// explain prints the page of a rule.
func (a *app) explain(args []string) (int, error) {
	f := flagSet("explain")
	rest, err := a.parse(f, args)
	if err != nil {
		return 0, err
	}
	if len(rest) != 1 {
		return 0, errors.New("explain takes the ID or the name of one rule: 'cryptolint rules' lists them")
	}
	f.noFile = true // only -color counts
	if err := a.configure(f); err != nil {
		return 0, err
	}
	meta, err := a.find(rest[0])
	if err != nil {
		return 0, err
	}
	page, err := fs.ReadFile(a.pages, meta.Page())
	if err != nil {
		return 0, fmt.Errorf("the page of %s is not part of this build: read it at %s", meta.ID, meta.URL())
	}
	return exitClean, output.Page(a.out, string(page), a.pageWidth(), a.style(a.out))
}

// pageWidth is the width to which text is filled: that of the terminal, but
// never so wide that the eye loses the line.
func (a *app) pageWidth() int {
	const usual, widest = 80, 100
	if a.out.width <= 0 {
		return usual
	}
	return min(a.out.width, widest)
}

// find returns the rule with that ID or name.
func (a *app) find(word string) (rule.Meta, error) {
	var known []string
	for _, r := range a.rules {
		if strings.EqualFold(word, r.Meta.ID) || strings.EqualFold(word, r.Meta.Name) {
			return r.Meta, nil
		}
		known = append(known, r.Meta.ID, r.Meta.Name)
	}
	if near, ok := nearest.Word(word, known); ok {
		return rule.Meta{}, fmt.Errorf("unknown rule %s: did you mean %s? ('cryptolint rules' lists them)", word, near)
	}
	return rule.Meta{}, fmt.Errorf("unknown rule %s: 'cryptolint rules' lists them", word)
}
