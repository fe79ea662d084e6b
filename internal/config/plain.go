package config

import (
	"maps"
	"slices"
)

// plain returns the configuration in the one form that all have which say the same
// of a package: without what is about the report and without the reasons that
// people give, and lists in order where their order says nothing.
func (c *Config) plain() *Config {
	p := *c
	for _, s := range settings {
		switch {
		case s.report:
			s.put(&p, s.initial)
		case s.List:
			s.put(&p, set(s.Values(c)))
		}
	}
	p.Rules = make(map[string]RuleConfig)
	for id, r := range c.Rules {
		r.Exclude, r.Allow = set(r.Exclude), set(r.Allow)
		if r.Severity != "" || len(r.Exclude) > 0 || len(r.Allow) > 0 || len(r.Options) > 0 {
			p.Rules[id] = RuleConfig{Severity: r.Severity, Exclude: r.Exclude, Allow: r.Allow, Options: maps.Clone(r.Options)}
		}
	}
	p.Paths = nil
	for _, path := range c.Paths {
		p.Paths = append(p.Paths, PathConfig{Match: set(path.Match), Disable: set(path.Disable), Severity: maps.Clone(path.Severity)})
	}
	return &p
}

// set returns the values sorted, each once.
func set(values []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(values)))
}
