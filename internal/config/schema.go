package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"strings"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// SchemaURL is where the schema of the configuration is read.
const SchemaURL = "https://raw.githubusercontent.com/cryptolint/cryptolint/main/docs/cryptolint.schema.json"

// object is a part of a JSON Schema.
type object = map[string]any

// Schema returns the JSON Schema of the configuration file, for editors and
// validators. It is of draft 7, which editors know best. What depends on more than
// the form of a value, such as whether a glob is one, Parse alone finds out.
func Schema(rules []Rule) ([]byte, error) {
	properties := object{
		"version": object{"description": "version of this format", "enum": []any{1, Version}},
		"extends": described(object{"type": "string", "minLength": 1}, "the file that this one extends: a file of the repository, or of a module at a version, as in example.com/policy@v1.2.0"),
		"locked":  described(list(object{"enum": lockableKeys()}), "keys that a file which extends this one may tighten, and not weaken"),
		"rules":   ruleSchemas(rules),
		"paths":   pathSchema(),
		"models":  modelSchema(),
	}
	for _, s := range settings {
		properties[s.Key] = s.schema()
	}
	schema := closed(properties)
	schema["$schema"] = "http://json-schema.org/draft-07/schema#"
	schema["$id"] = SchemaURL
	schema["title"] = FileName
	schema["description"] = "configuration of cryptolint"
	definitions := object{
		"selector": object{"anyOf": []any{
			object{"enum": ruleWords(rules)},
			object{"type": "string", "pattern": "^[Cc][Ll][0-9]{0,3}$"},
		}},
		"selectors": list(reference("selector")),
		"globs":     list(object{"type": "string", "minLength": 1}),
	}
	for _, r := range rules {
		definitions[r.ID] = described(closed(r.schema()), strings.TrimSpace(r.ID+" "+r.Name+": "+r.Title))
	}
	schema["definitions"] = definitions
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(schema); err != nil {
		return nil, fmt.Errorf("cannot encode the schema: %w", err)
	}
	return text.Bytes(), nil
}

// closed is an object with these properties and no others.
func closed(properties object, required ...string) object {
	o := object{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		o["required"] = required
	}
	return o
}

// list is one value or several of them.
func list(item object) object {
	return object{"anyOf": []any{item, object{"type": "array", "items": item}}}
}

func reference(definition string) object { return object{"$ref": "#/definitions/" + definition} }

// described adds a description. Next to a reference it would not count, so it goes
// around it.
func described(o object, text string) object {
	if _, isReference := o["$ref"]; isReference {
		o = object{"allOf": []any{o}}
	}
	o = maps.Clone(o)
	o["description"] = strings.ReplaceAll(text, "`", "")
	return o
}

func (s *Setting) schema() object {
	var o object
	item := object{"type": "string"}
	if s.Words != nil {
		item = object{"enum": s.Words}
	}
	switch {
	case s.Key == "enable" || s.Key == "disable":
		o = reference("selectors")
	case s.Key == "include" || s.Key == "exclude":
		o = reference("globs")
	case s.Key == "rules-as-of":
		o = object{"anyOf": []any{object{"const": Latest}, object{"type": "string", "pattern": release.String()}, object{"type": "number"}}, "default": Latest}
	case s.Key == "output":
		o = list(object{"type": "string", "pattern": "^(" + strings.Join(Formats(), "|") + ")=.+$"})
	case s.Bool():
		o = object{"type": "boolean", "default": s.initial[0] == "true"}
	case s.List:
		o = list(item)
	default:
		o = item
		o["default"] = s.initial[0]
	}
	return described(o, s.Usage)
}

func ruleSchemas(rules []Rule) object {
	properties := object{}
	for _, r := range rules {
		properties[r.ID], properties[r.Name] = reference(r.ID), reference(r.ID)
	}
	return described(closed(properties), "what is set for single rules, by ID or name")
}

func (r Rule) schema() object {
	properties := object{
		"severity": described(object{"enum": severities}, "report what the rule finds with this severity"),
		"exclude":  described(reference("globs"), "globs of files in which the rule reports nothing"),
		"allow":    described(list(object{"type": "string", "minLength": 1}), "import paths of packages that may do what the rule finds; with /... those below too"),
	}
	for _, o := range r.Options {
		value := object{"type": []any{"string", "number", "boolean"}}
		if o.Words != nil {
			value = object{"enum": o.Words}
		}
		if o.Least > 0 {
			value = object{"type": "integer", "minimum": o.Least}
		}
		if o.List {
			value = list(value)
		}
		properties[o.Name] = described(value, o.Usage)
	}
	return properties
}

func pathSchema() object {
	entry := closed(object{
		"match":   described(reference("globs"), "globs of files"),
		"disable": described(reference("selectors"), "rules that report nothing there"),
		"severity": described(object{"type": "object", "propertyNames": reference("selector"), "additionalProperties": object{"enum": severities}},
			"severities there, by rules"),
		"reason": described(object{"type": "string"}, "why, for people"),
	}, "match")
	entry["anyOf"] = []any{object{"required": []string{"disable"}}, object{"required": []string{"severity"}}}
	return described(object{"type": "array", "items": entry}, "what is set for some files")
}

func modelSchema() object {
	line := described(object{"type": "string", "minLength": 1}, "a row: the symbol and its clauses, as in example.com/vault.Seal 0=nonce 1=plaintext result=ciphertext")
	properties := object{
		symbolKey: described(object{"type": "string", "minLength": 1}, "import path, dot and name: example.com/vault.Seal, example.com/vault.Box.Seal"),
	}
	for _, key := range cryptoapi.ClauseKeys() {
		properties[key] = clauseSchema(key)
	}
	entry := object{"anyOf": []any{closed(properties, symbolKey), line}}
	return described(object{"type": "array", "items": entry}, "what functions, fields, variables and types of the program mean")
}

// clauseSchema is the form of what a model says under a key.
func clauseSchema(key string) object {
	value := object{"type": "string", "minLength": 1}
	switch key {
	case "args", "receiver", "role":
		value = object{"enum": cryptoapi.RoleWords()}
	case "result", "results", "fills", "appends", "origin":
		value = object{"type": "string", "pattern": sourcePattern()}
	case "does":
		value = list(object{"enum": cryptoapi.ActionWords()})
	case "verdict":
		value = object{"type": "integer", "minimum": 0}
	}
	switch {
	case cryptoapi.Indexed(key):
		value = object{"type": "object", "patternProperties": object{indexPattern(key): value}, "additionalProperties": false}
	case cryptoapi.Flag(key):
		value = object{"type": "boolean"}
	}
	return described(value, cryptoapi.ClauseUsage(key))
}

// indexPattern matches what the clauses of a key may speak of.
func indexPattern(key string) string {
	if key == "results" {
		return "^[01]$"
	}
	return "^([0-9]+|receiver)$"
}

// sourcePattern matches an origin with its algorithm and the arguments that it is made of.
func sourcePattern() string {
	const arguments = "(none|([0-9]+|receiver)(,([0-9]+|receiver))*)"
	relation := "(from|of|or) +" + arguments
	return "^((" + strings.Join(cryptoapi.OriginWords(), "|") + ")(:.+)?|" + relation + ")( +" + relation + ")*$"
}
