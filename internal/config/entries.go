package config

import (
	"fmt"
	"maps"
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// Entry is one thing that is in force, and where it comes from.
type Entry struct {
	Key    string // "severity", "rules.CL201.severity", "paths[0].match"
	Values []string
	From   []Source // of each of the values; one for an empty list
}

// Entries returns all that is in force: each setting, and of rules, paths and models
// what the file says.
func (c *Config) Entries() []Entry {
	var all []Entry
	for _, s := range settings {
		all = append(all, entry(s.Key, s.Values(c), c.Sources(s.Key)))
	}
	if c.Extends != "" {
		all = append(all, entry("extends", []string{c.Extends}, c.Sources("extends")))
	}
	if len(c.Locked) > 0 {
		all = append(all, entry("locked", c.Locked, c.Sources("locked")))
	}
	for _, id := range slices.Sorted(maps.Keys(c.Rules)) {
		all = append(all, c.ruleEntries(id)...)
	}
	for i, p := range c.Paths {
		key, from := fmt.Sprintf("paths[%d].", i), c.Sources("paths")[i:i+1]
		all = append(all, entry(key+"match", p.Match, from))
		if len(p.Disable) > 0 {
			all = append(all, entry(key+"disable", p.Disable, from))
		}
		for _, selector := range slices.Sorted(maps.Keys(p.Severity)) {
			all = append(all, entry(key+"severity."+selector, []string{p.Severity[selector]}, from))
		}
		if p.Reason != "" {
			all = append(all, entry(key+"reason", []string{p.Reason}, from))
		}
	}
	for i, m := range c.Models {
		for _, e := range modelEntries(m) {
			all = append(all, entry(fmt.Sprintf("models[%d].%s", i, e.Key), e.Values, []Source{c.ModelSource(i)}))
		}
	}
	return all
}

// entry makes an entry of values that may all come from one place.
func entry(key string, values []string, from []Source) Entry {
	if len(from) == 0 {
		from = []Source{{}}
	}
	if len(from) < len(values) {
		from = slices.Repeat(from[:1], len(values))
	}
	return Entry{key, values, from}
}

func (c *Config) ruleEntries(id string) []Entry {
	var all []Entry
	r := c.Rules[id]
	add := func(key string, values []string) {
		if key = "rules." + id + "." + key; len(values) > 0 {
			all = append(all, entry(key, values, c.Sources(key)))
		}
	}
	if r.Severity != "" {
		add("severity", []string{r.Severity})
	}
	add("exclude", r.Exclude)
	add("allow", r.Allow)
	for _, name := range slices.Sorted(maps.Keys(r.Options)) {
		add(name, r.Options[name])
	}
	return all
}

// modelEntries lists what a model says, by the keys of the file.
func modelEntries(m cryptoapi.Model) []Entry {
	all := []Entry{{Key: "symbol", Values: []string{m.Symbol()}}}
	for _, c := range m.Clauses() {
		e := Entry{Key: c.Key, Values: []string{c.Value}}
		if c.Index != "" {
			e.Key += "." + c.Index
		}
		if cryptoapi.Flag(c.Key) {
			e.Values = []string{"true"}
		}
		all = append(all, e)
	}
	return all
}
