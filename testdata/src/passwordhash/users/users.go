// Package users keeps accounts in a database.
package users

import "database/sql"

// Store keeps accounts.
type Store struct{ db *sql.DB }

// Add adds an account.
func (s *Store) Add(name, secret string) error {
	_, err := s.db.Exec("INSERT INTO users (name, secret) VALUES (?, ?)", name, secret)
	return err
}

// Known reports whether a digest is in a list that others published.
func (s *Store) Known(digest string) (known bool, err error) {
	return known, s.db.QueryRow("SELECT TRUE FROM digests WHERE sha1 = ?", digest).Scan(&known)
}
