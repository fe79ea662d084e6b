package timing

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/golang-jwt/jwt/v5"
)

// The digest of a token, or of a key, and nothing else stands for it: nobody who is not told
// the token can use its digest.

type idClaims struct {
	jwt.RegisteredClaims
	AccessTokenHash string `json:"at_hash"`
}

type tokenSession struct {
	AccessToken string
	RefreshKey  []byte
}

func goodAccessTokenOfIDToken(s *tokenSession, idToken string, key []byte) error {
	_, err := jwt.ParseWithClaims(idToken, &idClaims{}, func(t *jwt.Token) (any, error) {
		hash := sha256.Sum256([]byte(s.AccessToken))
		if base64.RawURLEncoding.EncodeToString(hash[:len(hash)/2]) != t.Claims.(*idClaims).AccessTokenHash {
			return nil, errors.New("the tokens do not belong together")
		}
		return key, nil
	}, jwt.WithValidMethods([]string{"HS256"}))
	return err
}

func goodThumbprintOfRefreshKey(s *tokenSession, record []byte) error {
	var kept struct {
		Thumbprint string `json:"jkt"`
	}
	if err := json.Unmarshal(record, &kept); err != nil {
		return err
	}
	sum := sha256.Sum256(s.RefreshKey)
	if hex.EncodeToString(sum[:]) != kept.Thumbprint {
		return errors.New("another key")
	}
	return nil
}

// Here a digest lets its bearer in, and a peer gives it.
func badDigestLetsIn(s *tokenSession, r *http.Request) bool {
	sum := sha256.Sum256([]byte(s.AccessToken))
	return hex.EncodeToString(sum[:]) == r.Header.Get("X-Proof") // want `CL501: `
}

// Here a challenge is mixed in: the digest is a MAC.
func badDigestOfTokenAndChallenge(s *tokenSession, challenge, proof string) bool {
	sum := sha256.Sum256([]byte(challenge + s.AccessToken))
	return hex.EncodeToString(sum[:]) == proof // want `CL501: `
}
