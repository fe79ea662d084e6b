package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cryptolint/cryptolint/internal/nearest"
)

// Version is the version of the file format. A file may say it, as in
// "version: 1".
const Version = "1"

// Parse reads the text of a configuration file, which is YAML or JSON. file is
// its name for messages; empty for text that nobody wrote in that form, whose
// lines say nothing to people. The error tells all that is wrong, each on a line
// of its own, with the file and the line in it.
func Parse(file string, data []byte, rules []Rule) (*Config, error) {
	root, err := readYAML(file, data)
	if err != nil {
		return nil, err
	}
	p := &parser{file: file, rules: rules, config: Default()}
	if len(root.Content) > 0 {
		p.document(root.Content[0])
	}
	if len(p.errs) > 0 {
		return nil, errors.Join(p.errs...)
	}
	return p.config, nil
}

// parser reads the nodes of a file. It goes on after an error, so that people
// learn of all of them at once.
type parser struct {
	file   string
	rules  []Rule
	config *Config
	errs   []error
}

// meant returns the node that an alias stands for, or the node itself.
func meant(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

func (p *parser) fail(at *yaml.Node, format string, args ...any) {
	err := fmt.Errorf(format, args...)
	if p.file != "" {
		err = fmt.Errorf("%s:%d: %w", p.file, at.Line, err)
	}
	p.errs = append(p.errs, err)
}

// entries walks over a mapping.
func (p *parser) entries(n *yaml.Node, what string, each func(key string, at, value *yaml.Node)) {
	n = meant(n)
	if isNull(n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		p.fail(n, "%s is a mapping of keys to values", what)
		return
	}
	seen := make(map[string]bool)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			p.fail(key, "a key is a word")
			continue
		}
		if seen[key.Value] {
			p.fail(key, "%q is there twice: join the two", key.Value)
			continue
		}
		seen[key.Value] = true
		each(key.Value, key, meant(value))
	}
}

// unknownKey names the keys that there are.
func (p *parser) unknownKey(at *yaml.Node, known []string) {
	if near, ok := nearest.Word(at.Value, known); ok {
		p.fail(at, "unknown key %q: did you mean %s?", at.Value, near)
		return
	}
	p.fail(at, "unknown key %q: the keys here are %s", at.Value, strings.Join(known, ", "))
}

// values reads one value or a list of them.
func (p *parser) values(key string, n *yaml.Node, list bool) ([]string, bool) {
	switch {
	case isNull(n):
		return nil, false
	case n.Kind == yaml.ScalarNode:
		return []string{n.Value}, true
	case n.Kind != yaml.SequenceNode || !list:
		p.fail(n, "%s takes %s", key, quantity(list))
		return nil, false
	}
	values := []string{}
	for _, item := range n.Content {
		item = meant(item)
		if item.Kind != yaml.ScalarNode || item.Tag == "!!null" {
			p.fail(item, "%s takes %s", key, quantity(list))
			return nil, false
		}
		values = append(values, item.Value)
	}
	return values, true
}

func quantity(list bool) string {
	if list {
		return "a list of values"
	}
	return "one value"
}

// document reads the top of the file.
func (p *parser) document(n *yaml.Node) {
	known := []string{"version", "extends", "locked", "rules", "paths", "models"}
	for _, s := range settings {
		known = append(known, s.Key)
	}
	p.entries(n, "a configuration", func(key string, at, value *yaml.Node) {
		switch key {
		case "version":
			if value.Value != Version {
				p.fail(value, "this cryptolint reads version %s of the format, not %q: take the cryptolint that the file was written for", Version, value.Value)
			}
		case "extends":
			p.extends(at, value)
		case "locked":
			for _, key := range p.list(value, key, checkLocked) {
				p.config.Locked = append(p.config.Locked, key)
				p.config.sources["locked"] = append(p.config.sources["locked"], Source{File: p.file, Line: at.Line})
			}
		case "rules":
			p.ruleConfigs(value)
		case "paths":
			p.pathConfigs(value)
		case "models":
			p.models(value)
		default:
			if s := SettingFor(key); s != nil {
				p.setting(s, at, value)
			} else {
				p.unknownKey(at, known)
			}
		}
	})
}

// extends reads which file this one extends. It takes a file to start from.
func (p *parser) extends(at, value *yaml.Node) {
	values, ok := p.values("extends", value, false)
	if !ok || !p.check(value, values, checkExtends) {
		return
	}
	if p.file == "" {
		p.fail(at, "extends means something in %s alone", FileName)
		return
	}
	p.config.Extends = values[0]
	p.config.sources["extends"] = []Source{{File: p.file, Line: at.Line}}
}

