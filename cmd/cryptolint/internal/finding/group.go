package finding

import (
	"cmp"
	"slices"
)

// Group leaves of the findings that are one defect the gravest and surest, or the
// first of those, and enters the others in its Also. Whatever hides findings has to
// run before: a place that somebody answers for must not answer for another one.
//
// The report must be sorted, and is afterwards.
func (r *Report) Group() {
	type defect struct{ rule, cause string }
	at := make(map[defect]int)
	var kept []Finding
	for _, f := range r.Findings {
		d := defect{f.Rule.ID, f.Cause}
		i, known := at[d]
		if f.Cause == "" || !known {
			at[d] = len(kept)
			kept = append(kept, f)
			continue
		}
		first := kept[i]
		if cmp.Or(cmp.Compare(f.Severity, first.Severity), cmp.Compare(f.Confidence, first.Confidence)) > 0 {
			f.Also, first.Also = first.Also, nil
			f, first = first, f
		}
		first.Also = append(first.Also, Place{f.Pos, f.Function, f.Fingerprint})
		kept[i] = first
	}
	for _, f := range kept {
		slices.SortFunc(f.Also, func(a, b Place) int { return comparePositions(a.Pos, b.Pos) })
	}
	r.Findings = sorted(kept)
}
