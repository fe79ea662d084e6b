package unauthenticated

import "github.com/cryptolint/cryptolint/internal/rule"

// What an attacker gains, and what to do.
const (
	flips  = "an attacker can flip chosen bits of the message undetected"
	cuts   = "an attacker can change the ciphertext undetected"
	oracle = "an attacker can change the ciphertext undetected, and decrypt it if an error or timing reveals whether the padding is valid"
	useGCM = "use cipher.NewGCMWithRandomNonce"
	useX   = "use chacha20poly1305.NewX"
)

// mode is a way of using a cipher that does not notice changes.
type mode struct {
	symbol, name string
	sealing      string // how it encrypts, where that is not obvious
	decrypts     bool   // it can do nothing else
	why, advice  string
	deprecated   bool // since Go 1.24
}

var modes = []mode{
	{"crypto/cipher.NewCBCEncrypter", "CBC", " in CBC mode,", false, cuts, useGCM, false},
	{"crypto/cipher.NewCBCDecrypter", "CBC", "", true, oracle, "", false},
	{"crypto/cipher.NewCFBEncrypter", "CFB", " in CFB mode,", false, flips, useGCM, true},
	{"crypto/cipher.NewCFBDecrypter", "CFB", "", true, flips, "", true},
	{"crypto/cipher.NewCTR", "CTR", " in CTR mode,", false, flips, useGCM, false},
	{"crypto/cipher.NewOFB", "OFB", " in OFB mode,", false, flips, useGCM, true},
	{"golang.org/x/crypto/chacha20.NewUnauthenticatedCipher", "ChaCha20", "", false, flips, useX, false},
	{"golang.org/x/crypto/salsa20.XORKeyStream", "Salsa20", "", false, flips, useX, false},
}

// found is what is found, by whether a mode decrypts. The messages name what uses the mode, the
// mode, how that encrypts, what an attacker gains and what to do.
var found = map[bool]rule.Finding{
	false: {
		Prescribable: true, Instead: encrypt,
		Message: "%[1]s encrypts%[3]s without a MAC", Why: "%[4]s", Advice: "%[5]s",
	},
	true: {
		Prescribable: true, Instead: decrypt, Severity: rule.Medium,
		Message: "%[1]s decrypts in %[2]s mode, without a check whether the ciphertext was changed", Why: "%[4]s",
		Advice: "verify a MAC of the ciphertext before it is decrypted, or move to cipher.NewGCMWithRandomNonce",
	},
}

// padding is what is found of a message that is decrypted and whose padding decides whether the
// function fails. The message names what uses the mode.
var padding = rule.Finding{
	Case: "padding", Prescribable: true, Instead: decrypt,
	Message: "%[1]s decrypts in CBC mode without a MAC, and an invalid padding is an error",
	Why:     "an attacker who can send ciphertexts and sees which of them fail can decrypt any message without the key",
	Advice:  "verify a MAC of the ciphertext before it is decrypted, or move to cipher.NewGCMWithRandomNonce",
}

// outdated is what is found where a mode is deprecated. The message names the function.
var outdated = rule.Finding{
	Severity: rule.Low, Confidence: rule.Certain, Case: "deprecated", Prescribable: true,
	Message: "cipher.%[1]s was deprecated in Go 1.24",
	Why:     "the mode does not detect changes, is slow, and is rejected in Go's FIPS 140-3 mode",
	Advice:  useGCM,
}

// unordered is what is found of a message whose parts are sealed one by one. The message names
// what seals them.
var unordered = rule.Finding{
	Severity: rule.Medium, Confidence: rule.Likely, Case: "chunks", Instead: stream,
	Message: "%[1]s encrypts a message in parts, and nothing authenticates their order or the end",
	Why:     "an attacker can reorder, repeat and drop parts, and cut off the rest, undetected",
	Advice:  "put the number of the part, and whether it is the last, into the nonce or the associated data",
}
