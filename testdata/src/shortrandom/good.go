package shortrandom

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"math/big"
	"strings"

	"example.test/shortrandom/draw"
	"golang.org/x/oauth2"
)

func goodNewSessionToken() string {
	b := make([]byte, 16)
	rand.Read(b)
	return hex.EncodeToString(b)
}

func goodText(s *session) { s.AccessToken = rand.Text() }

func goodByOtherPackage(s *session) { s.AccessToken = draw.Hex(32) }

func goodSizeOfCaller(s *session, n int) { s.AccessToken = draw.Hex(n) }

// Two halves are as much as one whole.
func goodTwice(s *session) { s.AccessToken = draw.Hex(8) + draw.Hex(8) }

func goodInALoop(s *session) {
	text := ""
	for range 4 {
		b := make([]byte, 4)
		rand.Read(b)
		text += hex.EncodeToString(b)
	}
	s.AccessToken = text
}

func goodInPieces(s *session) {
	b := make([]byte, 32)
	for i := 0; i < len(b); i += 4 {
		rand.Read(b[i : i+4])
	}
	s.AccessToken = hex.EncodeToString(b)
}

func goodTwoParts(s *session) {
	b := make([]byte, 24)
	rand.Read(b[:12])
	rand.Read(b[12:])
	s.AccessToken = hex.EncodeToString(b)
}

// People type one-time codes, and can try three.
func goodOneTimeCode() (resetCode string, err error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%06d", n), nil
}

type connection struct {
	ID        string
	SessionID []byte
	RequestID string
}

// What tells things apart is no secret.
func goodIdentifiers(c *connection) {
	c.ID, c.RequestID = draw.Hex(4), draw.Hex(8)
	c.SessionID = make([]byte, 8)
	rand.Read(c.SessionID)
}

func goodState(config *oauth2.Config) string { return config.AuthCodeURL(draw.Hex(16)) }

func goodBesideOther(s *session, user string) { s.AccessToken = user + draw.Hex(4) }

func goodBuilder(s *session) {
	var text strings.Builder
	for range 8 {
		text.WriteString(draw.Hex(4))
	}
	s.AccessToken = text.String()
}

func goodAppended(s *session) {
	var all []byte
	for range 8 {
		b := make([]byte, 4)
		rand.Read(b)
		all = append(all, b...)
	}
	s.AccessToken = hex.EncodeToString(all)
}

func goodBuffer(s *session) {
	var all bytes.Buffer
	all.WriteString(draw.Hex(8))
	all.WriteString(draw.Hex(8))
	s.AccessToken = all.String()
}
