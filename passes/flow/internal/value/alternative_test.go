package value

import (
	"testing"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// What is asked of all parts is false of no parts.
func TestParts(t *testing.T) {
	secret := &Origin{Source: &Source{Kind: cryptoapi.Environment, Name: "secret"}}
	digest := &Origin{Source: &Source{Kind: cryptoapi.Digest, Of: Alternative{{Source: &Source{Kind: cryptoapi.Digest, Of: Alternative{secret}}}}}}
	isSecret := func(o *Origin) bool { return o.Name == "secret" }
	isDigest := func(o *Origin) bool { return o.Kind == cryptoapi.Digest }
	mixed := Alternative{digest, secret}
	if !mixed.Any(isSecret) || !mixed.Any(isDigest) || (Alternative{digest}).Any(isSecret) || Alternative(nil).Any(isSecret) {
		t.Error("Any asks the parts, and not what they are made from")
	}
	if mixed.All(isSecret) || !(Alternative{digest, digest}).All(isDigest) || Alternative(nil).All(isDigest) {
		t.Error("All asks each part")
	}
	if !(Alternative{digest}).Holds(isSecret) || (Alternative{secret}).Holds(isDigest) || Alternative(nil).Holds(isSecret) {
		t.Error("Holds asks what parts are made from, at any depth")
	}
	secrets := func(a Alternative) bool { return a.All(isSecret) }
	if (Value{mixed, {secret}}).All(secrets) || !(Value{{secret}, {secret}}).All(secrets) || Value(nil).All(secrets) {
		t.Error("All asks each alternative")
	}
}

func TestWent(t *testing.T) {
	o := Of(Origin{Source: &Source{Kind: cryptoapi.Clock}}).Then(Step{Kind: Stored, Pos: 7}).Then(Step{Kind: Returned})[0][0]
	if !o.Went(Stored) || !o.Went(Returned) || o.Went(Listed) || (&Origin{Source: &Source{}}).Went(Elsewhere) {
		t.Error("it was stored in a field and returned, and no element of a list")
	}
	if o.WentAt(Stored) != 7 || o.WentAt(Listed).IsValid() {
		t.Error("it was stored at 7, and listed nowhere")
	}
}
