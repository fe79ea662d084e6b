package value

import "github.com/cryptolint/cryptolint/passes/cryptoapi"

// PasswordKDF reports whether the origin is the output of a function that makes the same key
// of a password again and again if the salt does not change. The salt of others is often
// empty, and the secret new.
func (o *Origin) PasswordKDF() bool {
	switch o.Detail {
	case "PBKDF2", "scrypt", "Argon2id", "Argon2i":
		return o.Kind == cryptoapi.KDFOutput
	}
	return false
}
