package validate

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schema compiles a JSON Schema.
func schema(t *testing.T, doc any) *jsonschema.Schema {
	t.Helper()
	const address = "schema.json"
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource(address, doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile(address)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func readJSON(t *testing.T, file string) any {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return parseJSON(t, data)
}

func parseJSON(t *testing.T, data []byte) any {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// ours is the schema that users have.
var ours = filepath.Join(project, "docs", "report.schema.json")

// closed returns the schema such that an object may have no other properties than
// those it tells of. It changes the schema in place.
func closed(schema any) any {
	at, ok := schema.(map[string]any)
	if !ok {
		return schema
	}
	at["unevaluatedProperties"] = false
	closed(at["items"])
	for _, key := range []string{"properties", "$defs"} {
		children, _ := at[key].(map[string]any)
		for _, child := range children {
			closed(child)
			if key == "$defs" {
				// It is closed where it is referred to, because
				// another definition may add to it.
				delete(child.(map[string]any), "unevaluatedProperties")
			}
		}
	}
	return schema
}

func TestJSONFitsOurSchema(t *testing.T) {
	public, strict := schema(t, readJSON(t, ours)), schema(t, closed(readJSON(t, ours)))
	for name, data := range documents(t, "json") {
		doc := parseJSON(t, data)
		if err := public.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		} else if err := strict.Validate(doc); err != nil {
			t.Errorf("%s has a field that docs/report.schema.json does not tell of: %v", name, err)
		}
	}
}

// The schema must be able to refuse.
func TestOurSchemaRefuses(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(golden, "suppressed.json"))
	if err != nil {
		t.Fatal(err)
	}
	strict := schema(t, closed(readJSON(t, ours)))
	for name, edit := range map[string][2]string{
		"an unknown severity":            {`"severity": "critical"`, `"severity": "awful"`},
		"a fingerprint of 33 digits":     {`"fingerprint": "`, `"fingerprint": "0`},
		"a list with another name":       {`"failures": []`, `"failed": []`},
		"a line that is no number":       {`"line": 6`, `"line": "6"`},
		"a new field of a finding":       {`"rule": "CL`, `"colour": "red", "rule": "CL`},
		"a new field of a step":          {`"message": "zero bytes"`, `"colour": "red", "message": "zero bytes"`},
		"a new field of a suppression":   {`"kind": "baseline"`, `"colour": "red", "kind": "baseline"`},
		"an unknown kind of suppression": {`"kind": "baseline"`, `"kind": "mood"`},
	} {
		bad := strings.Replace(string(data), edit[0], edit[1], 1)
		if bad == string(data) {
			t.Fatalf("%s: %s does not stand in the golden file", name, edit[0])
		}
		if strict.Validate(parseJSON(t, []byte(bad))) == nil {
			t.Errorf("%s is let through", name)
		}
	}
}
