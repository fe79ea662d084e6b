package config

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// symbolKey is the key of a model that is not a clause.
const symbolKey = "symbol"

// ModelSource returns where a model stands.
func (c *Config) ModelSource(index int) Source { return c.modelSources[index] }

// models reads what people say of their own functions.
func (p *parser) models(n *yaml.Node) {
	if isNull(n) {
		return
	}
	if n.Kind != yaml.SequenceNode {
		p.fail(n, "models is a list, each entry with symbol and what is said of it")
		return
	}
	seen := make(map[string]bool)
	for _, item := range n.Content {
		m, ok := p.model(meant(item))
		if !ok {
			continue
		}
		if seen[m.Symbol()] {
			p.fail(item, "models: %s is described twice: put what is said of it into one model", m.Symbol())
			continue
		}
		seen[m.Symbol()] = true
		p.config.Models = append(p.config.Models, m)
		p.config.modelSources = append(p.config.modelSources, Source{File: p.file, Line: item.Line})
	}
}

// model reads one entry: a row in one line, or a mapping of the same words. It is not
// ok if an error was reported.
func (p *parser) model(n *yaml.Node) (m cryptoapi.Model, ok bool) {
	before := len(p.errs)
	var err error
	if n.Kind == yaml.ScalarNode && !isNull(n) {
		m, err = cryptoapi.ParseModel(n.Value)
	} else {
		symbol, clauses := p.clauses(n)
		if len(p.errs) > before {
			return m, false
		}
		m, err = cryptoapi.NewModel(symbol, clauses...)
	}
	if err != nil {
		p.fail(n, "models: %w", err)
	}
	return m, len(p.errs) == before
}

// clauses reads what a mapping says of its symbol.
func (p *parser) clauses(n *yaml.Node) (symbol string, clauses []cryptoapi.Clause) {
	known := append([]string{symbolKey}, cryptoapi.ClauseKeys()...)
	p.entries(n, "a model", func(key string, at, value *yaml.Node) {
		switch {
		case key == symbolKey:
			symbol = p.text(key, value)
		case !slices.Contains(known, key):
			p.unknownKey(at, known)
		case cryptoapi.Indexed(key):
			p.entries(value, key, func(index string, _, value *yaml.Node) {
				clauses = append(clauses, cryptoapi.Clause{Key: key, Index: index, Value: p.text(key, value)})
			})
		case cryptoapi.Flag(key):
			if p.yes(key, value) {
				clauses = append(clauses, cryptoapi.Clause{Key: key})
			}
		case cryptoapi.Listed(key):
			if words, ok := p.values(key, value, true); ok {
				clauses = append(clauses, cryptoapi.Clause{Key: key, Value: strings.Join(words, ",")})
			}
		default:
			clauses = append(clauses, cryptoapi.Clause{Key: key, Value: p.text(key, value)})
		}
	})
	return symbol, clauses
}

func (p *parser) text(key string, n *yaml.Node) string {
	values, ok := p.values(key, n, false)
	if !ok {
		return ""
	}
	return values[0]
}

// yes reads a key that is said or not.
func (p *parser) yes(key string, n *yaml.Node) bool {
	var said bool
	if err := n.Decode(&said); err != nil {
		p.fail(n, "%s is true or false", key)
	}
	return said
}
