package jwtkey

import (
	"context"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"

	"github.com/golang-jwt/jwt/v5"
	"github.com/lestrrat-go/jwx/v2/jwk"
	jwx2 "github.com/lestrrat-go/jwx/v2/jwt"

	"example.test/jwtkey/secrets"
)

func goodLong(claims jwt.Claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(secrets.Long())
}

func goodConfigured(claims jwt.Claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte(os.Getenv("JWT_SECRET")))
}

// goodShortNonce is random, short, and no key.
func goodShortNonce(claims jwt.MapClaims, key []byte) (string, error) {
	claims["jti"] = base64.RawURLEncoding.EncodeToString(secrets.New())
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}

type ring struct {
	secret []byte
	public *rsa.PublicKey
	pem    []byte
	named  map[string]*rsa.PublicKey
	roots  *x509.CertPool
}

func (r *ring) goodTwoKeys(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		switch token.Method.(type) {
		case *jwt.SigningMethodHMAC:
			return r.secret, nil
		case *jwt.SigningMethodRSA:
			return jwt.ParseRSAPublicKeyFromPEM(r.pem)
		}
		return nil, errors.New("unexpected method")
	})
}

func (r *ring) goodOneKey(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		if _, ok := token.Method.(*jwt.SigningMethodRSA); !ok {
			return nil, fmt.Errorf("unexpected method %v", token.Header["alg"])
		}
		return r.public, nil
	})
}

func (r *ring) goodMap(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		kid, _ := token.Header["kid"].(string)
		key, ok := r.named[kid]
		if !ok {
			return nil, fmt.Errorf("unknown key %q", kid)
		}
		return key, nil
	})
}

func (r *ring) goodLoop(text string, ids []string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		for _, id := range ids {
			if id == token.Header["kid"] {
				return os.ReadFile("keys/" + id)
			}
		}
		return nil, errors.New("unknown key")
	})
}

var valid = regexp.MustCompile(`^[a-z0-9-]+$`)

func goodChecked(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		kid, _ := token.Header["kid"].(string)
		if !valid.MatchString(kid) {
			return nil, errors.New("bad kid")
		}
		return os.ReadFile("/etc/keys/" + kid + ".key")
	})
}

func goodBase(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		kid, _ := token.Header["kid"].(string)
		return secrets.Named(kid)
	})
}

func goodArgument(text string, s *store) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		var key []byte
		err := s.db.QueryRow("SELECT secret FROM keys WHERE id = $1", token.Header["kid"]).Scan(&key)
		return key, err
	})
}

// goodBelow fetches keys below an address of the program, as AWS describes it for its load
// balancers.
func goodBelow(ctx context.Context, text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		kid, _ := token.Header["kid"].(string)
		request, err := http.NewRequestWithContext(ctx, "GET", "https://public-keys.auth.elb.eu-west-1.amazonaws.com/"+url.PathEscape(kid), nil)
		if err != nil {
			return nil, err
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return nil, err
		}
		defer response.Body.Close()
		pem, err := io.ReadAll(response.Body)
		if err != nil {
			return nil, err
		}
		return jwt.ParseECPublicKeyFromPEM(pem)
	})
}

func goodKnownAddress(text, issuer string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		jku, _ := token.Header["jku"].(string)
		if jku != issuer+"/keys" {
			return nil, errors.New("unknown jku")
		}
		return fetch(jku)
	})
}

func fetch(address string) (any, error) {
	response, err := http.Get(address)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	pem, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	return jwt.ParseRSAPublicKeyFromPEM(pem)
}

func (r *ring) goodVerifiedCertificate(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
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
		if _, err := cert.Verify(x509.VerifyOptions{Roots: r.roots}); err != nil {
			return nil, err
		}
		return cert.PublicKey, nil
	})
}

func goodPinnedCertificate(text string, pin [32]byte) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		der, err := base64.StdEncoding.DecodeString(fmt.Sprint(token.Header["x5c"]))
		if err != nil {
			return nil, err
		}
		if sha256.Sum256(der) != pin {
			return nil, errors.New("unknown certificate")
		}
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			return nil, err
		}
		return cert.PublicKey, nil
	})
}

// goodProof checks a proof of possession (RFC 9449), which holds its own key.
func goodProof(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		if token.Header["typ"] != "dpop+jwt" {
			return nil, errors.New("no proof")
		}
		der, err := base64.StdEncoding.DecodeString(fmt.Sprint(token.Header["jwk"]))
		if err != nil {
			return nil, err
		}
		return x509.ParsePKIXPublicKey(der)
	})
}

func goodAutomatic(text []byte) (jwx2.Token, error) {
	return jwx2.Parse(text, jwx2.WithVerifyAuto(nil, jwk.WithFetchWhitelist(jwk.NewMapWhitelist().Add("https://issuer.example/keys"))))
}

func goodFixedAddress(ctx context.Context) (jwk.Set, error) {
	return jwk.Fetch(ctx, "https://issuer.example/keys", jwk.WithFetchWhitelist(jwk.InsecureWhitelist{}))
}
