package config

import (
	"cmp"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Candidate is a finding of which is asked whether it is reported.
type Candidate struct {
	ID, Name   string // of the rule
	Profile    string // of which the rule says it is a part; empty: all
	Severity   string // as the rule has it
	Confidence string
	Package    string // import path; empty: unknown
	File       string // absolute; empty: none in particular
	Generated  bool
}

// Reports tells whether the finding is reported.
func (c *Config) Reports(f Candidate) bool { return c.Everything || c.Silent(f) == "" }

// Left out by what somebody has set, not by default.
const (
	whyDisabled   = "of rules that are disabled"
	whySeverity   = "below the severity"
	whyConfidence = "below the confidence"
	whyAllowed    = "in packages that may do it"
	whyFile       = "in files that are left out"
)

// Chosen reports whether a reason of Silent is something that somebody has set:
// by default no finding has it.
func Chosen(why string) bool {
	return slices.Contains([]string{whyDisabled, whySeverity, whyConfidence, whyAllowed, whyFile}, why)
}

// Glob is a glob of the configuration and the key that it stands under.
type Glob struct{ Key, Glob string }

// Unmatched returns the globs of include and exclude that match none of the files,
// which are absolute. Somebody may have mistyped them.
func (c *Config) Unmatched(files []string) []Glob {
	root := c.Root
	if real, err := filepath.EvalSymlinks(root); err == nil {
		root = real
	}
	seen := &Config{Root: root}
	var idle []Glob
	for _, list := range []struct {
		key   string
		globs []string
	}{{"include", c.Include}, {"exclude", c.Exclude}} {
		for _, glob := range list.globs {
			matches := func(file string) bool { return matchesGlob([]string{glob}, seen.relative(file)) }
			if !slices.ContainsFunc(files, matches) {
				idle = append(idle, Glob{list.key, glob})
			}
		}
	}
	return idle
}

// Silent says why a finding is not reported, in a few words: "below the severity".
// It is empty for one that is.
func (c *Config) Silent(f Candidate) string {
	switch {
	case !c.Enabled(f.ID, f.Name):
		return whyDisabled
	case f.Profile != "" && f.Profile != c.Profile:
		return "of another profile"
	case rank(severities, c.SeverityOf(f)) < rank(severities, c.Severity):
		return whySeverity
	case rank(confidences, f.Confidence) < rank(confidences, c.Confidence):
		return whyConfidence
	case f.Generated && !c.Generated:
		return "in generated files"
	case !c.Tests && strings.HasSuffix(f.File, "_test.go"):
		return "in test files"
	case matchesPackage(c.Rules[f.ID].Allow, packageOf(f)):
		return whyAllowed
	case f.File != "" && !c.reportsIn(c.relative(f.File), f):
		return whyFile
	}
	return ""
}

// packageOf returns the import path of the package that the file belongs to or,
// for a test in a package of its own, that it tests.
func packageOf(f Candidate) string {
	if strings.HasSuffix(f.File, "_test.go") {
		return strings.TrimSuffix(f.Package, "_test")
	}
	return f.Package
}

// SeverityOf returns the severity of a finding: what is set for the rule in its
// file, or else for the rule, or else what the rule says. Of several entries for a
// file, the last one counts, and within one, the selector that says more of the ID.
func (c *Config) SeverityOf(f Candidate) string {
	if f.File != "" {
		for _, p := range slices.Backward(c.Paths) {
			if set := severityIn(p.Severity, f); set != "" && matchesGlob(p.Match, c.relative(f.File)) {
				return set
			}
		}
	}
	return cmp.Or(c.Rules[f.ID].Severity, f.Severity)
}

func severityIn(set map[string]string, f Candidate) string {
	best := ""
	for _, selector := range slices.Sorted(maps.Keys(set)) {
		if weight(selector, f.ID, f.Name) > weight(best, f.ID, f.Name) {
			best = selector
		}
	}
	return set[best]
}

// Fails tells whether a finding of that severity makes the exit code 1.
func (c *Config) Fails(severity string) bool {
	return c.FailOn != Never && rank(severities, severity) >= rank(severities, c.FailOn)
}

func rank(words []string, word string) int { return slices.Index(words, word) }

// relative returns the name of the file as globs see it: below Root, with
// slashes. A file elsewhere keeps its whole name.
func (c *Config) relative(file string) string {
	if rel, err := filepath.Rel(c.Root, file); c.Root != "" && err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(file)
}

func (c *Config) reportsIn(file string, f Candidate) bool {
	if len(c.Include) > 0 && !matchesGlob(c.Include, file) {
		return false
	}
	if matchesGlob(c.Exclude, file) || matchesGlob(c.Rules[f.ID].Exclude, file) {
		return false
	}
	for _, p := range c.Paths {
		if heaviest(p.Disable, f.ID, f.Name) > 0 && matchesGlob(p.Match, file) {
			return false
		}
	}
	return true
}

// matchesGlob tells whether one of the globs matches the file or a directory
// that holds it. As in a .gitignore, a glob without a slash matches at any depth,
// and a slash at its beginning ties it to the top.
func matchesGlob(globs []string, file string) bool {
	for _, glob := range globs {
		if !strings.ContainsRune(strings.TrimSuffix(glob, "/"), '/') {
			glob = "**/" + glob
		}
		if !strings.HasPrefix(file, "/") {
			glob = strings.TrimPrefix(glob, "/")
		}
		glob = trimGlob(glob)
		if doublestar.MatchUnvalidated(glob, file) || doublestar.MatchUnvalidated(glob+"/**", file) {
			return true
		}
	}
	return false
}

// trimGlob leaves out what says nothing: "./" before a glob and "/" behind it.
func trimGlob(glob string) string {
	return strings.TrimSuffix(strings.TrimPrefix(glob, "./"), "/")
}

// matchesPackage tells whether one of the patterns, import paths which may end
// in "/...", names the package.
func matchesPackage(patterns []string, path string) bool {
	for _, pattern := range patterns {
		if below, ok := strings.CutSuffix(pattern, "/..."); ok {
			if path == below || strings.HasPrefix(path, below+"/") {
				return true
			}
		} else if pattern == path && path != "" {
			return true
		}
	}
	return false
}
