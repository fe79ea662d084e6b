// Package weaksalt finds salts of password hashes that are the same for every password,
// that others can compute, or that are short.
package weaksalt

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/password"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL603", Name: "weaksalt", Title: "salt of a password hash that is constant, predictable or short",
	Severity: rule.High, CWE: 760,
	Patterns: []string{"K06", "K07", "K08"},
	Instead:  []string{hash, derive},
	Since:    "0.1.0",
}

const (
	hash   = "safeapi/password.Hash"
	derive = "safeapi/kdf.NewArgon2id"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

// passwordKDFs are the packages whose salts keep equal passwords apart. The salt of HKDF
// may be empty: RFC 5869, section 3.1.
var passwordKDFs = []string{"crypto/pbkdf2", "golang.org/x/crypto/pbkdf2", "golang.org/x/crypto/scrypt", "golang.org/x/crypto/argon2"}

// Salts have 16 bytes (NIST SP 800-132, section 5.1; RFC 9106, section 3.1). Those of 8
// bytes seldom repeat, and OpenSSL prescribes them.
const enough, tooShort = 16, 8

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	for _, sink := range graph.Sinks(cryptoapi.AsSalt) {
		if !sink.Of(passwordKDFs...) {
			continue
		}
		guesses := password.Guessing(graph, sink)
		if guesses == password.Pointless {
			continue
		}
		if f := judge(pass, graph, sink); f != nil {
			if guesses == password.Possible { // no name says that people choose it
				f.Confidence = rule.Unsure
			}
			f.Pos, f.End, f.Instead = sink.Pos(), sink.End(), derive
			pass.Report(*f)
		}
	}
	return nil
}

// judge returns what is wrong with the salt at a sink, or nil.
func judge(pass *rule.Pass, graph *flow.Graph, sink *flow.Sink) *rule.Finding {
	if sink.MixedInside() {
		return nil // with something else, as BIP 39 and JWE do; or it is one of the fields that the salt is put together from
	}
	salts := graph.Whole(sink)
	if len(salts) == 1 && len(salts[0]) == 1 { // another part, another way, another element of a list may tell passwords apart
		if f := known(sink, salts[0][0]); f != nil {
			return f
		}
	}
	if f := ofPassword(graph, sink); f != nil {
		if toldInside(pass, sink, graph.Beside(sink, cryptoapi.AsPassword)) {
			return nil
		}
		return f
	}
	return short(graph, sink, salts)
}

const advice = "fill 16 bytes with crypto/rand.Read for each password and store them with the result"

const (
	equal = "equal passwords give equal hashes, and an attacker can use one table of guesses for all of them"
	early = "an attacker can compute a table of guesses before the hashes leak"
)

// weakness is what is wrong with a salt that is all of one kind.
type weakness struct {
	name, message, why string
	severity           rule.Severity
}

var weaknesses = map[cryptoapi.Kind]weakness{
	cryptoapi.Constant: {"constant", "the salt of %s is a constant", equal, 0},
	cryptoapi.Zero:     {"zero", "the salt of %s is never filled: it is empty or all zero bytes", equal, 0},
	cryptoapi.Clock:    {"predictable", "the salt of %s is made from the current time", early, rule.Medium},
	cryptoapi.Process:  {"predictable", "the salt of %s is made from a property of the process", early, rule.Medium},
}

// known returns what is wrong with a salt that is the same for every password, or that
// others know beforehand, or nil.
func known(sink *flow.Sink, o *flow.Origin) *rule.Finding {
	w, bad := weaknesses[o.Kind]
	text, isText := flow.Text(o)
	switch {
	case !bad, isText && text == "":
		return nil // "" is what a function returns where it fails, or nothing beside a word, as in BIP 39
	case o.Kind == cryptoapi.Zero && sink.Through():
		return nil // the function that is called may draw one
	}
	return &rule.Finding{
		Confidence: rule.Certain, Severity: w.severity, Case: w.name,
		Message: fmt.Sprintf(w.message, sink.Subject()), Why: w.why, Advice: advice, Steps: flow.Path(o, "salt"),
	}
}

// ofPassword reports a salt that is the password, or a digest of it.
func ofPassword(graph *flow.Graph, sink *flow.Sink) *rule.Finding {
	password := graph.Beside(sink, cryptoapi.AsPassword)
	if password == nil {
		return nil
	}
	secrets := graph.Whole(password)
	if len(secrets) != 1 || len(secrets[0]) != 1 || secrets[0][0].Kind != cryptoapi.Unknown || graph.ReadName(secrets[0][0].Name).What != "password" {
		return nil // proof of work hashes a block with itself as the salt
	}
	salts := graph.Whole(sink)
	how := ""
	for _, alternative := range salts {
		if how = isPassword(alternative, secrets[0][0]); how == "" {
			return nil // the salt in a hash that was stored, which may have been a password before
		}
	}
	if how == "" {
		return nil
	}
	return &rule.Finding{
		Confidence: rule.Certain, Case: "password",
		Message: fmt.Sprintf("the salt of %s is %s", sink.Subject(), how), Why: equal, Advice: advice, Steps: flow.Path(salts[0][0], "salt"),
	}
}

// toldInside reports whether the function that is called uses one value for both: whoever
// calls it, it is reported there.
func toldInside(pass *rule.Pass, salt, password *flow.Sink) bool {
	salts, _ := salt.Inside()
	passwords, _ := password.Inside()
	return len(salts) == 1 && len(passwords) == 1 && len(passwords[0]) == 1 && isPassword(salts[0], passwords[0][0]) != "" && pass.InModule(salt.CalleePackage())
}

// isPassword says how a salt is made of a password alone. It is empty where that is not so.
func isPassword(salt flow.Alternative, password *flow.Origin) string {
	if len(salt) != 1 {
		return ""
	}
	o, how := salt[0], "the password itself"
	if o.Kind == cryptoapi.Digest && len(o.Of) == 1 {
		o, how = o.Of[0], "a digest of the password"
	}
	if o.Spelled != password.Spelled || !flow.SameDatum(o, password) {
		return "" // a part of a stored hash, perhaps, where a password has been before
	}
	return how
}

// short reports a salt of a few random bytes.
func short(graph *flow.Graph, sink *flow.Sink, salts flow.Value) *rule.Finding {
	if len(salts) != 1 || !salts[0].Only(cryptoapi.SecureRandom) {
		return nil
	}
	count := graph.RandomBytes(sink)
	if count == 0 || count >= enough {
		return nil
	}
	f := &rule.Finding{
		Confidence: rule.Certain, Severity: rule.Medium, Case: "short",
		Message: fmt.Sprintf("the salt of %s has only %d bytes", sink.Subject(), count),
		Why:     "several passwords have the same salt, so an attacker can test one guess against all of them",
		Advice:  advice,
		Steps:   flow.Path(salts[0][0], "salt"),
	}
	if count >= tooShort {
		f.Severity, f.Profile, f.Why = rule.Low, "strict", "NIST SP 800-132 requires 16 bytes, and so does FIPS 140-3 mode"
	}
	return f
}
