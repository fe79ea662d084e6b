package weaksignature

import "github.com/cryptolint/cryptolint/internal/rule"

// A table is what lets many hashes be chosen from, a broken one among them. It is one
// defect, however many calls it decides: the row is what goes.
type table struct {
	finding rule.Finding
	also    []rule.Step // further calls
}

// tables holds those of a package, in the order of their findings.
type tables []*table

// add enters a finding, or its place beside the one that has the same cause. A call that
// signs comes first: there, weak signatures are made anew.
func (t *tables) add(f rule.Finding) {
	for _, known := range *t {
		if known.finding.Steps[0] != f.Steps[0] {
			continue
		}
		if known.finding.Severity == rule.Medium && f.Severity != rule.Medium {
			known.finding, f = f, known.finding
		}
		known.also = append(known.also, rule.Step{Pos: f.Pos, Text: "the same choice of hash decides here"})
		return
	}
	*t = append(*t, &table{finding: f})
}

// findings returns one for each table.
func (t tables) findings() []rule.Finding {
	var all []rule.Finding
	for _, table := range t {
		table.finding.Steps = append(table.finding.Steps, table.also...)
		all = append(all, table.finding)
	}
	return all
}
