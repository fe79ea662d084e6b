package weakrandom

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

const (
	useText = "use crypto/rand.Text"
	useRead = "use crypto/rand.Read"
	useInt  = "use crypto/rand.Int"

	predicted = "an attacker can predict it"
	unnoticed = "an attacker can predict it, and no error shows when that happens"
	whenFails = " when crypto/rand fails"
)

// remedies are how bad a weak value of a role is, what to use of the standard library, and of
// safeapi. Where a message is of its own, it names the value, the generator and the API.
var remedies = map[cryptoapi.Role]rule.Finding{
	cryptoapi.AsKey:              {Severity: rule.Critical, Advice: useRead, Instead: newKey},
	cryptoapi.AsMACKey:           {Severity: rule.Critical, Advice: useRead, Instead: newMACKey},
	cryptoapi.AsTokenKey:         {Severity: rule.Critical, Advice: useRead, Instead: newMACKey},
	cryptoapi.AsSigningKey:       {Severity: rule.Critical, Advice: "use ed25519.GenerateKey", Instead: newSigningKey},
	cryptoapi.AsDecryptionKey:    {Severity: rule.Critical, Advice: useRead, Instead: newBytes},
	cryptoapi.AsKDFSecret:        {Severity: rule.Critical, Advice: useRead, Instead: newBytes},
	cryptoapi.AsNonce:            {Severity: rule.High, Advice: useRead, Instead: encrypt},
	cryptoapi.AsStreamNonce:      {Severity: rule.High, Advice: useRead, Instead: encrypt},
	cryptoapi.AsSalt:             {Severity: rule.High, Advice: useRead, Instead: passwordHash},
	cryptoapi.AsPassword:         {Severity: rule.Critical, Advice: useText, Instead: newPassword},
	cryptoapi.AsToken:            {Severity: rule.Critical, Advice: useText, Instead: newToken},
	cryptoapi.AsSecretKey:        {Severity: rule.Critical, Advice: useText, Instead: newToken},
	cryptoapi.AsRandomness:       readsRandomness,
	cryptoapi.AsLegacyRandomness: readsRandomness,
}

// readsRandomness has no Advice: Instead is crypto/rand.Reader itself.
var readsRandomness = rule.Finding{
	Severity: rule.Critical, Instead: reader,
	Message: "%[3]s gets its randomness from %[2]s",
	Why:     "an attacker can compute the same numbers",
}

// namedSalt is the remedy for what only its name calls a salt: that of a signature, or of a digest of
// the program's own, mostly has to be new.
var namedSalt = rule.Finding{Severity: rule.Medium, Advice: useRead, Instead: newBytes}

// codes are the remedies for short codes that people type.
var codes = map[cryptoapi.Role]rule.Finding{
	cryptoapi.AsPassword:  {Severity: rule.Critical, Advice: useInt, Instead: newPassword},
	cryptoapi.AsToken:     {Severity: rule.Critical, Advice: useInt, Instead: newCode},
	cryptoapi.AsSecretKey: {Severity: rule.Critical, Advice: useInt, Instead: newCode},
}

// fallbacks are what is found of a value without a telling name, by whether the module is
// written for releases of Go in which crypto/rand can fail. The messages name the value and
// the generator.
var fallbacks = map[bool]rule.Finding{
	true: {
		Severity: rule.Medium, Confidence: rule.Likely, Case: "fallback", Instead: newBytes,
		Message: "%s is generated with %s" + whenFails,
		Why:     unnoticed,
		Advice:  "return the error of crypto/rand",
	},
	false: {
		Severity: rule.Low, Confidence: rule.Likely, Case: "fallback", Instead: newBytes,
		Message: "%s is generated with %s" + whenFails,
		Why:     "an attacker can predict it, should this code ever run: since Go 1.24, crypto/rand never fails",
		Advice:  "use crypto/rand.Read without a fallback",
	},
}

// finding says what is wrong with a secret.
func (c *checker) finding(s *secret) rule.Finding {
	noun := cmp.Or(s.Noun, flow.NameNoun(s.cookie), nouns[s.Role], s.Role.String())
	f, code := remedies[s.Role], noun == "one-time code" || noun == "PIN"
	if typed, ok := codes[s.Role]; ok && code {
		f = typed
	}
	if s.Named && s.Role == cryptoapi.AsSalt {
		f = namedSalt
	}
	subject := s.Value(noun)
	if s.cookie != "" {
		subject = fmt.Sprintf("the %s in the cookie %s", noun, s.cookie)
	}
	generator, made := source(s.From)
	f.Message, f.Why = fmt.Sprintf(cmp.Or(f.Message, "%[1]s is generated with %[2]s"), subject, generator, s.API), cmp.Or(f.Why, predicted)
	if s.fallback && f.Instead != reader {
		f.Message, f.Why = f.Message+whenFails, unnoticed
	}
	f.Pos, f.End, f.Steps, f.Fix = s.Pos(), s.End(), flow.Path(s.From, made), fix(c.Pass, s.From)
	switch {
	case s.doubtful:
		f.Severity, f.Confidence = rule.High, rule.Unsure
	case s.unsure:
		f.Confidence = rule.Unsure
	case s.Named:
		f.Confidence = rule.Likely
	default:
		f.Confidence = rule.Certain
	}
	return f
}

// nouns are what values are called where their roles are longer.
var nouns = map[cryptoapi.Role]string{cryptoapi.AsStreamNonce: "nonce"}

// source names the generator that a weak number comes from, and says what the first step of
// its path is.
func source(weak *flow.Origin) (generator, made string) {
	seed := ""
	switch {
	case weak.Of.Has(cryptoapi.Clock):
		seed = " seeded with the time"
	case weak.Of.Only(cryptoapi.Constant, cryptoapi.Zero):
		seed = " seeded with a constant"
	}
	generator, _, _ = strings.Cut(weak.Name, ".")
	if generator == "" || generator == "rand" {
		generator = weakPath
	}
	if weak.Name == "" {
		return generator + seed, "random number of " + generator + seed
	}
	return generator + seed, "made by " + weak.Name + seed
}
