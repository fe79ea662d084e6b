// Package bearers keeps what lets people in, in a database.
package bearers

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
)

func badSession(db *sql.DB, user int) (string, error) {
	token := rand.Text()
	_, err := db.Exec("INSERT INTO sessions (token, user_id) VALUES ($1, $2)", token, user) // want `CL606: sql.DB.Exec stores a token in plaintext; why: an attacker who sees the database, or a backup of it, has every session; fix: store the SHA-256 digest of the token, and look it up by the digest of what the client sends`
	return token, err
}

func newAPIKey() (string, error) {
	b := make([]byte, 32)
	if _, err := rand.Read(b); err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(b), nil
}

func badAPIKey(ctx context.Context, tx *sql.Tx, user int) error {
	apiKey, err := newAPIKey()
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE users SET api_key = ? WHERE id = ?", apiKey, user) // want `CL606: sql.Tx.ExecContext stores a token in plaintext`
	return err
}

type account struct {
	ID         int    `gorm:"primaryKey"`
	ResetToken string `gorm:"index"`
	CSRFToken  string `gorm:"-"`
	Reference  string `gorm:"uniqueIndex"`
}

func badField(a *account) {
	b := make([]byte, 16)
	rand.Read(b)
	a.ResetToken = hex.EncodeToString(b) // want `CL606: bearers.account.ResetToken stores a token in plaintext`
}

func goodDigest(db *sql.DB, user int) (string, error) {
	token := rand.Text()
	sum := sha256.Sum256([]byte(token))
	_, err := db.Exec("INSERT INTO sessions (token, user_id) VALUES ($1, $2)", hex.EncodeToString(sum[:]), user)
	return token, err
}

// goodID tells sessions apart, and the digest of the token is beside it.
func goodID(db *sql.DB) (string, error) {
	id, token := rand.Text(), rand.Text()
	sum := sha256.Sum256([]byte(token))
	_, err := db.Exec("INSERT INTO sessions (id, token) VALUES ($1, $2)", id, sum[:])
	return token, err
}

// goodSalt has to be stored as it is.
func goodSalt(db *sql.DB, user int) error {
	salt := make([]byte, 16)
	rand.Read(salt)
	_, err := db.Exec("UPDATE users SET salt = ? WHERE id = ?", salt, user)
	return err
}

// goodNotMapped is never written to the database, and a reference lets nobody in.
func goodNotMapped(a *account) {
	a.CSRFToken, a.Reference = rand.Text(), rand.Text()
}

// goodReceived is the token of another program, which has to be shown to it again.
func goodReceived(db *sql.DB, user int, accessToken string) error {
	_, err := db.Exec("UPDATE users SET access_token = ? WHERE id = ?", accessToken, user)
	return err
}
