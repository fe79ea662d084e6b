package rule

import "testing"

// What a rule says comes out in the same parts.
func TestPartsOfMessages(t *testing.T) {
	meta := Meta{ID: "CL401", Instead: []string{"safeapi/token.New", "safeapi/aead.Keyring.Encrypt", "crypto/rand.Reader"}}
	for _, c := range []struct {
		finding Finding
		message string
		parts   Parts
	}{
		{
			Finding{Message: "Session.Token is generated with math/rand", Why: "an attacker can predict it", Advice: "use crypto/rand.Text", Instead: "safeapi/token.New"},
			"CL401: Session.Token is generated with math/rand; why: an attacker can predict it; fix: use crypto/rand.Text, or token.New from github.com/cryptolint/cryptolint/safeapi/token",
			Parts{"Session.Token is generated with math/rand", "an attacker can predict it", "use crypto/rand.Text, or token.New from github.com/cryptolint/cryptolint/safeapi/token"},
		},
		{
			Finding{Message: "the certificate is signed with SHA-1", Advice: "leave SignatureAlgorithm out"},
			"CL401: the certificate is signed with SHA-1; fix: leave SignatureAlgorithm out",
			Parts{Problem: "the certificate is signed with SHA-1", Fix: "leave SignatureAlgorithm out"},
		},
		{
			Finding{Message: "the nonce is a constant", Why: "two messages give away both", Instead: "safeapi/aead.Keyring.Encrypt"},
			"CL401: the nonce is a constant; why: two messages give away both; fix: use aead.Keyring.Encrypt from github.com/cryptolint/cryptolint/safeapi/aead",
			Parts{"the nonce is a constant", "two messages give away both", "use aead.Keyring.Encrypt from github.com/cryptolint/cryptolint/safeapi/aead"},
		},
		{ // advice that does not begin with "use"
			Finding{Message: "blocks are encrypted separately", Advice: "move both ends to GCM", Instead: "safeapi/aead.Keyring.Encrypt"},
			"CL401: blocks are encrypted separately; fix: move both ends to GCM, or use aead.Keyring.Encrypt from github.com/cryptolint/cryptolint/safeapi/aead",
			Parts{Problem: "blocks are encrypted separately", Fix: "move both ends to GCM, or use aead.Keyring.Encrypt from github.com/cryptolint/cryptolint/safeapi/aead"},
		},
		{ // a symbol of the standard library
			Finding{Message: "Config.Rand gets its randomness from math/rand", Why: "an attacker can compute it", Instead: "crypto/rand.Reader"},
			"CL401: Config.Rand gets its randomness from math/rand; why: an attacker can compute it; fix: use crypto/rand.Reader",
			Parts{"Config.Rand gets its randomness from math/rand", "an attacker can compute it", "use crypto/rand.Reader"},
		},
		{ // a subject at the end
			Finding{Message: "an index depends on the key of aes.NewCipher, called by seal.Block,", Why: "an attacker can measure it"},
			"CL401: an index depends on the key of aes.NewCipher, called by seal.Block; why: an attacker can measure it",
			Parts{Problem: "an index depends on the key of aes.NewCipher, called by seal.Block", Why: "an attacker can measure it"},
		},
		{ // a rule that gives no parts
			Finding{Message: "the token comes from math/rand: others can compute it", Instead: "safeapi/token.New"},
			"CL401: the token comes from math/rand: others can compute it; use safeapi/token.New",
			Parts{Problem: "the token comes from math/rand: others can compute it", Fix: "use token.New from github.com/cryptolint/cryptolint/safeapi/token"},
		},
		{ // "use" in a sentence is none
			Finding{Message: "two sides; use of one key"},
			"CL401: two sides; use of one key",
			Parts{Problem: "two sides; use of one key"},
		},
	} {
		if got := meta.message(c.finding); got != c.message {
			t.Errorf("got  %q\nwant %q", got, c.message)
		}
		if got := meta.Parts(c.message); got != c.parts {
			t.Errorf("parts of %q:\ngot  %+v\nwant %+v", c.message, got, c.parts)
		}
	}
}
