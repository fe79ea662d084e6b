// Package lifetime asks when the program's own token expires, and verifies tokens of
// others elsewhere.
package lifetime

import (
	"time"

	jwt4 "github.com/golang-jwt/jwt/v4"
	"github.com/golang-jwt/jwt/v5"
)

// goodOwnToken reads a token that may have expired: that is what it wants to know.
func goodOwnToken(token string) (string, error) {
	var claims jwt.MapClaims
	if _, _, err := jwt.NewParser(jwt.WithoutClaimsValidation()).ParseUnverified(token, &claims); err != nil {
		return "", err
	}
	return claims.GetSubject()
}

type session struct{ parser *jwt4.Parser }

func newSession() *session {
	return &session{parser: &jwt4.Parser{SkipClaimsValidation: true}}
}

func (s *session) goodIssued(token string) (time.Time, error) {
	claims := jwt4.MapClaims{}
	if _, _, err := s.parser.ParseUnverified(token, claims); err != nil {
		return time.Time{}, err
	}
	issued, _ := claims["iat"].(float64)
	return time.Unix(int64(issued), 0), nil
}

// goodVerified has a parser of its own, which checks the claims.
func goodVerified(token string, key []byte) (*jwt.Token, error) {
	return jwt.Parse(token, func(*jwt.Token) (any, error) { return key, nil })
}
