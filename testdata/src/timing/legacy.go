package timing

import (
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

type legacyUser struct{ Password string }

// goodDigestIsTheDefect checks a password by a fast digest: that it is fast is the defect,
// and what replaces it compares in constant time.
func goodDigestIsTheDefect(user *legacyUser, password string) bool {
	h := md5.New()
	h.Write([]byte(password))
	return fmt.Sprintf("{MD5}%x", h.Sum(nil)) == user.Password
}

func goodSaltedDigestIsTheDefect(password, salt, passwordHash string) bool {
	digest := sha256.Sum256([]byte(salt + password))
	return hex.EncodeToString(digest[:]) == passwordHash
}

type signer struct{ password string }

// badSignature is no check of a password: it signs a message with one.
func (s *signer) badSignature(message, signature string) bool {
	digest := sha256.Sum256([]byte(message + s.password))
	return hex.EncodeToString(digest[:]) == signature // want "CL501: the SHA-256 digest of password is compared with =="
}
