package secretmemory

import "github.com/cryptolint/cryptolint/internal/rule"

const stays = "the secret stays in memory, where an attacker who reads memory, a core dump or swap space finds it"

// What is not erased. %[1]s is what the code calls it.
var (
	textErased = rule.Finding{
		Confidence: rule.Certain, Case: "string", Instead: bytes, Why: stays,
		Message: "the conversion copies the string %[1]q, and only the copy is erased",
		Advice:  "keep the secret as []byte from the beginning, and erase that",
	}
	copyErased = rule.Finding{
		Confidence: rule.Certain, Case: "copy", Instead: wipe, Why: stays,
		Message: "%[1]q erases a copy: the caller still has what was passed for %[2]q",
		Advice:  "pass a slice, or a pointer, and use clear",
	}
	tooEarly = rule.Finding{
		Confidence: rule.Certain, Case: "too early", Why: stays,
		Message: "%[1]q is nil here, and defer evaluates it now: its later content is not erased",
		Advice:  "defer the call after the variable is set",
	}
	usedLater = rule.Finding{
		Confidence: rule.Likely, Case: "kept",
		Message: "%[1]q is still used here, but the function erases it when it returns",
		Why:     "the code that uses it gets zeros, and an attacker can guess a key or password of zeros",
		Advice:  "return a copy: bytes.Clone",
	}
	textKept = rule.Finding{
		Confidence: rule.Certain, Profile: "strict", Case: "kept as string", Instead: bytes,
		Message: "the %[1]s of %[2]s is stored as a string in %[3]q",
		Why:     "a string cannot be erased: " + stays,
		Advice:  "keep it as []byte, and erase it with clear after its last use",
	}
	goroutine = rule.Finding{
		Confidence: rule.Certain, Case: "goroutine", Why: stays,
		Message: "secret.Do does not erase what a new goroutine leaves, before Go 1.27",
		Advice:  "do the work in the function itself, or start the goroutine outside and call secret.Do in it",
	}
	outlives = rule.Finding{
		Confidence: rule.Likely, Case: "variable", Why: stays,
		Message: "secret.Do does not erase the package variable %[1]q",
		Advice:  "keep the secret in a variable of the function, and copy what is no secret to the caller's memory",
	}
	rc4Reset = rule.Finding{
		Confidence: rule.Certain, Profile: "strict", Case: "reset",
		Message: "rc4.Cipher.Reset was deprecated in Go 1.16",
		Why:     "copies of the key may still remain in memory",
		Advice:  "leave it out",
	}
)
