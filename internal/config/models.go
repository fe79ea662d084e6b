package config

import (
	"strconv"

	"go.yaml.in/yaml/v3"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// modelKeys are the keys of an entry of models, named like the fields of
// cryptoapi.Model.
var modelKeys = []string{"symbol", "args", "receiver", "result", "results", "fills", "copies", "role", "origin", "algorithm"}

// ModelSource tells where a model stands.
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
		m, ok := p.model(item)
		if !ok {
			continue
		}
		if err := m.Check(); err != nil {
			p.fail(item, "models: %w", err)
			continue
		}
		if seen[m.Symbol] {
			p.fail(item, "models: %s is described twice: put what is said of it into one model", m.Symbol)
			continue
		}
		seen[m.Symbol] = true
		p.config.Models = append(p.config.Models, m)
		p.config.modelSources = append(p.config.modelSources, Source{File: p.file, Line: item.Line})
	}
}

// model reads one entry. It is not ok if an error was told.
func (p *parser) model(n *yaml.Node) (m cryptoapi.Model, ok bool) {
	before := len(p.errs)
	p.entries(n, "a model", func(key string, at, value *yaml.Node) {
		switch key {
		case "symbol":
			m.Symbol = p.text(key, value)
		case "args":
			m.Args = p.byIndex(key, value)
		case "receiver":
			m.Receiver = p.text(key, value)
		case "result":
			m.Result = p.text(key, value)
		case "results":
			m.Results = p.byIndex(key, value)
		case "fills":
			m.Fills = p.byIndex(key, value)
		case "copies":
			m.Copies = p.indices(key, value)
		case "role":
			m.Role = p.text(key, value)
		case "origin":
			m.Origin = p.text(key, value)
		case "algorithm":
			m.Algorithm = p.text(key, value)
		default:
			p.unknownKey(at, modelKeys)
		}
	})
	return m, len(p.errs) == before
}

func (p *parser) text(key string, n *yaml.Node) string {
	values, ok := p.values(key, n, false)
	if !ok {
		return ""
	}
	return values[0]
}

// byIndex reads a mapping whose keys count arguments or results.
func (p *parser) byIndex(key string, n *yaml.Node) map[int]string {
	words := make(map[int]string)
	p.entries(n, key, func(index string, at, value *yaml.Node) {
		if i, ok := p.index(key, index, at); ok {
			words[i] = p.text(key, value)
		}
	})
	return words
}

func (p *parser) indices(key string, n *yaml.Node) []int {
	values, _ := p.values(key, n, true)
	var all []int
	for _, v := range values {
		if i, ok := p.index(key, v, n); ok {
			all = append(all, i)
		}
	}
	return all
}

func (p *parser) index(key, text string, at *yaml.Node) (int, bool) {
	i, err := strconv.Atoi(text)
	if err != nil {
		p.fail(at, "%s counts from 0: %q is no number", key, text)
		return 0, false
	}
	return i, true
}
