package config

import (
	"fmt"
	"slices"
)

// Setting is one thing that people can set, by a key of the file or the flag of
// the same name.
type Setting struct {
	Key   string
	Group Group    // what it is about
	Usage string   // one line for help and the schema; the word in backquotes stands for the value
	Words []string // the values that it takes; nil: any
	List  bool     // it takes several values
	Adds  bool     // the flag adds to the list of the file, and does not replace it

	report  bool // it is about the report, not about what is found
	initial []string
	field   func(*Config) any // *string, *bool or *[]string
	check   func(value string) error
}

// Group is what a setting is about, as a heading.
type Group string

// The groups in the order in which people are told of them.
const (
	Reported Group = "What is reported"
	Known    Group = "What is silenced"
	Written  Group = "How it is reported"
	Analysed Group = "How it is analysed"
)

// Groups returns all groups in order.
func Groups() []Group { return []Group{Reported, Known, Written, Analysed} }

// Initial returns the values where nothing is set.
func (s *Setting) Initial() []string { return slices.Clone(s.initial) }

// Bool tells whether the setting is true or false.
func (s *Setting) Bool() bool {
	_, is := s.field(new(Config)).(*bool)
	return is
}

// OfReport tells whether the setting is about how the report is made, and not
// about what is found.
func (s *Setting) OfReport() bool { return s.report }

// Values returns the values in force; one for a setting that is no list.
func (s *Setting) Values(c *Config) []string {
	switch p := s.field(c).(type) {
	case *string:
		return []string{*p}
	case *bool:
		return []string{fmt.Sprint(*p)}
	case *[]string:
		return *p
	}
	return nil
}

// Set checks the values and puts them in force.
func (s *Setting) Set(c *Config, values []string, from Source) error {
	if !s.List && len(values) != 1 {
		return fmt.Errorf("%s takes one value", s.Key)
	}
	for _, v := range values {
		if err := s.checkValue(v); err != nil {
			return err
		}
	}
	sources := slices.Repeat([]Source{from}, max(1, len(values)))
	if before := s.Values(c); s.Adds && from.Flag != "" && len(before) > 0 {
		sources = slices.Concat(c.sources[s.Key], sources[:len(values)])
		values = slices.Concat(before, values)
	}
	s.put(c, values)
	c.sources[s.Key] = sources
	return nil
}

// Split returns the values that one flag gives: those of a list stand between
// commas. Commas within the braces and brackets of a glob belong to it, and those
// in the name of a file do too.
func (s *Setting) Split(text string) []string {
	if !s.List || s.Key == "output" {
		return []string{text}
	}
	var values []string
	depth, start := 0, 0
	add := func(value string) {
		if value != "" {
			values = append(values, value)
		}
	}
	for i, r := range text {
		switch {
		case r == '{' || r == '[':
			depth++
		case r == '}' || r == ']':
			depth--
		case r == ',' && depth <= 0:
			add(text[start:i])
			start = i + 1
		}
	}
	add(text[start:])
	return values
}

func (s *Setting) checkValue(value string) error {
	if s.Bool() && value != "true" && value != "false" {
		return fmt.Errorf("%s is true or false, not %q", s.Key, value)
	}
	if s.Words != nil && !slices.Contains(s.Words, value) {
		return unknownWord(s.Key, value, s.Words)
	}
	if s.check != nil {
		return s.check(value)
	}
	return nil
}

func (s *Setting) put(c *Config, values []string) {
	switch p := s.field(c).(type) {
	case *string:
		*p = values[0]
	case *bool:
		*p = values[0] == "true"
	case *[]string:
		*p = slices.Clone(values)
	}
}

// Settings returns all settings in the order in which people are told of them.
// They must not be changed.
func Settings() []*Setting { return settings }

// SettingFor returns the setting with that key, or nil.
func SettingFor(key string) *Setting {
	for _, s := range settings {
		if s.Key == key {
			return s
		}
	}
	return nil
}

var (
	severities  = []string{"low", "medium", "high", "critical"}
	confidences = []string{"low", "medium", "high"}
	off         = []string{"false"}
	on          = []string{"true"}
)

// Never is the value of fail-on with which findings do not fail the run.
const Never = "never"

