// Package guesses compares what somebody else chooses with what the program keeps. The
// name of a secret stands on either side, or on neither.
package guesses

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"encoding/base64"
	"errors"
	"net"
	"net/http"
	"net/textproto"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// A map of the program's: only the other side is called a password.

// Mailboxes are those of a mail server.
type Mailboxes struct {
	byAddress map[string]string
	legacy    map[string]mailbox
	cached    sync.Map
}

type mailbox struct{ Proof, Name string }

func (m *Mailboxes) BadLogin(address, password string) bool {
	return m.byAddress[address] == password // want `CL501: .*byAddress`
}

func (m *Mailboxes) BadLoginOfRecord(address, password string) error {
	box, found := m.legacy[address]
	if !found || password != box.Proof { // want `CL501: box.Proof`
		return errors.New("no such mailbox, or another password")
	}
	return nil
}

func (m *Mailboxes) BadCached(address, password string) bool {
	known, ok := m.cached.Load(address)
	return ok && known == password // want `CL501: known`
}

func (m *Mailboxes) GoodLogin(address, password string) bool {
	return subtle.ConstantTimeCompare([]byte(m.byAddress[address]), []byte(password)) == 1
}

// GoodIsName refuses a password that is the name of its owner.
func (m *Mailboxes) GoodIsName(address, password string) error {
	if box := m.legacy[address]; box.Name == password {
		return errors.New("choose another password")
	}
	return nil
}

// GoodOwner compares names.
func (m *Mailboxes) GoodOwner(address, owner string) bool {
	return m.legacy[address].Name == owner
}

// A column of a database.

func BadColumn(ctx context.Context, db *sql.DB, device, pairingToken string) (bool, error) {
	var kept string
	err := db.QueryRowContext(ctx, "SELECT t FROM devices WHERE id = ?", device).Scan(&kept)
	return kept == pairingToken, err // want `CL501: kept`
}

func GoodColumn(ctx context.Context, db *sql.DB, device, owner string) (bool, error) {
	var kept string
	err := db.QueryRowContext(ctx, "SELECT o FROM devices WHERE id = ?", device).Scan(&kept)
	return kept == owner, err
}

// What is put together of a secret.

type gate struct{ name, password, word string }

func (g *gate) badEncoded(r *http.Request) bool {
	both := base64.RawStdEncoding.EncodeToString([]byte(strings.Join([]string{g.name, g.password}, ":")))
	_, sent, _ := strings.Cut(r.Header.Get("Proxy-Authorization"), " ")
	return sent == both // want `CL501: both.*password`
}

func (g *gate) badAskedFor(r *http.Request) bool {
	return r.URL.Query().Get("passphrase") == g.word // want `CL501: g.word.*passphrase`
}

func (g *gate) goodName(r *http.Request) bool { return r.URL.Query().Get("gate") == g.name }

// A part of what a peer sends is sent by the peer.

func (g *gate) badCookie(header http.Header) bool {
	return slices.Contains(header["X-Gate"], g.password) // want `CL501: .*password`
}

func (g *gate) badFragment(r *http.Request) bool {
	return strings.TrimPrefix(r.URL.Path, "/open/") == g.password // want `CL501: g.password`
}

func (g *gate) badForm(values url.Values) bool {
	return values["p"][0] == g.password // want `CL501: g.password`
}

func (g *gate) badLine(peer net.Conn) bool {
	text := textproto.NewConn(peer)
	line, err := text.ReadLine()
	return err == nil && line == g.password // want `CL501: g.password`
}

func (g *gate) goodPath(r *http.Request) bool { return r.URL.Path == "/"+g.name }

// The comparison is handed over as a function, and called through a field.

// Checker checks passwords.
type Checker struct {
	equal  func(kept, password string) bool
	people map[string]string
}

func NewChecker(people map[string]string) *Checker {
	return &Checker{people: people, equal: func(kept, password string) bool {
		return kept == password // want `CL501: kept`
	}}
}

func (c *Checker) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	name, password, _ := r.BasicAuth()
	if !c.equal(c.people[name], password) {
		panic(http.ErrAbortHandler)
	}
}

// A helper compares for those who know the secret, and for those who have none.

func alike(a, b string) bool { return a == b }

func (g *gate) badThroughHelper(r *http.Request) bool {
	return alike(r.PostFormValue("p"), g.password) // want `CL501: g.password`
}

func (g *gate) goodThroughHelper(r *http.Request) bool {
	return alike(r.PostFormValue("gate"), g.name)
}

// Numbers at the end of a name only tell several of a kind apart.

type locker struct{ password12 string }

func (l *locker) badNumbered(r *http.Request) bool {
	return r.Header.Get("X-Locker") == l.password12 // want `CL501: l.password12`
}

// A record of a store against a parameter whose name says nothing.

// Invitation lets its bearer in.
type Invitation struct{ ID, AccessToken string }

// Invitations keeps them.
type Invitations interface {
	Find(ctx context.Context, id string) (*Invitation, error)
}

func BadRedeem(ctx context.Context, all Invitations, id, shown string) error {
	kept, err := all.Find(ctx, id)
	if err == nil && kept.AccessToken != shown { // want `CL501: kept.AccessToken`
		err = errors.New("not invited")
	}
	return err
}

// GoodRefetch looks whether somebody else was faster.
func GoodRefetch(ctx context.Context, all Invitations, seen *Invitation) (bool, error) {
	kept, err := all.Find(ctx, seen.ID)
	return err == nil && kept.AccessToken == seen.AccessToken, err
}
