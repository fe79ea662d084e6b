package hardcodedkey

import (
	"errors"
	"flag"
	"io"
	"os"

	"github.com/golang-jwt/jwt/v5"
)

// readDocument reads a file; "+" is an empty document, as everybody who asks for it knows.
func readDocument(name string) ([]byte, error) {
	switch name {
	case "":
		return nil, errors.New("no file")
	case "-":
		return io.ReadAll(os.Stdin)
	case "+":
		return []byte("{}"), nil
	}
	return os.ReadFile(name)
}

var keyFile = flag.String("signing-key", "", "file with the key")

func goodSignsWithFile(claims jwt.Claims) (string, error) {
	key, err := readDocument(*keyFile)
	if err != nil {
		return "", err
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}

func goodNothingYet(claims jwt.Claims, file string) (string, error) {
	key := []byte("--")
	if file != "" {
		key, _ = os.ReadFile(file)
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}

func badDefaultBesideFile(claims jwt.Claims, file string) (string, error) {
	key := []byte("{jwt}")
	if file != "" {
		key, _ = os.ReadFile(file)
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key) // want "CL605: .*is a constant when none is configured"
}
