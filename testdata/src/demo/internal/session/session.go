// Package session knows who is asking: users, sessions and cookies.
package session

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"sync"
)

const cookieName = "toolshed"

// Session is one login of one user.
type Session struct {
	Token string
	User  string
}

// Store keeps the sessions in memory. It is safe for concurrent use.
type Store struct {
	key []byte

	mu     sync.Mutex
	byName map[string]Session
}

// NewStore returns a store that signs its cookies with key.
func NewStore(key []byte) *Store {
	return &Store{key: key, byName: make(map[string]Session)}
}

// Start opens a session for a user.
func (s *Store) Start(user string) Session {
	session := Session{Token: randomString(32), User: user}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.byName[user] = session
	return session
}

// Cookie returns the signed cookie of a session.
func (s *Store) Cookie(session Session) *http.Cookie {
	value := session.User + "." + session.Token
	return &http.Cookie{
		Name: cookieName, Value: value + "." + hex.EncodeToString(s.tag(value)),
		Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
}

// Of returns the user of a request, or "".
func (s *Store) Of(r *http.Request) string {
	cookie, err := r.Cookie(cookieName)
	if err != nil {
		return ""
	}
	i := strings.LastIndexByte(cookie.Value, '.')
	if i < 0 {
		return ""
	}
	value, signature := cookie.Value[:i], cookie.Value[i+1:]
	if signature != hex.EncodeToString(s.tag(value)) {
		return ""
	}
	user, _, _ := strings.Cut(value, ".")
	return user
}

// VerifyUnsubscribe checks the tag of a link in a mail.
func (s *Store) VerifyUnsubscribe(user, tag string) bool {
	sent, err := hex.DecodeString(tag)
	return err == nil && hmac.Equal(sent, s.tag("unsubscribe "+user))
}

func (s *Store) tag(value string) []byte {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte(value))
	return mac.Sum(nil)
}
