package predictabletoken

import (
	"fmt"
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// constants are the uses of a token for which a constant is no protection.
var constants = []string{
	"golang.org/x/oauth2.Config.AuthCodeURL", "github.com/coreos/go-oidc/v3/oidc.Nonce", "golang.org/x/oauth2.VerifierOption",
	"golang.org/x/oauth2.S256ChallengeOption", "golang.org/x/oauth2.S256ChallengeFromVerifier",
}

// constantState reports the state, the nonce or the verifier of a login that is written
// in the program.
func (c *checker) constantState(sink *flow.Sink) bool {
	if sink.Named || !sink.Is(constants...) {
		return false
	}
	state := sink.Is(constants[0])
	for _, alternative := range c.graph.Origins(sink) {
		if !alternative.Only(cryptoapi.Constant, cryptoapi.Zero) || c.madeByLibrary(alternative[0]) || c.mayBeMissing(sink, alternative[0]) {
			continue
		}
		if state && c.protectedOtherwise() {
			return true
		}
		f := rule.Finding{
			Pos: sink.Pos(), End: sink.End(), Cause: sink.CauseOf(alternative[0]), Case: "constant", Severity: rule.Medium, Confidence: rule.Likely,
			Message: fmt.Sprintf("the PKCE verifier of %s is a constant", sink.API), Why: "an attacker who steals an authorization code can redeem it",
			Advice: "use oauth2.GenerateVerifier for each login", Steps: flow.Path(alternative[0], "constant"),
		}
		switch {
		case state:
			f.Message = fmt.Sprintf("the state of %s is a constant", sink.API)
			f.Why = "an attacker can log a victim in to the attacker's account, and see what the victim does there"
			f.Advice = "use crypto/rand.Text for each login and compare it in the callback, or PKCE with oauth2.S256ChallengeOption"
		case sink.Is(constants[1]):
			f.Message = fmt.Sprintf("the nonce of %s is a constant", sink.API)
			f.Why = "an attacker who has an ID token from another login can replay it"
			f.Advice = "use crypto/rand.Text for each login and compare it with IDToken.Nonce"
		}
		c.pass.Report(f)
		return true
	}
	return false
}

// mayBeMissing reports whether a text is empty on one of several ways: what a getter returns
// for an object that is not there, or a setting that nobody has made.
func (c *checker) mayBeMissing(sink *flow.Sink, o *flow.Origin) bool {
	return flow.Unset(o) && len(c.graph.Whole(sink)) > 1
}

// madeByLibrary reports whether a function of another module returned what comes from a
// constant: the alphabet of random texts.
func (c *checker) madeByLibrary(o *flow.Origin) bool {
	return o.ReturnedBy(func(fn *types.Func) bool {
		return fn.Pkg() != nil && c.pass.Module != nil && !c.pass.InModule(fn.Pkg())
	})
}

// protectedOtherwise reports whether something else ties the callback to the login: PKCE,
// a nonce in the ID token, or a person who copies the code into a terminal.
func (c *checker) protectedOtherwise() bool {
	for _, option := range c.mentions.Named("golang.org/x/oauth2.SetAuthURLParam") {
		if option.Call != nil && len(option.Call.Args) > 0 {
			name := option.Constant(0)
			if name == nil || name.Kind() == constant.String && constant.StringVal(name) == "code_challenge" {
				return true
			}
		}
	}
	return c.mentions.Any("golang.org/x/oauth2.S256ChallengeOption", "golang.org/x/oauth2.VerifierOption", "github.com/coreos/go-oidc/v3/oidc.Nonce",
		"fmt.Scan", "fmt.Scanln", "fmt.Scanf", "os.Stdin")
}

func (c *checker) report(sink *flow.Sink, o *flow.Origin, fallback bool) {
	f := rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Cause: sink.CauseOf(o), Case: "predictable", Confidence: rule.Likely,
		Message: fmt.Sprintf("%s is made from %s", c.subject(sink), source(o)),
		Why:     why(o), Advice: "use crypto/rand.Text", Instead: newToken, Steps: flow.Path(o, source(o)),
	}
	if fallback {
		f.Message += " when crypto/rand fails"
	}
	if randomInside(o) {
		f.Severity = rule.Low
	}
	if labelled(o) {
		f.Severity, f.Confidence = rule.Medium, rule.Unsure
	}
	if sink.Named && !c.graph.ReadName(sink.Name).Sure && c.maker(sink, o) {
		f.Confidence = rule.Unsure
	}
	if sink.Role == cryptoapi.AsPassword {
		f.Instead = newPassword
	}
	if sink.Noun == "one-time code" || sink.Noun == "PIN" {
		f.Advice = "use crypto/rand.Int"
	}
	c.pass.Report(f)
}

// randomInside reports whether an identifier has a part that is random, beside its time.
func randomInside(o *flow.Origin) bool {
	return o.Detail == "UUIDv7" || o.Detail == "ULID" && o.Of.Has(cryptoapi.SecureRandom)
}

// labelled reports whether a value is a hash of nothing but what a person is known by.
func labelled(o *flow.Origin) bool {
	return len(o.Of) > 0 && !o.Of.Has(cryptoapi.Clock, cryptoapi.Process, cryptoapi.Counter, cryptoapi.Digest, cryptoapi.Checksum)
}

func why(o *flow.Origin) string {
	if labelled(o) {
		return "an attacker who knows that can compute it, too"
	}
	if randomInside(o) {
		return "it is designed to be unique, not secret: only part of it is random, and the rest reveals when it was made"
	}
	return "an attacker who knows roughly when it was made can work it out"
}

// source says what a value is made from.
func source(o *flow.Origin) string {
	switch o.Kind {
	case cryptoapi.Clock:
		return "the current time"
	case cryptoapi.Process:
		return "the process or the host"
	case cryptoapi.Digest, cryptoapi.Checksum:
		return "a hash of " + hashed(o.Of)
	}
	switch o.Detail {
	case "atomic":
		return "a counter"
	case "UUID":
		return "a UUID of the time"
	case "UUIDv7":
		return "a UUID of version 7"
	case "ULID":
		return "a ULID"
	case "xid":
		return "an xid"
	case "KSUID":
		return "another KSUID by counting"
	}
	return "a " + o.Detail + " ID"
}

func hashed(parts flow.Alternative) string {
	for _, o := range parts {
		switch o.Kind {
		case cryptoapi.Clock, cryptoapi.Process, cryptoapi.Counter, cryptoapi.Digest, cryptoapi.Checksum:
			return strings.TrimPrefix(source(o), "a hash of ")
		}
	}
	return fmt.Sprintf("data that others know (%q)", parts[max(0, slices.IndexFunc(parts, label))].Name)
}

// subject names the token.
func (c *checker) subject(sink *flow.Sink) string {
	if !sink.Named && sink.Is("net/http.Cookie.Value") {
		return "the value of the session cookie"
	}
	return sink.Secret()
}
