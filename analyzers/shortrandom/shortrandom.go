// Package shortrandom finds tokens of a few random bytes, and settings of one-time
// passwords that make guessing easier.
package shortrandom

import (
	"fmt"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL405", Name: "shortrandom", Title: "token with too few random bytes",
	Severity: rule.Medium, CWE: 331,
	Patterns: []string{"G06", "P07"},
	Instead:  []string{newToken},
	Since:    "0.1.0",
}

const newToken = "safeapi/token.New"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

const (
	enough   = 16 // bytes: NIST SP 800-63B asks for 64 bits of a session secret, and 128 bits need no other defence
	tooShort = 8  // bytes: below the 64 bits of NIST SP 800-63B, section 7.1
)

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	for _, sink := range slices.Concat(graph.Sinks(cryptoapi.AsToken), graph.NamedSinks(cryptoapi.AsToken)) {
		o, spelled := shortest(graph, sink)
		if o == nil || o.Bytes >= enough || sink.Named && (!bearer(graph, sink, spelled) || signsTokens(graph, o)) {
			continue
		}
		report(pass, sink, o)
	}
	oneTimePasswords(pass, graph)
	return nil
}

// shortest returns the random bytes that a value is, and whether it writes them as a text.
// It is nil where the value may be anything else, or of any length.
func shortest(graph *flow.Graph, sink *flow.Sink) (least *flow.Origin, spelled bool) {
	for _, alternative := range graph.Whole(sink) {
		if alternative.Only(cryptoapi.Constant, cryptoapi.Zero) {
			continue // beside an error
		}
		if len(alternative) != 1 || alternative[0].Kind != cryptoapi.SecureRandom || alternative[0].Bytes == 0 {
			return nil, false
		}
		if least == nil || alternative[0].Bytes < least.Bytes {
			least, spelled = alternative[0], alternative[0].Spelled != ""
		}
	}
	return least, spelled
}

// bearer reports whether a name surely says that a value lets its bearer in. The ids of
// sessions in binary protocols do not: those of the web are texts.
func bearer(graph *flow.Graph, sink *flow.Sink, spelled bool) bool {
	name := graph.ReadName(sink.Name)
	return name.What == "token" && name.Sure && spelled && sink.Place() != flow.Held
}

// signsTokens reports whether random bytes become the key of JSON Web Tokens: CL903 reports
// that.
func signsTokens(graph *flow.Graph, o *flow.Origin) bool {
	return slices.ContainsFunc(graph.Fates(o), func(s *flow.Sink) bool {
		return s.Role == cryptoapi.AsTokenKey && s.Of(cryptoapi.JWTGo()...)
	})
}

func report(pass *rule.Pass, sink *flow.Sink, o *flow.Origin) {
	f := rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Cause: sink.CauseOf(o), Case: "short", Confidence: rule.Likely, Instead: newToken,
		Message: fmt.Sprintf("%s has only %d random bytes", sink.Secret(), o.Bytes),
		Why:     "an attacker who can try many values can guess a valid one",
		Advice:  "use crypto/rand.Text, or 16 bytes of crypto/rand.Read",
		Steps:   flow.Path(o, "random bytes"),
	}
	if o.Bytes >= tooShort {
		f.Severity = rule.Low
		f.Why = "if many are valid at the same time, an attacker needs fewer guesses than their length suggests"
	}
	pass.Report(f)
}

// oneTimePasswords reports settings of one-time passwords that accept more codes, or
// shorter secrets, than RFC 6238 and RFC 4226 ask for.
func oneTimePasswords(pass *rule.Pass, graph *flow.Graph) {
	const otp = "github.com/pquerna/otp/"
	objects := object.New(graph)
	check := func(of, field string, bad func(n int64) bool, message, why, advice string) {
		for _, options := range objects.Of(of) {
			for n, o := range flow.Integers(options.Field(field)) {
				if !bad(n) {
					continue
				}
				f := rule.Finding{
					Pos: options.Pos(), Profile: "strict", Case: field, Severity: rule.Low, Confidence: rule.Certain,
					Message: fmt.Sprintf(message, n), Why: why, Advice: advice,
				}
				if set := options.Set(field, o); set != nil {
					f.Pos, f.End = set.Pos(), set.End()
				}
				pass.Report(f)
				break
			}
		}
	}
	check(otp+"totp.ValidateOpts", "Skew", func(n int64) bool { return n > 1 }, "one-time passwords of %d periods before and after are accepted",
		"each additional period gives an attacker one more valid code to guess", "set Skew to 1, as RFC 6238 recommends")
	for _, of := range []string{"totp.GenerateOpts", "hotp.GenerateOpts"} {
		check(otp+of, "SecretSize", func(n int64) bool { return n > 0 && n < enough }, "the secret of one-time passwords has only %d bytes",
			"RFC 4226 requires 16 bytes", "set SecretSize to 20")
	}
}
