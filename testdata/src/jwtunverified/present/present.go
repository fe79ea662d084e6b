// Package present asks whether there is a token, and of which type its claims are. A parser
// returns both, with an error, for a token whose signature is wrong.
package present

import (
	"context"
	"errors"
	"log"

	"github.com/golang-jwt/jwt/v5"

	"example.test/jwtunverified/parsed"
)

func key(*jwt.Token) (any, error) { return parsed.Secret(), nil }

type host struct {
	jwt.RegisteredClaims
	Network string
}

var errNoToken = errors.New("no token")

func badTokenIsThere(text string) (id, network string, err error) {
	claims := &host{}
	token, err := jwt.ParseWithClaims(text, claims, key) // want "CL902: the program continues when jwt.ParseWithClaims fails, as if it had succeeded"
	if token != nil {
		return claims.ID, claims.Network, nil
	}
	return "", "", err
}

func badNoTokenIsRefused(text string) (string, error) {
	var claims host
	token, err := jwt.ParseWithClaims(text, &claims, key) // want "CL902: the program continues when jwt.ParseWithClaims fails"
	if token == nil {
		log.Print("not a token: ", err)
		return "", err
	}
	return claims.Network, nil
}

func badOnlyWithoutToken(text string) (string, error) {
	var claims host
	token, err := jwt.ParseWithClaims(text, &claims, key) // want "CL902: the program continues when jwt.ParseWithClaims fails"
	if err != nil && token == nil {
		return "", err
	}
	return claims.Network, nil
}

func badTypeOfClaims(text string) (*host, error) {
	token, err := jwt.ParseWithClaims(text, &host{}, key) // want "CL902: the program continues when jwt.ParseWithClaims fails"
	if claims, ok := token.Claims.(*host); ok {
		return claims, nil
	}
	return nil, err
}

func badTypeIsWrong(text string) (jwt.MapClaims, error) {
	token, err := jwt.Parse(text, key) // want "CL902: the program continues when jwt.Parse fails"
	claims, ok := token.Claims.(jwt.MapClaims)
	if !ok {
		return nil, errors.Join(errNoToken, err)
	}
	return claims, nil
}

func goodTokenIsThereAndNoError(text string) (string, error) {
	var claims host
	token, err := jwt.ParseWithClaims(text, &claims, key)
	if token != nil && err == nil {
		return claims.Network, nil
	}
	return "", err
}

func goodErrorFirst(text string) (*host, error) {
	token, err := jwt.ParseWithClaims(text, &host{}, key)
	if err != nil {
		return nil, err
	}
	if claims, ok := token.Claims.(*host); ok {
		return claims, nil
	}
	return nil, errNoToken
}

func goodTypeAndValid(text string) (*host, error) {
	token, err := jwt.ParseWithClaims(text, &host{}, key)
	if claims, ok := token.Claims.(*host); ok && token.Valid {
		return claims, nil
	}
	return nil, err
}

func goodBothReturned(text string) (string, error) {
	var claims host
	token, err := jwt.ParseWithClaims(text, &claims, key)
	if token == nil {
		return "", errNoToken
	}
	return claims.Network, err
}

func goodOthersLook(ctx context.Context, text string) (context.Context, error) {
	token, err := jwt.ParseWithClaims(text, &host{}, key)
	if token == nil {
		return nil, err
	}
	return context.WithValue(ctx, host{}, token), nil
}

func goodHelperLooks(text string) (*host, error) {
	token, err := jwt.ParseWithClaims(text, &host{}, key)
	if token != nil && genuine(token) {
		return token.Claims.(*host), nil
	}
	return nil, err
}

func genuine(token *jwt.Token) bool { return token.Valid }
