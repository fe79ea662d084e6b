package finding

import (
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
)

// Count says how often a rule found something.
type Count struct {
	Rule       rule.Meta
	Findings   int
	BySeverity map[rule.Severity]int // of Findings
	Suppressed int
	Fixable    int // of Findings
}

// Statistics counts what each rule found, sorted by its ID. Rules that found nothing
// are left out.
func (r *Report) Statistics() []Count {
	counts := make(map[string]*Count)
	of := func(m rule.Meta) *Count {
		if counts[m.ID] == nil {
			counts[m.ID] = &Count{Rule: m, BySeverity: make(map[rule.Severity]int)}
		}
		return counts[m.ID]
	}
	for _, f := range r.Findings {
		c := of(f.Rule)
		c.Findings++
		c.BySeverity[f.Severity]++
		if len(f.Fixes) > 0 {
			c.Fixable++
		}
	}
	for _, f := range r.Suppressed {
		of(f.Rule).Suppressed++
	}
	var all []Count
	for _, c := range counts {
		all = append(all, *c)
	}
	slices.SortFunc(all, func(a, b Count) int { return strings.Compare(a.Rule.ID, b.Rule.ID) })
	return all
}
