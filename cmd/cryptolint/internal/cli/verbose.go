package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// tellWork tells on the standard error what -v asks for.
func (a *app) tellWork(took time.Duration) error {
	file := a.configFile
	if file == "" {
		file = "none"
	}
	lines := []string{
		"configuration file: " + file,
		fmt.Sprintf("%s: %d analysed now, %d from the build cache", count(a.work.Packages, "package"), a.work.Analysed, max(0, a.work.Packages-a.work.Analysed)),
		dependencies(a.work.Dependencies),
	}
	if !a.config.Tests {
		lines = append(lines, "test files: not analysed, see -tests")
	}
	if len(a.hidden) > 0 {
		var parts []string
		for _, why := range slices.Sorted(maps.Keys(a.hidden)) {
			parts = append(parts, fmt.Sprintf("%d %s", a.hidden[why], why))
		}
		lines = append(lines, "findings that are not shown: "+strings.Join(parts, ", "))
	}
	lines = append(lines, "time: "+took.Round(10*time.Millisecond).String())
	for _, line := range lines {
		if _, err := fmt.Fprintln(a.err, "cryptolint:", line); err != nil {
			return err
		}
	}
	return nil
}

func dependencies(n int) string {
	if n == 1 {
		return "1 dependency analysed now, for its importers"
	}
	return fmt.Sprintf("%d dependencies analysed now, for their importers", n)
}
