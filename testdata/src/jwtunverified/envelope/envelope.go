// Package envelope signs artifacts in the format of JWS. When a signature expires is in a
// protected header of its own.
package envelope

import (
	"errors"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

type protected struct {
	Algorithm string     `json:"alg"`
	Expiry    *time.Time `json:"com.example.expiry,omitempty"`
}

func goodSignature(envelope string, header protected, key any) error {
	parser := jwt.NewParser(jwt.WithValidMethods([]string{"PS256"}), jwt.WithoutClaimsValidation())
	if _, err := parser.Parse(envelope, func(*jwt.Token) (any, error) { return key, nil }); err != nil {
		return err
	}
	if header.Expiry != nil && time.Now().After(*header.Expiry) {
		return errors.New("the signature has expired")
	}
	return nil
}
