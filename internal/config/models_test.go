package config_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/internal/config"
)

// The mapping and the line are two ways to write one model.
func TestModelsInBothForms(t *testing.T) {
	mappings := `
models:
  - symbol: example.com/vault.Box.Seal
    args: {0: nonce, 1: plaintext}
    receiver: cipher
    result: ciphertext:GCM from 0 of 1
    appends: {receiver: from 1}
    resets: true
    complete: false
    does: [encrypt, authenticate]
  - symbol: example.com/vault.Pair
    results: {0: public-key:RSA, 1: private-key:RSA}
    does: generate
    verdict: 2
    part-on-error: true
  - symbol: example.com/conf.Settings.Key
    role: key
    origin: environment
    deprecated: v1.4.0
    not-fips: true
`
	lines := `
models:
  - example.com/vault.Box.Seal  0=nonce 1=plaintext receiver=cipher  result=ciphertext:GCM from 0 of 1
      appends receiver=from 1  resets  does=encrypt,authenticate
  - example.com/vault.Pair  results 0=public-key:RSA 1=private-key:RSA  does=generate verdict=2 part-on-error
  - >
    example.com/conf.Settings.Key
    role=key origin=environment
    deprecated=v1.4.0 not-fips
`
	want, err := config.Parse("c.yaml", []byte(mappings), nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := config.Parse("c.yaml", []byte(lines), nil)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Models, want.Models) {
		t.Errorf("the lines say\n\t%v\nand the mappings\n\t%v", got.Models, want.Models)
	}
	if line := got.ModelSource(1).Line; line != 5 {
		t.Errorf("the second model is in line %d, want 5", line)
	}
	text, err := want.Encode()
	if err != nil {
		t.Fatal(err)
	}
	again, err := config.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(again.Models, want.Models) {
		t.Errorf("encoded and decoded, the models are\n\t%v, want\n\t%v", again.Models, want.Models)
	}
}

func TestModelsAsEntries(t *testing.T) {
	c, err := config.Parse("c.yaml", []byte("models:\n- example.com/vault.Box.Seal 0=nonce result=ciphertext fills receiver=data resets"), nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range c.Entries() {
		if strings.HasPrefix(e.Key, "models") {
			got = append(got, e.Key+" "+strings.Join(e.Values, ",")+" "+e.From[0].String())
		}
	}
	want := []string{
		"models[0].symbol example.com/vault.Box.Seal c.yaml:2",
		"models[0].args.0 nonce c.yaml:2",
		"models[0].result ciphertext c.yaml:2",
		"models[0].fills.receiver data c.yaml:2",
		"models[0].resets true c.yaml:2",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the entries are %q, want %q", got, want)
	}
}

func TestModelErrors(t *testing.T) {
	for text, want := range map[string]string{
		"models: example.com/vault.Seal":                                               "c.yaml:1: models is a list, each entry with symbol and what is said of it",
		"models:\n- [a]":                                                               "c.yaml:2: a model is a mapping of keys to values",
		"models:\n- null":                                                              "c.yaml:2: models: a model without a symbol",
		"models:\n- result: uuid":                                                      "c.yaml:2: models: a model without a symbol",
		"models:\n- symbol: a.B\n  result: [uuid]":                                     "c.yaml:3: result takes one value",
		"models:\n- symbol: a.B\n  args: [key]":                                        "c.yaml:3: args is a mapping of keys to values",
		"models:\n- symbol: a.B\n  args: {x: key}":                                     `c.yaml:2: models: a.B: arguments count from 0, and the receiver is called receiver: "x" is neither`,
		"models:\n- symbol: a.B\n  resluts: {0: uuid}":                                 `c.yaml:3: unknown key "resluts": did you mean results?`,
		"models:\n- a.B 0=kee":                                                         `c.yaml:2: models: a.B: unknown role "kee": did you mean key?`,
		"models:\n- a.B 0=key\n- {symbol: a.B, result: uuid}":                          "c.yaml:3: models: a.B is described twice",
		"models:\n- &m a.B 0=key\n- symbol: a.C\n  result: uuid\n- *m":                 "c.yaml:5: models: a.B is described twice",
		"models:\n- symbol: a.B\n  args: {0: }":                                        "c.yaml:2: models: a.B: args needs a value",
		"models:\n- symbol: a.B\n  does: [sign, fly]":                                  `c.yaml:2: models: a.B: unknown action "fly"`,
		"models:\n- symbol: a.B\n  result: uuid\n- symbol: a.C\n  result: \"uuid\\n\"": "",
	} {
		_, err := config.Parse("c.yaml", []byte(text), nil)
		switch {
		case want == "" && err != nil:
			t.Errorf("%s\n\t%v", text, err)
		case want != "" && (err == nil || !strings.HasPrefix(err.Error(), want)):
			t.Errorf("%s\n\t%v, want\n\t%s", text, err, want)
		}
	}
}
