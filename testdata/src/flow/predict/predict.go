// Package predict asks what an attacker can predict.
package predict

import (
	crand "crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand"
	"net/http"
	"time"
)

type session struct {
	token string
	key   []byte
}

func fromGenerator() session {
	return session{token: fmt.Sprint(rand.Int63())} // want "token: weak rand.Int63" "nearest"
}

func digestOfNumber(user string) session {
	sum := sha256.Sum256([]byte(user + fmt.Sprint(rand.Int())))
	return session{token: hex.EncodeToString(sum[:])} // want "token: weak rand.Int" "nearest"
}

// What is called a secret may be beyond guessing.
func digestWithSecret(signingSecret string) session {
	sum := sha256.Sum256([]byte(signingSecret + fmt.Sprint(rand.Int())))
	return session{token: hex.EncodeToString(sum[:])} // want "token: nothing"
}

func besideRandom() session {
	return session{token: crand.Text() + fmt.Sprint(rand.Int())} // want "token: nothing"
}

func fromTime(email string) session {
	return session{token: email + time.Now().String()} // want "token: predicted time.Now"
}

func fromDigestOfTime() session {
	sum := sha256.Sum256([]byte("toolshed" + time.Now().String()))
	return session{token: hex.EncodeToString(sum[:])} // want "token: predicted sha256.Sum256"
}

func fromDigestOfUser(email string) session {
	sum := sha256.Sum256([]byte(email))
	return session{token: hex.EncodeToString(sum[:])} // want "token: predicted sha256.Sum256, label email"
}

func fromDigestOfSomething(pepper string) session {
	sum := sha256.Sum256([]byte(pepper + time.Now().String()))
	return session{token: hex.EncodeToString(sum[:])} // want "token: nothing"
}

func fallingBack() session {
	b := make([]byte, 16)
	if _, err := crand.Read(b); err != nil {
		rand.Read(b)
	}
	return session{key: b} // want "key: weak rand.Read, fallback"
}

func notFallingBack(n int) session {
	b := make([]byte, 16)
	if n > 16 {
		crand.Read(b)
	} else {
		rand.Read(b)
	}
	return session{key: b} // want "key: weak rand.Read"
}

func cookies() []http.Cookie {
	return []http.Cookie{
		{Name: "session", Value: fmt.Sprint(time.Now())}, // want "cookie session$"
		{Name: "theme", Value: fmt.Sprint(time.Now())},   // want "harmless cookie"
	}
}

// One value on its way through three places is one defect, and reported where it is nearest
// to the generator. Two values of one generator are two.
func newToken() string {
	return fmt.Sprint(rand.Uint32()) // want "nearest"
}

func onItsWay() session {
	token := newToken()
	return session{token: token} // want "token: weak rand.Uint32"
}

func twoOfOneGenerator() (a, b session) {
	r := rand.New(rand.NewSource(1))
	a.token = fmt.Sprint(r.Int()) // want "token: weak rand.NewSource" "nearest"
	b.token = fmt.Sprint(r.Int()) // want "token: weak rand.NewSource" "nearest"
	return a, b
}

// A cookie that somebody wrote is the same for everybody.
func written(dark bool, r *http.Request) []http.Cookie {
	session := "everybody"
	if dark {
		session = r.URL.Path
	}
	grown := []byte("begins")
	for range len(r.URL.Path) {
		grown = append(grown, r.URL.Path...)
	}
	return []http.Cookie{
		{Name: "session", Value: "fixed"},             // want "cookie session, written fixed"
		{Name: "session", Value: session},             // want "cookie session, written everybody"
		{Name: "session", Value: chosen(r)},           // want "cookie session, written none"
		{Name: "session", Value: string(grown)},       // want "cookie session$"
		{Name: "session", Value: "begins" + ended(r)}, // want "cookie session$"
	}
}

func chosen(r *http.Request) string {
	if r.URL.Path == "" {
		return "none"
	}
	return r.URL.Path
}

func ended(r *http.Request) string {
	if r.URL.Path == "" {
		return ""
	}
	return r.URL.Path
}
