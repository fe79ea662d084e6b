package main

import (
	"strings"
	"testing"
	"time"
)

// The table shows the median and the range, and the largest process of all rounds.
func TestTable(t *testing.T) {
	var table table
	for _, seconds := range []time.Duration{4, 2, 9} {
		table.add("cryptolint, cold", sample{wall: seconds * time.Second, cpu: 2 * seconds * time.Second, peak: int64(seconds) * 1_000_000}, "3 findings")
	}
	table.add("gosec", sample{wall: time.Second, cpu: time.Second, peak: 5_000_000}, "")
	var out strings.Builder
	table.print(&out)
	for _, want := range []string{
		"| cryptolint, cold | 8.0 (4.0–18.0) | 4.0 (2.0–9.0) | 9 | 3 findings |\n",
		"| gosec | 1.0 (1.0–1.0) | 1.0 (1.0–1.0) | 5 |  |\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the table lacks the row %q:\n%s", want, out.String())
		}
	}
}

// A run that looked at nothing is no measurement.
func TestRunsThatLookedAtNothing(t *testing.T) {
	if _, err := gosecFiles([]byte(`{"Issues":[],"Stats":{"files":0,"lines":0}}`)); err == nil {
		t.Error("gosec looked at no file, and the run counts")
	}
	if _, err := findings([]byte(`{"findings":[],"failures":[{"package":"example.com/a"}]}`)); err == nil {
		t.Error("cryptolint could not analyse a package, and the run counts")
	}
	if saw, err := findings([]byte(`{"findings":[{},{}],"failures":[]}`)); err != nil || saw != "2 findings" {
		t.Errorf("two findings are told as %q, error %v", saw, err)
	}
}