var settings = []*Setting{
	{
		Key: "profile", Group: Reported, Usage: "`profile` of the rules: default, strict (also reports what correct programs sometimes do), fips (also reports what FIPS 140-3 does not approve) or pq (also reports what quantum computers will break)",
		Words: []string{"default", "strict", "fips", "pq"}, initial: []string{"default"},
		field: func(c *Config) any { return &c.Profile },
	},
	{
		Key: "enable", Group: Reported, Usage: "run only these `rules`: IDs (CL201), prefixes of IDs (CL2) or names (ecb)", List: true,
		field: func(c *Config) any { return &c.Enable },
	},
	{
		Key: "disable", Group: Reported, Usage: "do not run these `rules`: IDs, prefixes of IDs or names", List: true, Adds: true,
		field: func(c *Config) any { return &c.Disable },
	},
	{
		Key: "severity", Group: Reported, Usage: "report findings of at least this `severity`: low, medium, high or critical",
		Words: severities, initial: []string{"low"},
		field: func(c *Config) any { return &c.Severity },
	},
	{
		Key: "confidence", Group: Reported, Usage: "report findings of at least this `confidence`: low, medium or high",
		Words: confidences, initial: []string{"low"},
		field: func(c *Config) any { return &c.Confidence },
	},
	{
		report: true, Key: "fail-on", Group: Written, Usage: "exit with 1 only for findings of at least this `severity`: low, medium, high, critical or never",
		Words: slices.Concat(severities, []string{Never}), initial: []string{"low"},
		field: func(c *Config) any { return &c.FailOn },
	},
	{
		Key: "rules-as-of", Group: Reported, Usage: "keep what cryptolint finds only since a later `release` than this one, such as 0.2, as warnings that do not fail the run; latest: nothing",
		initial: []string{Latest}, check: checkRulesAsOf,
		field: func(c *Config) any { return &c.RulesAsOf },
	},
	{
		Key: "tests", Group: Reported, Usage: "report findings in test files and test support too", initial: off,
		field: func(c *Config) any { return &c.Tests },
	},
	{
		Key: "generated", Group: Reported, Usage: "report findings in generated files too", initial: off,
		field: func(c *Config) any { return &c.Generated },
	},
	{
		Key: "include", Group: Reported, Usage: "report findings only in files that match a `glob`, such as 'internal/**'", List: true, check: checkGlob,
		field: func(c *Config) any { return &c.Include },
	},
	{
		Key: "exclude", Group: Reported, Usage: "report no findings in files that match a `glob`, such as 'legacy/**'", List: true, Adds: true, check: checkGlob,
		field: func(c *Config) any { return &c.Exclude },
	},
	{
		report: true, Key: "tags", Group: Analysed, Usage: "build `tags` to analyse with", List: true, check: checkTag,
		field: func(c *Config) any { return &c.Tags },
	},
	{
		Key: "nolint", Group: Known, Usage: "honour //nolint:cryptolint comments", initial: on,
		field: func(c *Config) any { return &c.Nolint },
	},
	{
		Key: "nosec", Group: Known, Usage: "honour #nosec comments for rules of gosec that have an equivalent here", initial: on,
		field: func(c *Config) any { return &c.Nosec },
	},
	{
		report: true, Key: "baseline", Group: Known, Usage: "silence the findings listed in this `file`, see 'cryptolint help baseline'", initial: []string{""},
		field: func(c *Config) any { return &c.Baseline },
	},
	{
		report: true, Key: "new-from-rev", Group: Known, Usage: "report only findings on lines that changed since this git `revision`", initial: []string{""},
		field: func(c *Config) any { return &c.NewFromRev },
	},
	{
		report: true, Key: "new-from-merge-base", Group: Known, Usage: "report only findings on lines that changed since HEAD diverged from this git `revision`", initial: []string{""},
		field: func(c *Config) any { return &c.NewFromMergeBase },
	},
	{
		report: true, Key: "format", Group: Written, Usage: "`format` of the standard output: text, json, sarif, github, gitlab, gitlab-sast, markdown, junit, checkstyle or html",
		Words: Formats(), initial: []string{"text"},
		field: func(c *Config) any { return &c.Format },
	},
	{
		report: true, Key: "output", Group: Written, Usage: "write the report to a file as well, as in `format=file`; may be given more than once", List: true, check: checkOutput,
		field: func(c *Config) any { return &c.Output },
	},
	{
		report: true, Key: "color", Group: Written, Usage: "`when` to colour the output: auto, always or never",
		Words: []string{"auto", "always", "never"}, initial: []string{"auto"},
		field: func(c *Config) any { return &c.Color },
	},
	{
		report: true, Key: "show-suppressed", Group: Written, Usage: "include silenced findings, in the formats that support it", initial: off,
		field: func(c *Config) any { return &c.ShowSuppressed },
	},
	{
		report: true, Key: "statistics", Group: Written, Usage: "count the findings of each rule at the end", initial: off,
		field: func(c *Config) any { return &c.Statistics },
	},
	{
		Key: "secret-names", Group: Analysed, Usage: "additional `names` of secrets", List: true,
		field: func(c *Config) any { return &c.SecretNames },
	},
}

// Formats returns the names of the formats of a report.
func Formats() []string {
	return []string{"text", "json", "sarif", "github", "gitlab", "gitlab-sast", "markdown", "junit", "checkstyle", "html"}
}
