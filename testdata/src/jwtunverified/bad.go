// Package jwtunverified parses JSON Web Tokens as programs do.
package jwtunverified

import (
	"errors"
	"log"

	dead "github.com/dgrijalva/jwt-go"
	jwt4 "github.com/golang-jwt/jwt/v4"
	"github.com/golang-jwt/jwt/v5"

	"example.test/jwtunverified/parsed"
)

func key(*jwt.Token) (any, error) { return parsed.Secret(), nil }

type session struct {
	jwt.RegisteredClaims
	Admin bool
}

func badDropped(text string) bool {
	var claims session
	_, _ = jwt.ParseWithClaims(text, &claims, key) // want "CL902: the error of jwt.ParseWithClaims is dropped; why: an attacker can create a token with any claims, and it is accepted as genuine; fix: return if the error is not nil"
	return claims.Admin
}

func badTokenOfDroppedError(text string) string {
	token, _ := jwt.Parse(text, key) // want "CL902: the error of jwt.Parse is dropped"
	subject, _ := token.Claims.GetSubject()
	return subject
}

func badLogged(text string) string {
	var claims session
	_, err := jwt.ParseWithClaims(text, &claims, key, jwt.WithValidMethods([]string{"HS256"})) // want "CL902: the program continues when jwt.ParseWithClaims fails, as if it had succeeded"
	if err != nil {
		log.Print(err)
	}
	return claims.Subject
}

func badOneError(text string) (string, error) {
	var claims session
	_, err := jwt.ParseWithClaims(text, &claims, key) // want "CL902: only one error of jwt.ParseWithClaims is handled, and any other is treated as success; .*; fix: return if the error is not nil"
	if errors.Is(err, jwt.ErrTokenExpired) {
		return "", err
	}
	return claims.Subject, nil
}

func badHelperOfAnotherPackage(text string) bool {
	var claims jwt.RegisteredClaims
	_ = parsed.Into(text, &claims) // want `CL902: the error of parsed.Into \(which calls jwt.ParseWithClaims\) is dropped`
	return claims.Subject == "admin"
}

type parser struct{ *jwt4.Parser }

func (p parser) badMethod(text string, claims *jwt4.RegisteredClaims) string {
	p.ParseWithClaims(text, claims, func(*jwt4.Token) (interface{}, error) { return parsed.Secret(), nil }) // want "CL902: the error of jwt.Parser.ParseWithClaims is dropped"
	return claims.Subject
}

func badDeadLibrary(text string) string {
	claims := dead.MapClaims{}
	dead.ParseWithClaims(text, claims, func(*dead.Token) (interface{}, error) { return parsed.Secret(), nil }) // want "CL902: the error of jwt.ParseWithClaims is dropped"
	return claims["sub"].(string)
}
