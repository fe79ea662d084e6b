package session

import (
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"math/big"

	"golang.org/x/crypto/argon2"
)

// User is somebody who lends or borrows.
type User struct {
	Name         string
	salt         []byte
	passwordHash []byte
	resetCode    string
	loginCode    string
}

// SetPassword replaces the password, if it was typed twice in the same way.
func (u *User) SetPassword(password, confirmation string) error {
	if password != confirmation {
		return fmt.Errorf("user %s: the passwords differ", u.Name)
	}
	u.salt = make([]byte, 16)
	rand.Read(u.salt)
	u.passwordHash = hashPassword(password, u.salt)
	return nil
}

// CheckPassword reports whether the password is right.
func (u *User) CheckPassword(password string) bool {
	return subtle.ConstantTimeCompare(hashPassword(password, u.salt), u.passwordHash) == 1
}

// hashPassword uses the second choice of RFC 9106: 64 MiB, three passes.
func hashPassword(password string, salt []byte) []byte {
	return argon2.IDKey([]byte(password), salt, 3, 64<<10, 4, 32)
}

// StartReset makes the code that is mailed to somebody who forgot a password.
func (u *User) StartReset() {
	u.resetCode = randomString(10)
}

// StartLogin makes the second factor that is sent to a telephone.
func (u *User) StartLogin() error {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return fmt.Errorf("draw a login code: %w", err)
	}
	u.loginCode = fmt.Sprintf("%06d", n)
	return nil
}
