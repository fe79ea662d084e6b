package config

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// lockable are the keys that can be locked, with what tells whether a value may
// stand over the one of the policy.
var lockable = map[string]func(policy, own []string) bool{
	"profile":     func(policy, own []string) bool { return policy[0] == "default" || own[0] == policy[0] },
	"severity":    notAbove(severities),
	"confidence":  notAbove(confidences),
	"fail-on":     notAbove(append(slices.Clone(severities), Never)),
	"rules-as-of": notOlder,
	"tests":       only("true"),
	"generated":   only("true"),
	"nolint":      only("false"),
	"nosec":       only("false"),
	"enable":      noNarrower,
	"include":     noNarrower,
	"disable":     nothing,
	"exclude":     nothing,
	"rules":       nothing,
	"paths":       nothing,
	"models":      nothing,
	// A repository may leave these out, and then more is reported.
	"baseline":            nothing,
	"new-from-rev":        nothing,
	"new-from-merge-base": nothing,
}

// notAbove lets a threshold only fall.
func notAbove(words []string) func(policy, own []string) bool {
	return func(policy, own []string) bool { return rank(words, own[0]) <= rank(words, policy[0]) }
}

// only lets a switch change to one value.
func only(value string) func(policy, own []string) bool {
	return func(policy, own []string) bool { return own[0] == policy[0] || own[0] == value }
}

// noNarrower lets a list that narrows what is reported only grow; an empty one does
// not narrow at all.
func noNarrower(policy, own []string) bool {
	if len(own) == 0 || len(policy) == 0 {
		return len(own) == 0
	}
	return !slices.ContainsFunc(policy, func(value string) bool { return !slices.Contains(own, value) })
}

// nothing lets a repository add nothing.
func nothing(_, own []string) bool { return len(own) == 0 || len(own) == 1 && own[0] == "" }

// lockableKeys returns the keys that can be locked, sorted.
func lockableKeys() []string { return slices.Sorted(maps.Keys(lockable)) }

func checkLocked(key string) error {
	if _, ok := lockable[key]; ok {
		return nil
	}
	return unknownWord("locked key", key, lockableKeys())
}

// adding are the lists to which a file adds, whatever it extends says.
var adding = []string{"disable", "exclude", "secret-names"}

// extend returns the configuration of a file that extends c: what it says goes over
// c, and the lists that leave something out or teach something are joined. It may
// say nothing that weakens a key that c has locked.
func (c *Config) extend(own *Config) (*Config, error) {
	var errs []error
	for i, key := range c.Locked {
		for _, from := range own.weakens(c, key) {
			errs = append(errs, fmt.Errorf("%s: %s is locked by %s: it may be tightened, but not weakened", from, key, c.sources["locked"][i]))
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	for _, s := range settings {
		from := own.sources[s.Key]
		if len(from) == 0 {
			continue
		}
		values := s.Values(own)
		if slices.Contains(adding, s.Key) {
			before := s.Values(c)
			from = slices.Concat(c.sources[s.Key][:len(before)], from[:len(values)])
			values = slices.Concat(before, values)
		}
		s.put(c, values)
		c.sources[s.Key] = from
	}
	c.Extends, c.sources["extends"] = own.Extends, own.sources["extends"]
	c.Locked = slices.Concat(c.Locked, own.Locked)
	c.sources["locked"] = slices.Concat(c.sources["locked"], own.sources["locked"])
	c.Paths = slices.Concat(c.Paths, own.Paths)
	c.sources["paths"] = slices.Concat(c.sources["paths"], own.sources["paths"])
	c.extendRules(own)
	return c, c.extendModels(own)
}

// weakens returns the places at which c is weaker than a policy that locks the key.
func (c *Config) weakens(policy *Config, key string) []Source {
	switch key {
	case "paths":
		return c.sources["paths"]
	case "models":
		return c.modelSources
	case "rules":
		var all []Source
		for _, id := range slices.Sorted(maps.Keys(c.Rules)) {
			for _, e := range c.ruleEntries(id) {
				stricter := e.Key == "rules."+id+".severity" && policy.Rules[id].Severity != "" &&
					rank(severities, e.Values[0]) >= rank(severities, policy.Rules[id].Severity)
				if !stricter {
					all = append(all, e.From[0])
				}
			}
		}
		return all
	}
	s := SettingFor(key)
	from := c.sources[key]
	if len(from) == 0 || lockable[key](s.Values(policy), s.Values(c)) {
		return nil
	}
	return from[:1]
}

// extendRules puts what a file says of single rules over what c says.
func (c *Config) extendRules(own *Config) {
	for id, over := range own.Rules {
		r := c.Rules[id]
		key := "rules." + id + "."
		if over.Severity != "" {
			r.Severity = over.Severity
			c.sources[key+"severity"] = own.sources[key+"severity"]
		}
		c.joinSources(own, key+"exclude", len(r.Exclude), len(over.Exclude))
		r.Exclude = slices.Concat(r.Exclude, over.Exclude)
		c.joinSources(own, key+"allow", len(r.Allow), len(over.Allow))
		r.Allow = slices.Concat(r.Allow, over.Allow)
		r.Options = maps.Clone(r.Options)
		for name, values := range over.Options {
			if r.Options == nil {
				r.Options = make(map[string][]string)
			}
			r.Options[name] = values
			c.sources[key+name] = own.sources[key+name]
		}
		if c.Rules == nil {
			c.Rules = make(map[string]RuleConfig)
		}
		c.Rules[id] = r
	}
}

// joinSources records where the values of a joined list come from, one source for
// each.
func (c *Config) joinSources(own *Config, key string, before, more int) {
	spread := func(from []Source, n int) []Source {
		if len(from) == 0 || len(from) == n {
			return from
		}
		return slices.Repeat(from[:1], n)
	}
	if joined := slices.Concat(spread(c.sources[key], before), spread(own.sources[key], more)); len(joined) > 0 {
		c.sources[key] = joined
	}
}

// extendModels adds models. Two of one symbol contradict each other.
func (c *Config) extendModels(own *Config) error {
	for i, m := range own.Models {
		for j, known := range c.Models {
			if known.Symbol() == m.Symbol() {
				return fmt.Errorf("%s: models: %s is described in %s already", own.modelSources[i], m.Symbol(), c.modelSources[j])
			}
		}
	}
	c.Models = slices.Concat(c.Models, own.Models)
	c.modelSources = slices.Concat(c.modelSources, own.modelSources)
	return nil
}
