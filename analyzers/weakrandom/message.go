package weakrandom

import (
	"fmt"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

func report(pass *rule.Pass, s *secret) {
	pass.Report(rule.Finding{
		Pos: s.sink.Pos(), End: s.sink.End(), Severity: severity(s), Confidence: confidence(s),
		Message: message(s), Why: why(s), Advice: advice(s), Instead: instead(s),
		Steps: s.path, Fix: fix(pass, s),
	})
}

func message(s *secret) string {
	weak := generator(s.weak) + seed(s.weak)
	switch {
	case s.readsRandomness():
		return fmt.Sprintf("%s gets its randomness from %s", s.sink.API, weak)
	case s.fallback:
		return fmt.Sprintf("%s is generated with %s when crypto/rand fails", s.subject(), weak)
	}
	return fmt.Sprintf("%s is generated with %s", s.subject(), weak)
}

// why says what an attacker gains.
func why(s *secret) string {
	switch {
	case s.readsRandomness():
		return "an attacker can compute the same numbers"
	case s.fallback:
		return "an attacker can predict it, and no error shows when that happens"
	}
	return "an attacker can predict it"
}

// advice says what to do with the standard library.
func advice(s *secret) string {
	switch s.sink.Role {
	case cryptoapi.AsRandomness, cryptoapi.AsLegacyRandomness:
		return "" // Instead is crypto/rand.Reader itself
	case cryptoapi.AsToken, cryptoapi.AsSecretKey, cryptoapi.AsPassword:
		if s.digits() {
			return "use crypto/rand.Int"
		}
		return "use crypto/rand.Text"
	case cryptoapi.AsSigningKey:
		return "use ed25519.GenerateKey"
	}
	return "use crypto/rand.Read"
}

// digits reports whether the value is a short code for people to type.
func (s *secret) digits() bool { return s.noun() == "one-time code" || s.noun() == "PIN" }

// saysNoun reports whether the name of a field or variable ends in what it holds:
// "session.Session.Token" is a token.
func saysNoun(name, noun string) bool {
	return !strings.HasPrefix(name, "the ") && strings.HasSuffix(strings.ToLower(name), strings.ReplaceAll(noun, " ", ""))
}

// subject names the value: "session.Session.Token", "the session id in the result of
// Login", "the nonce of cipher.AEAD.Seal".
func (s *secret) subject() string {
	switch {
	case s.cookie != "":
		return fmt.Sprintf("the %s in the cookie %s", s.noun(), s.cookie)
	case s.sink.Named && saysNoun(s.sink.API, s.noun()):
		return s.sink.API
	case s.sink.Named:
		return fmt.Sprintf("the %s in %s", s.noun(), s.sink.API)
	}
	return fmt.Sprintf("the %s of %s", s.noun(), s.sink.API)
}

// noun says what the value is used as: "session id", "nonce".
func (s *secret) noun() string {
	switch {
	case s.sink.Noun != "":
		return s.sink.Noun
	case s.cookie != "" && flow.NameNoun(s.cookie) != "":
		return flow.NameNoun(s.cookie)
	case s.sink.Role == cryptoapi.AsStreamNonce:
		return cryptoapi.AsNonce.String()
	}
	return s.sink.Role.String()
}

func (s *secret) readsRandomness() bool {
	return s.sink.Role == cryptoapi.AsRandomness || s.sink.Role == cryptoapi.AsLegacyRandomness
}

// generator is the package that a weak number comes from.
func generator(weak *flow.Origin) string {
	name, _, _ := strings.Cut(weak.Name, ".")
	if name == "" || name == "rand" {
		return "math/rand"
	}
	return name
}

// source says what the first step of a path is.
func source(weak *flow.Origin) string {
	if weak.Name == "" {
		return "random number of " + generator(weak) + seed(weak)
	}
	return "made by " + weak.Name + seed(weak)
}

// seed says what is known of the seed.
func seed(weak *flow.Origin) string {
	switch {
	case weak.Of.Has(cryptoapi.Clock):
		return " seeded with the time"
	case weak.Of.Only(cryptoapi.Constant, cryptoapi.Zero):
		return " seeded with a constant"
	}
	return ""
}

func severity(s *secret) rule.Severity {
	if s.doubtful {
		return rule.High
	}
	switch s.sink.Role {
	case cryptoapi.AsSalt, cryptoapi.AsNonce, cryptoapi.AsStreamNonce:
		return rule.High
	}
	return rule.Critical
}

func confidence(s *secret) rule.Confidence {
	switch {
	case s.unsure || s.doubtful:
		return rule.Unsure
	case s.sink.Named:
		return rule.Likely
	}
	return rule.Certain
}

// instead names what in safeapi makes such a secret.
func instead(s *secret) string {
	switch s.sink.Role {
	case cryptoapi.AsToken, cryptoapi.AsSecretKey:
		if s.digits() {
			return newCode
		}
		return newToken
	case cryptoapi.AsPassword:
		return newPassword
	case cryptoapi.AsSalt:
		return passwordHash
	case cryptoapi.AsNonce, cryptoapi.AsStreamNonce:
		return encrypt
	case cryptoapi.AsMACKey, cryptoapi.AsTokenKey:
		return newMACKey
	case cryptoapi.AsSigningKey:
		return newSigningKey
	case cryptoapi.AsKey:
		return newKey
	case cryptoapi.AsRandomness, cryptoapi.AsLegacyRandomness:
		return reader
	}
	return newBytes
}
