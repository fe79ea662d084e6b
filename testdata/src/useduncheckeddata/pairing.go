package useduncheckeddata

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"time"
)

// A pairing shows a code of its own, and then verifies what comes in.
type pairing struct {
	shown   chan string
	answers chan string
	key     []byte
}

var errNotAnswered = errors.New("forged answer")

// goodShownBefore sends what it has made itself. Both are base64.
func (p *pairing) goodShownBefore(code []byte, answer, tag string) error {
	p.shown <- base64.StdEncoding.EncodeToString(code)
	decoded, err := base64.StdEncoding.DecodeString(tag)
	if err != nil {
		return err
	}
	mac := hmac.New(sha256.New, p.key)
	mac.Write([]byte(answer))
	if !hmac.Equal(mac.Sum(nil), decoded) {
		return errNotAnswered
	}
	return nil
}

type offer struct {
	code string
	ttl  time.Duration
}

// goodOfferBefore shows an offer, and waits for the answer as long as the offer says.
func (p *pairing) goodOfferBefore(o offer, tag []byte) error {
	p.shown <- o.code
	var answer string
	select {
	case answer = <-p.answers:
	case <-time.After(o.ttl):
		return errNotAnswered
	}
	mac := hmac.New(sha256.New, p.key)
	mac.Write([]byte(answer))
	if !hmac.Equal(mac.Sum(nil), tag) {
		return errNotAnswered
	}
	return nil
}

// badAnswerBefore passes the answer on before it knows who sent it.
func (p *pairing) badAnswerBefore(ttl time.Duration, tag []byte) error {
	var answer string
	select {
	case answer = <-p.answers:
	case <-time.After(ttl):
		return errNotAnswered
	}
	p.shown <- answer // want "CL108: the data that hmac.Equal verifies is sent through a channel before the verification"
	mac := hmac.New(sha256.New, p.key)
	mac.Write([]byte(answer))
	if !hmac.Equal(mac.Sum(nil), tag) {
		return errNotAnswered
	}
	return nil
}

// badDecodedBefore passes on what it has decoded, before it is verified.
func (p *pairing) badDecodedBefore(answer string, tag []byte) error {
	decoded, err := base64.StdEncoding.DecodeString(answer)
	if err != nil {
		return err
	}
	p.shown <- string(decoded) // want "CL108: the data that hmac.Equal verifies is sent through a channel before the verification"
	mac := hmac.New(sha256.New, p.key)
	mac.Write(decoded)
	if !hmac.Equal(mac.Sum(nil), tag) {
		return errNotAnswered
	}
	return nil
}
