// Package operands looks at the headers of tokens. Each comment says what the engine sees of
// that.
package operands

import (
	"errors"
	"os"
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

func compared(text string, key []byte) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) { // want `^compares the header$`
		if token.Header["kid"] != "2026" {
			return nil, errors.New("unknown key")
		}
		return key, nil
	})
}

func lookedUp(text string, keys map[string]any) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) { // want `^compares the header$`
		kid, _ := token.Header["kid"].(string)
		return keys[kid], nil
	})
}

func folded(text string, key []byte) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) { // want `^compares the header$`
		typ, _ := token.Header["typ"].(string)
		if !strings.EqualFold(typ, "JWT") {
			return nil, errors.New("not a token")
		}
		return key, nil
	})
}

// empty is only compared with nothing.
func empty(text string, key []byte) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		kid, ok := token.Header["kid"].(string)
		if !ok || kid == "" || token.Header["alg"] == nil {
			return nil, errors.New("no key")
		}
		return key, nil
	})
}

func passed(text string) (*jwt.Token, error) { return jwt.Parse(text, pick) }

func pick(token *jwt.Token) (any, error) {
	kid, _ := token.Header["kid"].(string)
	return read(kid)
}

func read(name string) ([]byte, error) {
	return os.ReadFile("/etc/keys/" + name) // want `^os.ReadFile gets 1 alternatives and \["/etc/keys/"\]$`
}
