package predictabletoken

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/predict"
)

// logins are the parts of a login for which a constant is no protection, and what is found
// there. The messages name the function that uses the constant.
var logins = []struct {
	symbols     []string
	replaceable bool // by other protections
	found       rule.Finding
}{
	{[]string{"golang.org/x/oauth2.Config.AuthCodeURL"}, true, rule.Finding{
		Case: "constant", Severity: rule.Medium, Confidence: rule.Unsure,
		Message: "the state of %[1]s is a constant",
		Why:     "an attacker can log a victim in to the attacker's account, and see what the victim does there",
		Advice:  "use crypto/rand.Text for each login and compare it in the callback, or PKCE with oauth2.S256ChallengeOption",
	}},
	{[]string{"github.com/coreos/go-oidc/v3/oidc.Nonce"}, false, rule.Finding{
		Case: "constant", Severity: rule.Medium, Confidence: rule.Unsure,
		Message: "the nonce of %[1]s is a constant",
		Why:     "an attacker who has an ID token from another login can replay it",
		Advice:  "use crypto/rand.Text for each login and compare it with IDToken.Nonce",
	}},
	{[]string{"golang.org/x/oauth2.VerifierOption", "golang.org/x/oauth2.S256ChallengeOption", "golang.org/x/oauth2.S256ChallengeFromVerifier"}, false, rule.Finding{
		Case: "constant", Severity: rule.Medium, Confidence: rule.Unsure,
		Message: "the PKCE verifier of %[1]s is a constant",
		Why:     "an attacker who steals an authorization code can redeem it",
		Advice:  "use oauth2.GenerateVerifier for each login",
	}},
}

// protections tie a callback to its login without a state, beside PKCE that is done by hand.
var protections = []string{
	"golang.org/x/oauth2.S256ChallengeOption", "golang.org/x/oauth2.VerifierOption", "github.com/coreos/go-oidc/v3/oidc.Nonce",
	"fmt.Scan", "fmt.Scanln", "fmt.Scanf", "os.Stdin",
}

// finding says how a token is predicted.
func (c *checker) finding(sink *flow.Sink, o *flow.Origin, fallback bool) rule.Finding {
	f := rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Cause: sink.CauseOf(o), Case: "predictable", Confidence: rule.Likely,
		Message: fmt.Sprintf("%s is made from %s", c.subject(sink), source(o)),
		Why:     "an attacker who knows roughly when it was made can work it out",
		Advice:  "use crypto/rand.Text",
		Instead: newToken,
		Steps:   flow.Path(o, source(o)),
	}
	switch {
	case labelled(o):
		f.Severity, f.Confidence, f.Why = rule.Medium, rule.Unsure, "an attacker who knows that can compute it, too"
	case randomInside(o):
		f.Severity, f.Why = rule.Low, partlyRandom
	case sink.Named && !c.graph.ReadName(sink.Name).Sure && c.maker(sink, o):
		f.Confidence = rule.Unsure
	}
	if fallback {
		f.Message += " when crypto/rand fails"
		f.Severity = rule.Low
	}
	if sink.Role == cryptoapi.AsPassword {
		f.Instead = newPassword
	}
	if sink.Noun == "one-time code" || sink.Noun == "PIN" {
		f.Advice = "use crypto/rand.Int"
	}
	return f
}

const partlyRandom = "it is designed to be unique, not secret: only part of it is random, and the rest reveals when it was made"

// randomInside reports whether an identifier has a part that is random, beside its time.
func randomInside(o *flow.Origin) bool {
	return o.Detail == "UUIDv7" || o.Detail == "ULID" && o.Of.Has(cryptoapi.SecureRandom)
}

// predicted are the kinds that say how what is made from them is predicted.
var predicted = []cryptoapi.Kind{cryptoapi.Clock, cryptoapi.Process, cryptoapi.Counter, cryptoapi.Digest, cryptoapi.Checksum}

// labelled reports whether a value is a hash of nothing but what a person is known by.
func labelled(o *flow.Origin) bool { return len(o.Of) > 0 && !o.Of.Has(predicted...) }

// sources and identifiers say what a value is made from, by its kind and its detail.
var (
	sources     = map[cryptoapi.Kind]string{cryptoapi.Clock: "the current time", cryptoapi.Process: "the process or the host"}
	identifiers = map[string]string{
		"atomic": "a counter",
		"UUID":   "a UUID of the time",
		"UUIDv7": "a UUID of version 7",
		"ULID":   "a ULID",
		"xid":    "an xid",
		"KSUID":  "another KSUID by counting",
	}
)

// source says what a value is made from.
func source(o *flow.Origin) string {
	if o.Kind != cryptoapi.Digest && o.Kind != cryptoapi.Checksum {
		return cmp.Or(sources[o.Kind], identifiers[o.Detail], "a "+o.Detail+" ID")
	}
	if part := o.Of.Part(predicted...); part != nil {
		return "a hash of " + strings.TrimPrefix(source(part), "a hash of ")
	}
	return fmt.Sprintf("a hash of data that others know (%q)", predict.Label(o.Of).Name)
}

// subject names the token.
func (c *checker) subject(sink *flow.Sink) string {
	if name, _ := c.graph.Cookie(sink); name != "" {
		return "the value of the session cookie"
	}
	return sink.Secret()
}
