package emptysecret

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"flag"
	"log"
	"net/http"
	"os"
	"strings"

	"example.test/emptysecret/verdicts"
)

func goodRefused(r *http.Request) bool {
	want := os.Getenv("GOOD_REFUSED")
	return want != "" && subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Token")), []byte(want)) == 1
}

func goodEmptyIsRefused(r *http.Request) bool {
	got := r.Header.Get("X-Token")
	if got == "" {
		return false
	}
	return subtle.ConstantTimeCompare([]byte(got), []byte(os.Getenv("GOOD_GOT"))) == 1
}

func goodLongEnough(r *http.Request) bool {
	want := []byte(os.Getenv("GOOD_LONG"))
	if len(want) < 16 {
		log.Fatal("GOOD_LONG is too short")
	}
	return hmac.Equal([]byte(r.FormValue("token")), want)
}

type settings struct{ token, other, third string }

func newSettings() (*settings, error) {
	s := &settings{token: os.Getenv("GOOD_FIELD"), other: mustEnv("GOOD_MUST"), third: os.Getenv("GOOD_ELSEWHERE")}
	if s.token == "" {
		return nil, errors.New("set GOOD_FIELD")
	}
	if err := verdicts.Strong(s.third); err != nil {
		return nil, err
	}
	return s, nil
}

func mustEnv(name string) string {
	value := os.Getenv(name)
	if value == "" {
		panic("set " + name)
	}
	return value
}

func (s *settings) goodField(r *http.Request) bool {
	return subtle.ConstantTimeCompare([]byte(r.FormValue("token")), []byte(s.token)) == 1
}

func (s *settings) goodMust(r *http.Request) bool {
	return subtle.ConstantTimeCompare([]byte(r.FormValue("token")), []byte(s.other)) == 1
}

func (s *settings) goodRefusedElsewhere(r *http.Request) bool {
	return subtle.ConstantTimeCompare([]byte(r.FormValue("token")), []byte(s.third)) == 1
}

func goodSwitch(r *http.Request) bool {
	switch want := os.Getenv("GOOD_SWITCH"); want {
	case "":
		return false
	default:
		return subtle.ConstantTimeCompare([]byte(r.FormValue("token")), []byte(want)) == 1
	}
}

// The operator has to set a flag.
var required = flag.String("token", "", "the token of the administrator (required)")

func goodFlag(r *http.Request) bool {
	return subtle.ConstantTimeCompare([]byte(r.FormValue("token")), []byte(*required)) == 1
}

func goodInTwoParts(r *http.Request) bool {
	parts := strings.SplitN(r.Header.Get("Authorization"), " ", 2)
	if len(parts) != 2 {
		return false
	}
	return subtle.ConstantTimeCompare([]byte(parts[1]), []byte(os.Getenv("GOOD_PARTS"))) == 1
}

// A MAC is never empty.
func goodMAC(r *http.Request, body []byte) bool {
	mac := hmac.New(sha256.New, []byte(os.Getenv("GOOD_MAC")))
	mac.Write(body)
	return hmac.Equal(mac.Sum(nil), []byte(r.Header.Get("X-Signature")))
}

func (s *server) goodKnownUser(r *http.Request) bool {
	user, password, ok := r.BasicAuth()
	if !ok {
		return false
	}
	want, known := s.users[user]
	return known && subtle.ConstantTimeCompare([]byte(want), []byte(password)) == 1
}

func (s *server) goodEntryIsNotEmpty(r *http.Request) bool {
	user, password, ok := r.BasicAuth()
	return ok && s.users[user] != "" && subtle.ConstantTimeCompare([]byte(s.users[user]), []byte(password)) == 1
}

func goodTwoSettings() bool {
	return subtle.ConstantTimeCompare([]byte(os.Getenv("GOOD_A")), []byte(os.Getenv("GOOD_B"))) == 1
}

func goodSelect(a, b int, x, y byte) int {
	return subtle.ConstantTimeSelect(subtle.ConstantTimeByteEq(x, y), a, b) + subtle.ConstantTimeSelect(1, a, b) + subtle.ConstantTimeLessOrEq(0, a)
}

func goodChoiceOfCaller(choice int, to, from []byte) { subtle.ConstantTimeCopy(choice, to, from) }
