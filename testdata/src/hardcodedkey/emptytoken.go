package hardcodedkey

import (
	"os"

	"github.com/golang-jwt/jwt/v5"
)

func badTokenKeyNeverSet(claims jwt.Claims) (string, error) {
	secret := make([]byte, 32)                                                    // the same for all services, one day
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(secret) // want "CL605: the key of jwt.Token.SignedString is never set"
}

func badKeyfuncNeverSet(text string) (*jwt.Token, error) {
	var secret []byte
	return jwt.Parse(text, func(*jwt.Token) (any, error) { return secret, nil }) // want "CL605: the key of jwt.Parse is never set"
}

func badKeyfuncOfZeros(text string) (*jwt.Token, error) {
	secret := make([]byte, 32)
	keyfunc := func(t *jwt.Token) (any, error) {
		if t.Method != jwt.SigningMethodHS256 {
			return nil, jwt.ErrTokenUnverifiable
		}
		return secret, nil
	}
	return jwt.Parse(text, keyfunc) // want "CL605: the key of jwt.Parse is never set"
}

func goodTokenKeyOfFile(claims jwt.Claims, file string) (string, error) {
	var secret []byte
	secret, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(secret)
}

func goodKeyfuncSetLater(text, file string) (*jwt.Token, error) {
	var secret []byte
	keyfunc := func(*jwt.Token) (any, error) { return secret, nil }
	var err error
	if secret, err = os.ReadFile(file); err != nil {
		return nil, err
	}
	return jwt.Parse(text, keyfunc)
}

func goodMethodWithKey(method jwt.SigningMethod, claims jwt.Claims) (string, error) {
	return jwt.NewWithClaims(method, claims).SignedString(nil)
}

func goodKeyfuncOfNone(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(*jwt.Token) (any, error) { return nil, jwt.ErrTokenUnverifiable })
}

func goodTokenKeyOfCaller(claims jwt.Claims, secret []byte) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(secret)
}

func goodKeyfuncRefuses(text string, keys map[string][]byte) (*jwt.Token, error) {
	return jwt.Parse(text, func(t *jwt.Token) (any, error) {
		var secret []byte
		id, _ := t.Header["kid"].(string)
		if secret = keys[id]; secret == nil {
			return nil, jwt.ErrTokenUnverifiable
		}
		return secret, nil
	})
}

func goodTokenKeyOfService(claims jwt.Claims, fetch func(into *[]byte) error) (string, error) {
	var secret []byte
	if err := fetch(&secret); err != nil {
		return "", err
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(secret)
}
