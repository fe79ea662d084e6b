package password

import (
	"bytes"
	"strings"

	"golang.org/x/crypto/bcrypt"
)

const (
	minBcryptCost     = 10 // OWASP Password Storage Cheat Sheet
	maxBcryptCost     = 16 // about 4 s
	minStoredCost     = 4  // the least that bcrypt has
	maxBcryptPassword = 72 // bytes: what bcrypt reads

	bcryptLength   = 60
	bcryptAlphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
)

func bcryptHash(password []byte, cost int) (string, error) {
	hash, err := bcrypt.GenerateFromPassword(password, cost)
	if err != nil {
		return "", ErrLength // the cost is checked: nothing else can fail
	}
	return string(hash), nil
}

// parseBcrypt reports whether s is a bcrypt hash whose work is acceptable, and
// its cost. $2x$ marks hashes of an implementation with a bug in it and is not
// accepted.
func parseBcrypt(s string) (cost int, ok bool) {
	if len(s) != bcryptLength {
		return 0, false
	}
	switch s[:4] {
	case "$2a$", "$2b$", "$2y$":
	default:
		return 0, false
	}
	if !isDigit(s[4]) || !isDigit(s[5]) || s[6] != '$' {
		return 0, false
	}
	cost = int(s[4]-'0')*10 + int(s[5]-'0')
	if cost < minStoredCost || cost > maxBcryptCost {
		return 0, false
	}
	return cost, strings.Trim(s[7:], bcryptAlphabet) == ""
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// bcryptStored is a stored hash of bcrypt.
type bcryptStored struct {
	hash string
	cost int
}

func (b bcryptStored) units() int    { return 1 }
func (b bcryptStored) rounds() int64 { return 1 << b.cost }

// matches does the same work for every password. bcrypt would compare the first
// 72 bytes, and two passwords that differ after them must not both fit.
func (b bcryptStored) matches(password []byte) bool {
	err := bcrypt.CompareHashAndPassword([]byte(b.hash), cut(password))
	return err == nil && fitsBcrypt(password)
}

// fitsBcrypt reports whether bcrypt looks at all of the password. It repeats the
// password with a NUL in between, so that "a" and "a\x00a" have the same hash.
func fitsBcrypt(password []byte) bool {
	return len(password) <= maxBcryptPassword && !bytes.Contains(password, []byte{0})
}

func cut(password []byte) []byte { return password[:min(len(password), maxBcryptPassword)] }
