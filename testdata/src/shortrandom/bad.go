// Package shortrandom lets people in by tokens.
package shortrandom

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"

	"example.test/shortrandom/draw"
	"golang.org/x/oauth2"
)

type session struct {
	AccessToken string
	ResetToken  string
	APIKey      string
	CSRFToken   string
}

func badNewSessionToken() string {
	b := make([]byte, 4)
	rand.Read(b)
	return hex.EncodeToString(b) // want `CL405: the session id in the result of badNewSessionToken has only 4 random bytes; why: an attacker who can try many values can guess a valid one; fix: use crypto/rand.Text, or 16 bytes of crypto/rand.Read, or token.New from`
}

func badArray(s *session) error {
	var b [6]byte
	if _, err := rand.Read(b[:]); err != nil {
		return err
	}
	s.AccessToken = base64.URLEncoding.EncodeToString(b[:]) // want `CL405: the token in shortrandom.session.AccessToken has only 6 random bytes`
	return nil
}

func badReadFull(s *session) error {
	b := make([]byte, 8)
	if _, err := io.ReadFull(rand.Reader, b); err != nil {
		return err
	}
	s.ResetToken = fmt.Sprintf("%x", b) // want `CL405: .* has only 8 random bytes; why: if many are valid at the same time`
	return nil
}

func badPart(s *session) {
	b := make([]byte, 32)
	rand.Read(b[:5])
	s.APIKey = hex.EncodeToString(b[:5]) // want `CL405: the API key in shortrandom.session.APIKey has only 5 random bytes`
}

func badWithPrefix(s *session) {
	b := make([]byte, 7)
	rand.Read(b)
	s.APIKey = "key_" + hex.EncodeToString(b) // want `CL405: .* has only 7 random bytes`
}

func randomHex(n int) (string, error) {
	b := make([]byte, n)
	if _, err := rand.Read(b); err != nil {
		return "", err
	}
	return hex.EncodeToString(b), nil
}

func badByAHelper(s *session) (err error) {
	s.ResetToken, err = randomHex(5) // want `CL405: .* has only 5 random bytes`
	return err
}

func badByOtherPackage(s *session) {
	s.AccessToken = draw.Hex(4) // want `CL405: .* has only 4 random bytes`
	s.CSRFToken = draw.Short()  // want `CL405: the CSRF token in .* has only 6 random bytes`
}

func badFilledElsewhere(s *session) {
	b := make([]byte, 7)
	draw.Fill(b)
	s.AccessToken = hex.EncodeToString(b) // want `CL405: .* has only 7 random bytes`
}

const tokenBytes = 6

type maker struct{ size int }

func (maker) badMake() map[string]string {
	b := make([]byte, tokenBytes)
	rand.Read(b)
	return map[string]string{"refresh_token": hex.EncodeToString(b)} // want `CL405: .* has only 6 random bytes`
}

func badState(_ context.Context, config *oauth2.Config) string {
	b := make([]byte, 4)
	rand.Read(b)
	return config.AuthCodeURL(hex.EncodeToString(b)) // want `CL405: the token for oauth2.Config.AuthCodeURL has only 4 random bytes`
}