func (p *parser) setting(s *Setting, at, value *yaml.Node) {
	values, ok := p.values(s.Key, value, s.List)
	if !ok {
		return
	}
	check := s.checkValue
	if s.Key == "enable" || s.Key == "disable" {
		check = p.checkSelector
	}
	if !p.check(value, values, check) {
		return
	}
	if err := s.Set(p.config, values, Source{File: p.file, Line: at.Line}); err != nil {
		p.fail(value, "%w", err)
	}
}

// check checks each of the values that a node holds, and tells of those that are
// wrong on their own line.
func (p *parser) check(at *yaml.Node, values []string, check func(string) error) bool {
	good := true
	for i, v := range values {
		if err := check(v); err != nil {
			item := at
			if at.Kind == yaml.SequenceNode {
				item = at.Content[i]
			}
			p.fail(item, "%w", err)
			good = false
		}
	}
	return good
}

func (p *parser) checkSelector(selector string) error { return checkSelector(p.rules, selector) }

// list reads a list of values that a function checks.
func (p *parser) list(at *yaml.Node, key string, check func(string) error) []string {
	values, _ := p.values(key, at, true)
	p.check(at, values, check)
	return values
}

// ruleConfigs reads what is set for single rules.
func (p *parser) ruleConfigs(n *yaml.Node) {
	p.entries(n, "rules", func(key string, at, value *yaml.Node) {
		r, ok := findRule(p.rules, key)
		if !ok {
			p.fail(at, "%w", unknownRule(p.rules, key))
			return
		}
		if _, twice := p.config.Rules[r.ID]; twice {
			p.fail(at, "rule %s is there twice", r.ID)
			return
		}
		if p.config.Rules == nil {
			p.config.Rules = make(map[string]RuleConfig)
		}
		p.config.Rules[r.ID] = p.ruleConfig(r, value)
	})
}

func (p *parser) ruleConfig(r Rule, n *yaml.Node) RuleConfig {
	var c RuleConfig
	known := []string{"severity", "exclude", "allow"}
	for _, o := range r.Options {
		known = append(known, o.Name)
	}
	p.entries(n, "what is set for "+r.ID, func(key string, at, value *yaml.Node) {
		p.config.sources["rules."+r.ID+"."+key] = []Source{{File: p.file, Line: at.Line}}
		switch key {
		case "severity":
			c.Severity = p.word(value, "severity", severities)
		case "exclude":
			c.Exclude = p.list(value, key, checkGlob)
		case "allow":
			c.Allow = p.list(value, key, checkPackage)
		default:
			i := slices.IndexFunc(r.Options, func(o Option) bool { return o.Name == key })
			if i < 0 {
				p.unknownKey(at, known)
				return
			}
			p.option(&c, r.Options[i], value)
		}
	})
	return c
}

func (p *parser) option(c *RuleConfig, o Option, value *yaml.Node) {
	values, ok := p.values(o.Name, value, o.List)
	if !ok {
		return
	}
	p.check(value, values, o.check)
	if c.Options == nil {
		c.Options = make(map[string][]string)
	}
	c.Options[o.Name] = values
}

func (p *parser) word(n *yaml.Node, what string, words []string) string {
	if n.Kind != yaml.ScalarNode || !slices.Contains(words, n.Value) {
		p.fail(n, "%w", unknownWord(what, n.Value, words))
	}
	return n.Value
}

// pathConfigs reads what is set for some files.
func (p *parser) pathConfigs(n *yaml.Node) {
	if isNull(n) {
		return
	}
	if n.Kind != yaml.SequenceNode {
		p.fail(n, "paths is a list, each entry with match, disable, severity and reason")
		return
	}
	for _, item := range n.Content {
		var c PathConfig
		p.entries(item, "an entry of paths", func(key string, at, value *yaml.Node) {
			switch key {
			case "match":
				c.Match = p.list(value, key, checkGlob)
			case "disable":
				c.Disable = p.list(value, key, p.checkSelector)
			case "severity":
				c.Severity = p.severities(value)
			case "reason":
				if text, ok := p.values(key, value, false); ok {
					c.Reason = text[0]
				}
			default:
				p.unknownKey(at, []string{"match", "disable", "severity", "reason"})
			}
		})
		if meant(item).Kind == yaml.MappingNode && (len(c.Match) == 0 || len(c.Disable)+len(c.Severity) == 0) {
			p.fail(item, "an entry of paths needs match, and disable or severity")
		}
		p.config.Paths = append(p.config.Paths, c)
		p.config.sources["paths"] = append(p.config.sources["paths"], Source{File: p.file, Line: item.Line})
	}
}

// severities reads the severities of rules in some files, by selectors of rules.
func (p *parser) severities(n *yaml.Node) map[string]string {
	all := make(map[string]string)
	p.entries(n, "severity in an entry of paths", func(key string, at, value *yaml.Node) {
		if err := p.checkSelector(key); err != nil {
			p.fail(at, "%w", err)
			return
		}
		all[key] = p.word(value, "severity", severities)
	})
	return all
}
