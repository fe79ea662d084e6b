package jwtunverified

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/golang-jwt/jwt/v5"

	"example.test/jwtunverified/parsed"
)

func goodReturned(text string) (string, error) {
	var claims session
	if _, err := jwt.ParseWithClaims(text, &claims, key); err != nil {
		return "", fmt.Errorf("session: %w", err)
	}
	return claims.Subject, nil
}

func goodValid(text string) (string, error) {
	token, _ := jwt.Parse(text, key)
	if token != nil && token.Valid {
		return token.Claims.GetSubject()
	}
	return "", errors.New("no session")
}

func goodTokenReturned(text string) *jwt.Token {
	token, _ := jwt.Parse(text, key)
	return token
}

func goodSessionIsOptional(r *http.Request) string {
	var claims session
	if _, err := jwt.ParseWithClaims(r.Header.Get("X-Session"), &claims, key); err == nil {
		return claims.Subject
	}
	return "guest"
}

func goodExpiredTold(text string) (string, error) {
	var claims session
	_, err := jwt.ParseWithClaims(text, &claims, key)
	if errors.Is(err, jwt.ErrTokenExpired) {
		return "", errors.New("sign in again")
	}
	if err != nil {
		return "", errors.New("no session")
	}
	return claims.Subject, nil
}

func goodHelper(text string) (string, error) {
	var claims jwt.RegisteredClaims
	if err := parsed.Into(text, &claims); err != nil {
		return "", err
	}
	return claims.Subject, nil
}

func goodReadToFindTheKey(r *http.Request, issuers map[string]jwt.Keyfunc) error {
	text := r.Header.Get("X-Token")
	token, _, err := jwt.NewParser().ParseUnverified(text, &session{})
	if err != nil {
		return err
	}
	issuer, err := token.Claims.GetIssuer()
	if err != nil {
		return err
	}
	_, err = jwt.Parse(text, issuers[issuer])
	return err
}
