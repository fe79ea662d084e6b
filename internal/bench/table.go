package main

import (
	"fmt"
	"io"
	"slices"
	"time"
)

// table collects samples by contestant, in the order in which they first ran.
type table struct{ rows []*row }

type row struct {
	name    string
	samples []sample
	saw     string // what the tool looked at or found
}

func (t *table) add(name string, took sample, saw string) {
	i := slices.IndexFunc(t.rows, func(r *row) bool { return r.name == name })
	if i < 0 {
		i = len(t.rows)
		t.rows = append(t.rows, &row{name: name})
	}
	t.rows[i].samples = append(t.rows[i].samples, took)
	t.rows[i].saw = saw
}

// print writes the table in Markdown: medians, and ranges in parentheses.
func (t *table) print(w io.Writer) {
	fmt.Fprint(w, "\n| | processor, s | wall, s | largest process, MB | |\n| --- | --- | --- | --- | --- |\n")
	for _, r := range t.rows {
		cpu := r.each(func(s sample) time.Duration { return s.cpu })
		wall := r.each(func(s sample) time.Duration { return s.wall })
		var peak int64
		for _, s := range r.samples {
			peak = max(peak, s.peak)
		}
		fmt.Fprintf(w, "| %s | %s | %s | %d | %s |\n", r.name, cpu, wall, peak/1_000_000, r.saw)
	}
}

// each returns the median and the range of one figure of all samples.
func (r *row) each(of func(sample) time.Duration) string {
	var all []time.Duration
	for _, s := range r.samples {
		all = append(all, of(s))
	}
	slices.Sort(all)
	return fmt.Sprintf("%.1f (%.1f–%.1f)", median(all).Seconds(), all[0].Seconds(), all[len(all)-1].Seconds())
}

// median returns the middle of a sorted list, and of two in the middle the later.
func median(sorted []time.Duration) time.Duration {
	return sorted[len(sorted)/2]
}
