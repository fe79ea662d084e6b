package unchecked_test

import (
	"testing"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/unchecked"
)

// Who gives a value, and who made it.
func TestGiven(t *testing.T) {
	origin := func(o flow.Origin) flow.Value { return flow.Value{{&o}} }
	file := flow.Origin{Source: &flow.Source{Kind: cryptoapi.File}}
	returned := file
	returned.Steps = returned.Steps.Then(flow.Step{Kind: flow.Returned})
	for _, c := range []struct {
		name                           string
		value                          flow.Value
		given, toExported              bool
		outside, outsideExported, made bool
	}{
		{"read from a file", origin(file), true, true, true, true, false},
		{"returned by a function that read it", origin(returned), true, true, false, false, false},
		{"passed by a caller", origin(flow.Origin{Source: &flow.Source{Param: 1}}), false, true, false, true, false},
		{"kept in a field", origin(flow.Origin{Source: &flow.Source{Storage: "vault.Store.key"}}), true, true, false, false, false},
		{"a constant", origin(flow.Origin{Source: &flow.Source{Kind: cryptoapi.Constant}}), false, false, false, false, true},
		{"memory for a message", origin(flow.Origin{Source: &flow.Source{Kind: cryptoapi.Zero}}), false, false, false, false, true},
		{"a digest", origin(flow.Origin{Source: &flow.Source{Kind: cryptoapi.Digest}}), false, false, false, false, true},
		{"nothing that is known", nil, false, false, false, false, false},
	} {
		if unchecked.Given(c.value, false) != c.given || unchecked.Given(c.value, true) != c.toExported {
			t.Errorf("%s: given is %t, to an exported function %t", c.name, !c.given, !c.toExported)
		}
		if unchecked.Outside(c.value, false) != c.outside || unchecked.Outside(c.value, true) != c.outsideExported {
			t.Errorf("%s: outside is not %t, or of an exported function not %t", c.name, c.outside, c.outsideExported)
		}
		if unchecked.Made(c.value) != c.made {
			t.Errorf("%s: made is %t", c.name, !c.made)
		}
	}
}

// A reader can be another one than crypto/rand.Reader where it was passed, or where it is one of
// several.
func TestReplaceable(t *testing.T) {
	library := &flow.Origin{Source: &flow.Source{Kind: cryptoapi.SecureRandom}}
	kept := &flow.Origin{Source: library.Source}
	kept.Steps = kept.Steps.Then(flow.Step{Kind: flow.Stored})
	caller := &flow.Origin{Source: &flow.Source{Param: 1}}
	file := &flow.Origin{Source: &flow.Source{Kind: cryptoapi.File}}
	for _, c := range []struct {
		name   string
		reader flow.Value
		want   bool
	}{
		{"that of the library", flow.Value{{library}}, false},
		{"kept in a field", flow.Value{{kept}}, true},
		{"the default for that of a caller", flow.Value{{library}, {caller}}, true},
		{"a file", flow.Value{{file}, {caller}}, false},
		{"nothing that is known", nil, false},
	} {
		if got := unchecked.Replaceable(c.reader); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}
