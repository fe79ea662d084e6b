// Package own compares things that all belong to the program, or are public: nobody
// guesses, whatever they are called.
package own

import (
	"bytes"
	"crypto/ed25519"
	"net/http"
	"sync/atomic"
)

// Has it changed? The other branch stores it.

// Uplink speaks to a server with a token that is renewed.
type Uplink struct {
	token    string
	password string
	shared   atomic.Pointer[string]
	current  atomic.Value
	byPeer   map[string]string
	redial   func()
}

func (u *Uplink) GoodRenew(token string) {
	if u.token == token {
		return
	}
	u.token = token
	u.redial()
}

func (u *Uplink) GoodRenewLocal(password string) {
	before := u.password
	u.password = password
	if before != password {
		u.redial()
	}
}

func (u *Uplink) GoodRenewAtomic(apiToken string) {
	if u.current.Load() != apiToken {
		u.current.Store(apiToken)
	}
}

func (u *Uplink) GoodRenewEntry(peer, password string) {
	if u.byPeer[peer] != password {
		u.byPeer[peer] = password
		u.redial()
	}
}

// BadUnlock stores something else.
func (u *Uplink) BadUnlock(password string) bool {
	if u.password != password { // want `CL501: u.password`
		u.token = ""
		return false
	}
	return true
}

// The same field of two objects.

// Claim is an object of a cluster, and Spec what it should be.
type Claim struct {
	Data map[string][]byte
	Auth struct{ Password string }
}

func GoodDrift(have, want *Claim) bool {
	return bytes.Equal(have.Data["token"], want.Data["token"]) && have.Auth.Password == want.Auth.Password
}

// Of its own collections, a program asks by its own ids.

type guest struct {
	sessionID string
	pass      string
}

func (g *guest) Session() string { return g.sessionID }

// Room is where guests are.
type Room struct {
	guests []*guest
	byName map[string]*guest
}

func (r *Room) GoodKick(sessionID string) (kicked int) {
	for _, g := range r.guests {
		if g.sessionID == sessionID {
			kicked++
		}
	}
	return kicked
}

func (r *Room) GoodNamesOf(sessionID string) (names []string) {
	for name, g := range r.byName {
		if g.Session() == sessionID {
			names = append(names, name)
		}
	}
	return names
}

// badResume lets a peer choose.
func (r *Room) badResume(request *http.Request) *guest {
	for _, g := range r.guests {
		if g.sessionID == request.FormValue("session") { // want `CL501: g.sessionID`
			return g
		}
	}
	return nil
}

// A plain field of an object is not called as the object.

type grant struct{ Client, Redirect string }

func GoodGrant(accessToken func(id string) (grant, error), r *http.Request) bool {
	token, err := accessToken(r.FormValue("id"))
	return err == nil && token.Redirect == r.FormValue("redirect")
}

func GoodGrantOfMap(secrets map[string]grant, r *http.Request) bool {
	secret := secrets[r.FormValue("id")]
	return secret.Client == r.FormValue("client")
}

// Public keys.

// PublicSet are the keys that a device has published.
type PublicSet struct{ MasterKey, SigningKey []byte }

// Curve25519 is a public key as text.
type Curve25519 string

func goodByType(r *http.Request, secretKey ed25519.PublicKey) bool {
	return bytes.Equal([]byte(r.Header.Get("X-Key")), secretKey)
}

func goodByOwner(r *http.Request, set *PublicSet) bool {
	return r.Header.Get("X-Key") == string(set.SigningKey)
}

func goodByNamedType(r *http.Request, signingKey Curve25519) bool {
	return Curve25519(r.Header.Get("X-Key")) == signingKey
}

func GoodKnownDevice(existing *struct{ SigningKey string }, signingKey string) bool {
	return existing.SigningKey == signingKey
}

// What names a secret stands beside it.

type pair struct{ accessKey, secretKey string }

func (p *pair) goodAccessKey(r *http.Request) bool {
	return r.Header.Get("X-Access-Key") == p.accessKey
}

func (p *pair) badSecretKey(r *http.Request) bool {
	return r.Header.Get("X-Secret-Key") == p.secretKey // want `CL501: p.secretKey`
}

// Consumer is a program that another one knows.
type Consumer struct{ ConsumerKey, ConsumerSecret string }

func (c Consumer) GoodSecretOf(key string) string {
	if c.ConsumerKey == key {
		return c.ConsumerSecret
	}
	return ""
}

// Typed twice.

func GoodTwice(password, repeated string) bool { return password == repeated }
