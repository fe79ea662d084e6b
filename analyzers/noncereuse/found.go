package noncereuse

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow/idiom"
)

// streams are the methods that encrypt and decrypt the next piece with a mode.
var streams = []string{
	"crypto/cipher.Stream.XORKeyStream", "crypto/cipher.BlockMode.CryptBlocks",
	"golang.org/x/crypto/chacha20.Cipher.XORKeyStream", "crypto/rc4.Cipher.XORKeyStream",
}

// shared are what is found of a mode (1) whose state serves for several messages, by how it
// comes to do so.
var shared = map[idiom.Sharing]rule.Finding{
	idiom.InGoroutines: {
		Severity: rule.High, Confidence: rule.Likely, Case: "goroutines", Instead: encrypt,
		Message: "goroutines encrypt with one state, %[1]s, at the same time",
		Why:     "a data race: two messages can get the same key stream or initialization vector, and reveal their contents to an attacker",
		Advice:  "make a cipher with its own random nonce in each goroutine",
	},
	idiom.InAnyOrder: {
		Severity: rule.High, Confidence: rule.Certain, Case: "map", Instead: encrypt,
		Message: "%[1]s goes on from one entry of a map to the next, and their order is random",
		Why:     "nobody can decrypt the entries, unless they come in the same order again",
		Advice:  "make a cipher with its own random nonce for each entry",
	},
	idiom.BothWays: {
		Severity: rule.High, Confidence: rule.Likely, Case: "directions", Instead: encrypt,
		Message: "%[1]s is one state for both what is read and what is written",
		Why:     "it has moved on by the other direction: messages do not decrypt, or get the same key stream as others",
		Advice:  "derive a key for each direction, and make a cipher for each",
	},
}

// racing is what is found of a number that goroutines count up. The message names the type, the
// field and the method.
var racing = rule.Finding{
	Severity: rule.High, Confidence: rule.Likely, Case: "race", Profile: "strict", Instead: encrypt,
	Message: "%[3]s makes its nonce from %[1]s.%[2]s, and counts it up without a lock while others may do the same",
	Why:     "a data race: two messages can get the same nonce, and reveal their contents to an attacker",
	Advice:  "hold a sync.Mutex from the nonce to the next, or count with the method Add of an atomic.Uint64",
}
