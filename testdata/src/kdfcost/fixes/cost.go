// Package fixes hashes passwords at costs that a fix can raise, and at some that it
// cannot.
package fixes

import (
	"golang.org/x/crypto/bcrypt"

	"example.test/kdfcost/settings"
)

func badLowestCost(password []byte) ([]byte, error) {
	return bcrypt.GenerateFromPassword(password, bcrypt.MinCost) // want "CL602: .*cost 4"
}

func badNumber(password []byte) ([]byte, error) {
	return bcrypt.GenerateFromPassword(password, 6) // want "CL602: .*cost 6"
}

// Without the constant, the import would be left over.
func badConstantOfAnotherPackage(password []byte) ([]byte, error) {
	return bcrypt.GenerateFromPassword(password, settings.QuickCost) // want "CL602: .*cost 6"
}

func goodCost(password []byte) ([]byte, error) {
	return bcrypt.GenerateFromPassword(password, 12)
}
