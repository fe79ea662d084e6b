package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

const introduction = `# Precision

How often is cryptolint right on code that it was not made for? For this page, it ran with its default profile over modules from the Go
module proxy that nobody had run it on before, and people read every finding in its source:

- *real*: a defect, and the report describes it;
- *prescribed*: true, but a protocol or the other end prescribes it;
- *arguable*: reasonable people disagree whether it matters there;
- *false*: the program does nothing wrong there, or the report is wrong about it.

Where something was wrong, the mechanism was changed, not the module. So a later run over the same modules shows what was fixed. Only a run
over modules that are new shows how often cryptolint is right.

The command ` + "`go run ./internal/precision page`" + ` makes this page from the files in [precision](precision): what was found, and the verdicts.

`

// read is a finding with the verdict on it.
type read struct {
	module
	finding
	verdict
}

// makePage returns the page, and the findings that nobody has read.
func makePage(root string) ([]byte, []read, error) {
	data, err := os.ReadFile(filepath.Join(root, verdictsFile))
	if err != nil {
		return nil, nil, fmt.Errorf("cannot read the verdicts: %w", err)
	}
	verdicts, err := parseVerdicts(data)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", verdictsFile, err)
	}
	if data, err = os.ReadFile(filepath.Join(root, missesFile)); err != nil {
		return nil, nil, fmt.Errorf("cannot read the misses: %w", err)
	}
	misses, err := parseMisses(data)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", missesFile, err)
	}
	runs, err := filepath.Glob(filepath.Join(root, folder, "run-*.tsv"))
	if err != nil {
		return nil, nil, err
	}
	var b bytes.Buffer
	b.WriteString(introduction)
	var unread []read
	for _, name := range runs {
		m, err := readMeasurement(name)
		if err != nil {
			return nil, nil, err
		}
		findings, missing := join(m, verdicts)
		unread = append(unread, missing...)
		writeRun(&b, m, findings, len(missing))
	}
	writeMisses(&b, misses)
	return b.Bytes(), unread, nil
}

// join finds the verdict for each finding.
func join(m measurement, verdicts map[place]verdict) (known, unread []read) {
	for _, one := range m.Modules {
		for _, f := range one.Findings {
			v, ok := verdicts[place{one.module, f.Rule, f.Place}]
			if !ok {
				unread = append(unread, read{one.module, f, verdict{}})
				continue
			}
			known = append(known, read{one.module, f, v})
		}
	}
	return known, unread
}

func writeRun(b *bytes.Buffer, m measurement, findings []read, unread int) {
	lines := 0
	for _, one := range m.Modules {
		lines += one.Lines
	}
	fmt.Fprintf(b, "## %s\n\n", m.Title)
	fmt.Fprintf(b, "%d modules, %d lines of Go without tests, %d findings", len(m.Modules), lines, len(findings)+unread)
	if unread > 0 {
		fmt.Fprintf(b, ", of which %d have not been read yet", unread)
	}
	b.WriteString(".\n\n")
	writeTable(b, "rule", findings, func(r read) string { return r.Rule })
	writeTable(b, "severity/confidence", findings, func(r read) string { return r.Severity + "/" + r.Confidence })
	writeTable(b, "confidence", findings, func(r read) string { return r.Confidence })
	writeModules(b, m, findings)
	writeFalse(b, findings)
}

// count has the findings of a group by verdict.
type count map[string]int

func counted(findings []read) count {
	c := make(count)
	for _, r := range findings {
		c[r.Word]++
	}
	return c
}

// row returns the cells of a group: all findings, those of each verdict, and the
// share of false ones.
func (c count) row() string {
	all := 0
	for _, word := range words {
		all += c[word]
	}
	cells := []string{fmt.Sprint(all)}
	for _, word := range words {
		cells = append(cells, fmt.Sprint(c[word]))
	}
	share := "-"
	if all > 0 {
		share = fmt.Sprintf("%.0f %%", 100*float64(c["false"])/float64(all))
	}
	return strings.Join(append(cells, share), " | ")
}

const (
	columns = "findings | real | prescribed | arguable | false | false"
	ruler   = "---: | ---: | ---: | ---: | ---: | ---:"
)

// writeTable writes a row for each group of findings, and one for all.
func writeTable(b *bytes.Buffer, title string, findings []read, group func(read) string) {
	groups := make(map[string][]read)
	for _, r := range findings {
		groups[group(r)] = append(groups[group(r)], r)
	}
	var names []string
	for name := range groups {
		names = append(names, name)
	}
	slices.SortFunc(names, compareGrades)
	fmt.Fprintf(b, "| %s | %s |\n| --- | %s |\n", title, columns, ruler)
	for _, name := range names {
		fmt.Fprintf(b, "| %s | %s |\n", name, counted(groups[name]).row())
	}
	fmt.Fprintf(b, "| all | %s |\n\n", counted(findings).row())
}

// compareGrades orders grades from the worst to the slightest, and all else by name.
func compareGrades(a, b string) int {
	grades := []string{"critical", "high", "medium", "low"}
	for len(a) > 0 && len(b) > 0 {
		aFirst, aRest, _ := strings.Cut(a, "/")
		bFirst, bRest, _ := strings.Cut(b, "/")
		i, j := slices.Index(grades, aFirst), slices.Index(grades, bFirst)
		if i < 0 || j < 0 {
			break
		}
		if i != j {
			return i - j
		}
		a, b = aRest, bRest
	}
	return strings.Compare(a, b)
}

func writeModules(b *bytes.Buffer, m measurement, findings []read) {
	fmt.Fprintf(b, "| module | version | lines | %s |\n| --- | --- | ---: | %s |\n", columns, ruler)
	for _, one := range m.Modules {
		var own []read
		for _, r := range findings {
			if r.module == one.module {
				own = append(own, r)
			}
		}
		fmt.Fprintf(b, "| %s | %s | %d | %s |\n", one.Path, one.Version, one.Lines, counted(own).row())
	}
	b.WriteString("\n")
	for _, one := range m.Modules {
		if one.Failures > 0 {
			fmt.Fprintf(b, "%d packages of %s do not compile on the machine that ran it, and were left out.\n\n", one.Failures, one.Path)
		}
	}
}

// writeFalse lists what was wrong, with the reasons.
func writeFalse(b *bytes.Buffer, findings []read) {
	wrong := slices.DeleteFunc(slices.Clone(findings), func(r read) bool { return r.Word != "false" })
	if len(wrong) == 0 {
		return
	}
	b.WriteString("The false ones:\n\n| module | rule | place | grade | why it is false |\n| --- | --- | --- | --- | --- |\n")
	for _, r := range wrong {
		fmt.Fprintf(b, "| %s | %s | %s | %s/%s | %s |\n", r.Path, r.Rule, r.Place, r.Severity, r.Confidence, cell(r.Reason))
	}
	b.WriteString("\n")
}

func writeMisses(b *bytes.Buffer, misses []miss) {
	if len(misses) == 0 {
		return
	}
	b.WriteString("## What was missed\n\nThese places of the same modules were found by searching the source for comparisons, modes, constants and generators. No rule reports them.\n\n")
	b.WriteString("| module | rule | place | reason |\n| --- | --- | --- | --- |\n")
	for _, m := range misses {
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", m.Path, m.Rule, m.Place, cell(m.Reason))
	}
}

// cell keeps a text within one cell of a table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
