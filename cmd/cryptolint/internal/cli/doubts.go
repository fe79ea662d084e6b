package cli

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/vet"
	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// doubts returns lines on what may not be as the user thinks, so that a run that
// checked nothing does not pass for a clean one.
func (a *app) doubts(ctx context.Context, patterns []string) ([]string, error) {
	if !a.checksAnything() {
		return []string{"no rule is enabled, so nothing was checked: 'cryptolint config' shows the settings"}, nil
	}
	if len(a.config.Include)+len(a.config.Exclude) == 0 || !wholeModule(patterns) {
		return nil, nil // of a part of a module, nobody expects that all globs match
	}
	options, err := a.vetOptions(patterns, a.config)
	if err != nil {
		return nil, err
	}
	files, err := vet.Files(ctx, options)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, idle := range a.config.Unmatched(slices.Collect(maps.Keys(files))) {
		lines = append(lines, fmt.Sprintf("%s %q matches no file here: check its spelling, and that it is relative to the directory of the configuration file", idle.Key, idle.Glob))
	}
	return lines, nil
}

// checksAnything reports whether at least one rule is enabled besides that on
// ignore comments, which needs findings of others.
func (a *app) checksAnything() bool {
	return slices.ContainsFunc(a.metas(), func(m rule.Meta) bool {
		return m.Family().Prefix != "CL0" && (m.Profile == "" || m.Profile == a.config.Profile) && a.config.Enabled(m.ID, m.Name)
	})
}

// wholeModule reports whether the patterns are those of a run over a whole module.
func wholeModule(patterns []string) bool {
	return len(patterns) == 0 || slices.Equal(patterns, []string{"./..."})
}

// leftOut counts the findings that are not shown because of what somebody has set.
func (a *app) leftOut() int {
	n := 0
	for why, count := range a.hidden {
		if config.Chosen(why) {
			n += count
		}
	}
	return n
}

// fileHint says what to do where Go files were given as if they were packages. The
// go command compiles them without the other files of their package.
func fileHint(patterns []string) string {
	var files []string
	for _, p := range patterns {
		if strings.HasSuffix(p, ".go") {
			files = append(files, p)
		}
	}
	if len(files) == 0 {
		return ""
	}
	names := strings.Join(files, " ")
	return fmt.Sprintf("%s was compiled without the other files of its package: write 'cryptolint -files %s', or a directory such as .", names, names)
}
