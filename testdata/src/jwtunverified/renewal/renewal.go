// Package renewal reads its own token without verification, and accepts tokens of others
// that have expired.
package renewal

import "github.com/golang-jwt/jwt/v5"

func goodOwnToken(token string) (string, error) {
	var claims jwt.MapClaims
	if _, _, err := jwt.NewParser().ParseUnverified(token, &claims); err != nil {
		return "", err
	}
	return claims.GetSubject()
}

func badVerified(token string, key []byte) (*jwt.Token, error) {
	keys := func(*jwt.Token) (any, error) { return key, nil }
	return jwt.Parse(token, keys, jwt.WithValidMethods([]string{"HS256"}), jwt.WithoutClaimsValidation()) // want "CL902: WithoutClaimsValidation accepts tokens that have expired"
}
