package flow

import (
	"strings"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// Describe says in a message what a function made that hides what it is given: "an
// HMAC-SHA-256", "the MD5 digest", "the Argon2id output". The last block of CBC is a MAC.
func Describe(o *Origin) string {
	switch o.Kind {
	case cryptoapi.Digest:
		return "the " + o.Detail + " digest"
	case cryptoapi.KDFOutput:
		return strings.Replace("the "+o.Detail+" output", "  ", " ", 1)
	case cryptoapi.Ciphertext:
		return "a " + o.Detail + "-MAC"
	}
	switch {
	case o.Detail == "":
		return "an HMAC"
	case o.Name == "hmac.New" || strings.HasPrefix(o.Detail, "SHA") || strings.HasPrefix(o.Detail, "MD"):
		return "an HMAC-" + o.Detail
	}
	return "a " + o.Detail + " tag"
}
