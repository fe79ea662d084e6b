package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"text/tabwriter"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
)

const rulesHelp = `Usage: cryptolint rules [-enabled] [-format text|json] [flags] [ID|name...]

Lists the rules by family: all, or those with the given IDs, prefixes of IDs or
names. With -enabled, it lists only those that .cryptolint.yaml and the flags
enable. 'cryptolint explain ID' shows the page of a rule.

Examples:

    cryptolint rules
    cryptolint rules CL2 timing             ciphers, modes, nonces; and timing
    cryptolint rules -enabled               what runs here?
    cryptolint rules -enabled -profile fips
`

// listRules prints the table of the rules.
func (a *app) listRules(ctx context.Context, args []string) (int, error) {
	f := flagSet("rules")
	selectors, err := a.parse(f, args)
	if err != nil {
		return 0, err
	}
	if err := config.CheckSelectors(a.known(), selectors); err != nil {
		return 0, err
	}
	if f.enabled {
		if err := a.configure(ctx, f); err != nil {
			return 0, err
		}
	}
	var listed []rule.Meta
	for _, r := range a.rules {
		if config.Selects(selectors, r.Meta.ID, r.Meta.Name) && (!f.enabled || a.inForce(r.Meta)) {
			listed = append(listed, r.Meta)
		}
	}
	if f.format == "json" || f.json {
		return exitClean, a.rulesJSON(listed)
	}
	return exitClean, a.rulesTable(listed)
}

// inForce tells whether a finding of the rule can be reported here.
func (a *app) inForce(m rule.Meta) bool {
	return a.config.Silent(config.Candidate{
		ID: m.ID, Name: m.Name, Profile: m.Profile, Severity: m.Severity.String(), Confidence: rule.Certain.String(),
	}) == ""
}

// rulesTable prints the rules below the names of their families.
func (a *app) rulesTable(listed []rule.Meta) error {
	if len(listed) == 0 {
		_, err := fmt.Fprintln(a.err, "cryptolint: no rules")
		return err
	}
	var text bytes.Buffer
	table := tabwriter.NewWriter(&text, 0, 8, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tNAME\tSEVERITY\tCWE\tTITLE")
	for _, m := range listed {
		title := m.Title
		if a.config != nil && a.config.Newer(m.Since) {
			title += " (warning: since " + m.Since + ")"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%d\t%s\n", m.ID, m.Name, m.Severity, m.CWE, title)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	// The headings go in last, or the table would make its first column as wide as
	// they are.
	lines := strings.SplitAfter(text.String(), "\n")
	fmt.Fprint(a.out, lines[0])
	for i, m := range listed {
		if i == 0 || listed[i-1].Family() != m.Family() {
			fmt.Fprintf(a.out, "\n%sxx %s\n", m.Family().Prefix, m.Family().Title)
		}
		if _, err := fmt.Fprint(a.out, lines[i+1]); err != nil {
			return err
		}
	}
	return nil
}

type (
	ruleEntry struct {
		Rule     string        `json:"rule"`
		Name     string        `json:"name"`
		Title    string        `json:"title"`
		Family   string        `json:"family"`
		Severity string        `json:"severity"`
		CWE      int           `json:"cwe"`
		Instead  []string      `json:"instead"`
		Gosec    []string      `json:"gosec"`
		Profile  string        `json:"profile"`
		Options  []optionEntry `json:"options"`
		Since    string        `json:"since"`
		Page     string        `json:"page"`
	}
	optionEntry struct {
		Name    string   `json:"name"`
		Usage   string   `json:"usage"`
		Words   []string `json:"words"`
		List    bool     `json:"list"`
		Default []string `json:"default"`
	}
)

// rulesJSON prints the rules for programs; docs/json.md describes the format.
func (a *app) rulesJSON(listed []rule.Meta) error {
	doc := struct {
		SchemaVersion int         `json:"schemaVersion"`
		Rules         []ruleEntry `json:"rules"`
	}{output.SchemaVersion, []ruleEntry{}}
	for _, m := range listed {
		entry := ruleEntry{
			Rule: m.ID, Name: m.Name, Title: m.Title, Family: m.Family().Title, Severity: m.Severity.String(), CWE: m.CWE,
			Instead: filled(m.Instead), Gosec: filled(m.Gosec), Profile: m.Profile, Options: []optionEntry{}, Since: m.Since, Page: m.URL(),
		}
		for _, o := range m.Options {
			entry.Options = append(entry.Options, optionEntry{o.Name, o.Usage, filled(o.Words), o.List, filled(o.Initial)})
		}
		doc.Rules = append(doc.Rules, entry)
	}
	return a.printJSON(doc)
}

// filled makes a list that JSON writes as [] where it is empty.
func filled(list []string) []string { return append([]string{}, list...) }

// explain prints the page of a rule.
func (a *app) explain(ctx context.Context, args []string) (int, error) {
	f := flagSet("explain")
	rest, err := a.parse(f, args)
	if err != nil {
		return 0, err
	}
	if len(rest) != 1 {
		return 0, errors.New("explain takes the ID or the name of one rule: 'cryptolint rules' lists them")
	}
	f.noFile = true // only -color counts
	if err := a.configure(ctx, f); err != nil {
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
	text := string(page)
	if f.short {
		text = shortPage(text)
	}
	return exitClean, output.Page(a.out, text, a.pageWidth(), a.style(a.out))
}

// shortPage leaves in the page of a rule its title, what to do and what is wrong,
// in this order.
func shortPage(page string) string {
	title, rest, _ := strings.Cut(page, "\n")
	short := title + "\n"
	for _, heading := range []string{"Good with the standard library", "Good with safeapi", "What"} {
		_, section, found := strings.Cut("\n"+rest, "\n## "+heading+"\n")
		if found {
			section, _, _ = strings.Cut(section, "\n## ")
			short += "\n## " + shortHeading(heading) + "\n" + section + "\n"
		}
	}
	return short
}

func shortHeading(heading string) string {
	if with, found := strings.CutPrefix(heading, "Good with "); found {
		return "What to do, with " + with
	}
	return heading
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
	for _, r := range a.rules {
		if strings.EqualFold(word, r.Meta.ID) || strings.EqualFold(word, r.Meta.Name) {
			return r.Meta, nil
		}
	}
	return rule.Meta{}, config.UnknownRule(a.known(), word)
}
