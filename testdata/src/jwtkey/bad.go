// Package jwtkey makes, finds and uses keys of JSON Web Tokens as programs do.
package jwtkey

import (
	"context"
	"crypto/rand"
	"crypto/x509"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"

	dead "github.com/dgrijalva/jwt-go"
	"github.com/go-chi/jwtauth/v5"
	"github.com/go-jose/go-jose/v4"
	jwt4 "github.com/golang-jwt/jwt/v4"
	"github.com/golang-jwt/jwt/v5"
	"github.com/lestrrat-go/jwx/v2/jwk"
	jwx2 "github.com/lestrrat-go/jwx/v2/jwt"
	jwk3 "github.com/lestrrat-go/jwx/v3/jwk"
	jws3 "github.com/lestrrat-go/jwx/v3/jws"

	"example.test/jwtkey/secrets"
)

// Keys that are too short.

func badShort(claims jwt.Claims) (string, error) {
	key := make([]byte, 6)
	if _, err := rand.Read(key); err != nil {
		return "", err
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key) // want "CL903: the key of jwt.Token.SignedString has only 6 random bytes; why: an attacker who has one token can try all keys.*; fix: use 32 bytes of crypto/rand.Read, .*, or signedtoken.New"
}

type issuer struct{ key []byte }

func newIssuer() *issuer {
	key := make([]byte, 8)
	if _, err := io.ReadFull(rand.Reader, key); err != nil {
		panic(err)
	}
	return &issuer{key: key}
}

func (i *issuer) badField(claims jwt4.Claims) (string, error) {
	return jwt4.NewWithClaims(jwt4.SigningMethodHS512, claims).SignedString(i.key) // want "CL903: the key of jwt.Token.SignedString has only 8 random bytes"
}

func badOfAnotherPackage(claims jwt.Claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(secrets.New()) // want "CL903: the key of jwt.Token.SignedString has only 10 random bytes"
}

func sign(claims dead.Claims, key []byte) (string, error) {
	return dead.NewWithClaims(dead.SigningMethodHS256, claims).SignedString(key)
}

func badThroughAHelper(claims dead.Claims) (string, error) {
	return sign(claims, secrets.New()) // want "CL903: .* has only 10 random bytes"
}

func badChi() *jwtauth.JWTAuth {
	return jwtauth.New("HS256", secrets.New(), nil) // want "CL903: the key of jwtauth.New has only 10 random bytes"
}

func badJOSE() (jose.Signer, error) {
	return jose.NewSigner(jose.SigningKey{Algorithm: jose.HS256, Key: secrets.New()}, nil) // want "CL903: the key of jose.SigningKey.Key has only 10 random bytes"
}

// Keys that are public.

type verifier struct{ pem []byte }

func (v *verifier) badBoth(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) { // want "CL903: the function literal also returns the public key as bytes, .*; why: an attacker who knows the public key can sign any token with it, as HS256"
		switch token.Method.(type) {
		case *jwt.SigningMethodHMAC:
			return v.pem, nil
		case *jwt.SigningMethodRSA:
			return jwt.ParseRSAPublicKeyFromPEM(v.pem)
		}
		return nil, errors.New("unexpected method")
	})
}

func badBothOfAParameter(text string, key []byte) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) { // want "CL903: the function literal also returns the public key as bytes"
		if token.Header["alg"] == "ES256" {
			return jwt.ParseECPublicKeyFromPEM(key)
		}
		return key, nil
	})
}

func badEncoded(text string, der []byte) (*jwt4.Token, error) {
	return jwt4.Parse(text, func(*jwt4.Token) (interface{}, error) { // want "CL903: the function literal also returns the public key as bytes"
		key, err := x509.ParsePKCS1PublicKey(der)
		if err != nil {
			return nil, err
		}
		return x509.MarshalPKCS1PublicKey(key), nil
	})
}

// Keys that the token names.

func badFile(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		kid, _ := token.Header["kid"].(string)
		return os.ReadFile("/etc/keys/" + kid + ".key") // want "CL903: the function literal gets the key from a file that the header of the token names; why: an attacker can name another file .*; fix: look the name up in a map"
	})
}

func keyFromFile(token *jwt4.Token) (interface{}, error) {
	return load(fmt.Sprint(token.Header["kid"]))
}

func load(name string) (interface{}, error) {
	pem, err := os.ReadFile(fmt.Sprintf("keys/%s.pem", name)) // want "CL903: jwtkey.keyFromFile gets the key from a file that the header of the token names"
	if err != nil {
		return nil, err
	}
	return jwt4.ParseRSAPublicKeyFromPEM(pem)
}

func badFileThroughAHelper(text string) (*jwt4.Token, error) {
	return jwt4.Parse(text, keyFromFile)
}

type store struct{ db *sql.DB }

func (s *store) key(token *jwt.Token) (any, error) {
	kid, ok := token.Header["kid"].(string)
	if !ok || kid == "" {
		return nil, errors.New("no kid")
	}
	var key []byte
	err := s.db.QueryRow(fmt.Sprintf("SELECT secret FROM keys WHERE id = '%s'", kid)).Scan(&key) // want "CL903: jwtkey.store.key gets the key from a query that the header of the token names; why: .*; fix: pass the name of the key as an argument"
	return key, err
}

func (s *store) badQuery(text string) (*jwt.Token, error) { return jwt.Parse(text, s.key) }

func badAddress(ctx context.Context, text string) (*jwt.Token, error) {
	return jwt.ParseWithClaims(text, jwt.MapClaims{}, func(token *jwt.Token) (any, error) {
		jku, _ := token.Header["jku"].(string)
		request, err := http.NewRequestWithContext(ctx, "GET", jku, nil) // want "CL903: the function literal gets the key from an address that the header of the token names; why: an attacker can name a server that they control"
		if err != nil {
			return nil, err
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return nil, err
		}
		defer response.Body.Close()
		var set jose.JSONWebKeySet
		if err := json.NewDecoder(response.Body).Decode(&set); err != nil {
			return nil, err
		}
		return set.Keys[0].Key, nil
	})
}

func badCertificate(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) { // want "CL903: the function literal returns a key that the header of the token contains; why: an attacker can send any key in a token"
		chain, ok := token.Header["x5c"].([]any)
		if !ok || len(chain) == 0 {
			return nil, errors.New("no certificate")
		}
		der, err := base64.StdEncoding.DecodeString(chain[0].(string))
		if err != nil {
			return nil, err
		}
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			return nil, err
		}
		return cert.PublicKey, nil
	})
}

func badKid(text string) (*dead.Token, error) {
	return dead.Parse(text, func(token *dead.Token) (interface{}, error) { // want "CL903: the function literal returns a key that the header of the token contains"
		return []byte(token.Header["kid"].(string)), nil
	})
}

func badAutomatic(text []byte) (jwx2.Token, error) {
	return jwx2.Parse(text, jwx2.WithVerifyAuto(nil, jwk.WithFetchWhitelist(jwk.InsecureWhitelist{}))) // want "CL903: WithVerifyAuto with jwk.InsecureWhitelist gets the key from any address"
}

func badAutomaticSignature(signed []byte) ([]byte, error) {
	return jws3.Verify(signed, jws3.WithVerifyAuto(nil, jwk3.WithFetchWhitelist(jwk3.NewInsecureWhitelist()))) // want "CL903: WithVerifyAuto with jwk.InsecureWhitelist"
}
