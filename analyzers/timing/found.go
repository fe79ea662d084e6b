package timing

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

const (
	stops     = " is compared %[2]s, which stops at the first byte that differs"
	forge     = "an attacker who measures the time can forge a valid tag byte by byte"
	useHMAC   = "use hmac.Equal"
	useSubtle = "use subtle.ConstantTimeCompare"
)

// advised are what the advice says to compare with.
var advised = map[string]constantTime{useHMAC: hmacEqual, useSubtle: subtle}

// computed are what is found where the program makes what it compares. The messages name that
// (1), and how it is compared (2).
var computed = map[cryptoapi.Kind]rule.Finding{
	cryptoapi.MACTag:     {Confidence: rule.Certain, Instead: verify, Message: "%[1]s" + stops, Why: forge, Advice: useHMAC},
	cryptoapi.Ciphertext: {Confidence: rule.Likely, Instead: verify, Message: "%[1]s" + stops, Why: forge, Advice: useHMAC},
	cryptoapi.Digest: {
		Confidence: rule.Likely, Instead: equal,
		Message: "%[1]s" + stops, Why: "an attacker who measures the time can find it byte by byte", Advice: useSubtle,
	},
	cryptoapi.KDFOutput: {
		Confidence: rule.Likely, Instead: equal,
		Message: "%[1]s" + stops, Why: "an attacker who measures the time can find it byte by byte", Advice: useSubtle,
	},
}

// steps say how it was made, and with which function (2).
var steps = map[cryptoapi.Kind]string{
	cryptoapi.MACTag: "computed with %[2]s", cryptoapi.Ciphertext: "computed with %[2]s",
	cryptoapi.Digest: "%[1]s computed by %[2]s", cryptoapi.KDFOutput: "%[1]s computed by %[2]s",
}

var (
	// handmade is a MAC by what it is called and given: the name of a key (3).
	handmade = rule.Finding{
		Confidence: rule.Unsure, Instead: equal,
		Message: "%[1]s, made with %[3]s," + stops, Why: forge, Advice: useSubtle,
	}

	// guessed is a secret of the program (3).
	guessed = rule.Finding{
		Instead: equal,
		Message: "%[1]s" + stops, Why: "an attacker who measures the time can find the %[3]s byte by byte", Advice: useSubtle,
	}
)
