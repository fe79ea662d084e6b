package ruletest

import "testing"

// Golden files are written for all that runs, so all of that has to be loaded.
func TestAlternates(t *testing.T) {
	for run, want := range map[string]bool{
		"Rules/ecb": false, "Golden/(ecb|timing)$": false, "Golden/[a|b]": false,
		"Rules/ecb|Golden": true, "Golden/(ecb|timing)$|Golden": true,
	} {
		if got := alternates(run); got != want {
			t.Errorf("-run %q has alternatives: %t, want %t", run, got, want)
		}
	}
}
