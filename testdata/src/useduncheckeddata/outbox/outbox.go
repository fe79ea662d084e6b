// Package outbox verifies and forwards events.
package outbox

import (
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
)

// Verify reports whether a body has the MAC.
func Verify(secret, body, tag []byte) bool {
	mac := hmac.New(sha256.New, secret)
	mac.Write(body)
	return hmac.Equal(mac.Sum(nil), tag)
}

// Store keeps events.
type Store struct{ DB *sql.DB }

// SaveEvent keeps one.
func (s *Store) SaveEvent(body []byte) error {
	_, err := s.DB.Exec("INSERT INTO events (body) VALUES (?)", body)
	return err
}

// SecretOf returns the secret of an account.
func (s *Store) SecretOf(account string) ([]byte, error) {
	var secret []byte
	err := s.DB.QueryRow("SELECT secret FROM accounts WHERE name = ?", account).Scan(&secret)
	return secret, err
}
