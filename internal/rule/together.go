package rule

import (
	"cmp"
	"slices"
)

// ReportTogether reports findings of which those with the same first step are one defect, such
// as a weak entry of a table that several calls choose from. It reports the most severe of
// them, or the first of several, with the places of the others as steps, of which also says
// what happens there.
func (p *Pass) ReportTogether(findings []Finding, also string) {
	for _, f := range together(findings, p.meta.Severity, also) {
		p.Report(f)
	}
}

// together puts findings together. Those that state no severity have the usual one.
func together(findings []Finding, usual Severity, also string) []Finding {
	var found []Finding
	others := make(map[int][]Step)
	for _, f := range findings {
		i := slices.IndexFunc(found, func(known Finding) bool { return sameSource(known, f) })
		if i < 0 {
			found = append(found, f)
			continue
		}
		if cmp.Or(f.Severity, usual) > cmp.Or(found[i].Severity, usual) {
			found[i], f = f, found[i]
		}
		others[i] = append(others[i], Step{Pos: f.Pos, Text: also})
	}
	for i := range found {
		found[i].Steps = slices.Concat(found[i].Steps, others[i])
	}
	return found
}

// sameSource reports whether the steps of two findings begin alike.
func sameSource(a, b Finding) bool {
	return len(a.Steps) > 0 && len(b.Steps) > 0 && a.Steps[0] == b.Steps[0]
}
