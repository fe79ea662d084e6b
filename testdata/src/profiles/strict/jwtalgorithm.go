package strict

import (
	"crypto/rsa"
	"errors"

	"github.com/golang-jwt/jwt/v5"
)

func badAnyAlgorithm(text string, key *rsa.PublicKey) (*jwt.Token, error) {
	return jwt.Parse(text, func(*jwt.Token) (any, error) { return key, nil }) // want "CL901: the function literal never checks the algorithm of the token, and the parser accepts all; why: only the type of the key keeps an attacker from choosing the algorithm; fix: name the algorithm with jwt.WithValidMethods"
}

type tokenKeys struct{ all map[string]any }

func (k *tokenKeys) pick(*jwt.Token) (any, error) { return k.all["current"], nil }

func (k *tokenKeys) badAnyAlgorithmForKeysOfAnyType(text string) (*jwt.Token, error) {
	return jwt.NewParser().Parse(text, k.pick) // want "CL901: strict.tokenKeys.pick never checks"
}

func badAnyAlgorithmFromAFunction(text string, key *rsa.PublicKey) (*jwt.Token, error) {
	return jwt.ParseWithClaims(text, jwt.MapClaims{}, always(key)) // want "CL901: the function literal never checks"
}

func always(key *rsa.PublicKey) jwt.Keyfunc {
	return func(*jwt.Token) (any, error) { return key, nil }
}

func goodAlgorithmOfTheKey(text string, key *rsa.PublicKey) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		if _, ok := token.Method.(*jwt.SigningMethodRSA); !ok {
			return nil, errors.New("another algorithm")
		}
		return key, nil
	})
}

func goodSecretOfBytes(text string, key []byte) (*jwt.Token, error) {
	return jwt.Parse(text, func(*jwt.Token) (any, error) { return key, nil })
}

func goodAlgorithmInTheHeader(text string, keys map[string]any) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		name, _ := token.Header["alg"].(string)
		return keys[name], nil
	})
}
