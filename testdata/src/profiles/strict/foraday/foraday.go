// Package foraday creates tokens that are valid for a day.
package foraday

import (
	"time"

	"github.com/golang-jwt/jwt/v5"
)

func goodMap(key []byte, user string) (string, error) {
	claims := jwt.MapClaims{"sub": user}
	claims["exp"] = time.Now().Add(24 * time.Hour).Unix()
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}
