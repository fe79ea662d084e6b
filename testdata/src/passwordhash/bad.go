// Package passwordhash stores the passwords of users.
package passwordhash

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"database/sql"
	"encoding/hex"
	"fmt"
	"net/http"

	"example.test/passwordhash/digests"
	"golang.org/x/crypto/sha3"
)

type user struct {
	Name         string
	Password     string
	PasswordHash []byte
	Salt         []byte
}

type store interface {
	Find(name string) (*user, error)
	Save(*user) error
}

func badHashPassword(password string) string {
	sum := md5.Sum([]byte(password))
	return hex.EncodeToString(sum[:]) // want `CL601: the password in the result of badHashPassword is hashed with MD5`
}

func badSaltedPasswordDigest(password, salt string) []byte {
	h := sha256.New()
	h.Write([]byte(salt))
	h.Write([]byte(password))
	return h.Sum(nil) // want `CL601: .*SHA-256`
}

func badRegister(s store, name, password string) error {
	u := &user{Name: name}
	sum := sha512.Sum512([]byte(password))
	u.PasswordHash = sum[:] // want `CL601: the password in passwordhash.user.PasswordHash is hashed with SHA-512`
	return s.Save(u)
}

func badRegisterByOtherPackage(s store, r *http.Request) error {
	password := r.FormValue("password")
	return s.Save(&user{Name: r.FormValue("name"), Password: digests.MD5(password)}) // want `CL601: the password in passwordhash.user.Password is hashed with MD5`
}

func badRow(name, password string) map[string]any {
	sum := sha3.Sum256([]byte(password))
	return map[string]any{
		"name":          name,
		"password_hash": fmt.Sprintf("%x", sum), // want `CL601: the password in the entry password_hash is hashed with SHA3-256`
	}
}

func badLogin(s store, name, password string) bool {
	u, err := s.Find(name)
	if err != nil {
		return false
	}
	sum := sha1.Sum(append(u.Salt, password...))
	return bytes.Equal(sum[:], u.PasswordHash) // want `CL601: a password is checked by its SHA-1 digest`
}

func badLoginInConstantTime(db *sql.DB, name, password string) bool {
	var stored string
	if err := db.QueryRow("SELECT password FROM users WHERE name = ?", name).Scan(&stored); err != nil {
		return false
	}
	return subtle.ConstantTimeCompare([]byte(digests.SHA256([]byte(password))), []byte(stored)) == 1 // want `CL601: a password is checked by its SHA-256 digest`
}

func badClearInDatabase(db *sql.DB, r *http.Request) bool {
	var password string
	if err := db.QueryRow("SELECT password FROM users WHERE name = ?", r.FormValue("name")).Scan(&password); err != nil {
		return false
	}
	return subtle.ConstantTimeCompare([]byte(password), []byte(r.FormValue("password"))) == 1 // want `CL601: password is stored in plaintext`
}

func badClearInRecord(s store, w http.ResponseWriter, r *http.Request) {
	u, err := s.Find(r.FormValue("name"))
	if err != nil || u.Password != r.FormValue("password") { // want `CL601: u.Password is stored in plaintext`
		http.Error(w, "wrong name or password", http.StatusUnauthorized)
	}
}

// BadLogin is called by other packages.
func BadLogin(s store, name, given string) bool {
	u, err := s.Find(name)
	return err == nil && u.Password == given // want `CL601: u.Password is stored in plaintext`
}

// The names are short, or say nothing: that of the field does.

func badShortName(u *user, pw string) {
	sum := sha512.Sum512([]byte(pw))
	u.PasswordHash = sum[:] // want `CL601: the password in passwordhash.user.PasswordHash is hashed with SHA-512`
}

type member struct{ PasswordHash []byte }

func badShortNameCompared(m *member, pass string) bool {
	sum := sha512.Sum512([]byte(pass))
	return bytes.Equal(m.PasswordHash, sum[:]) // want `CL601: a password is checked by its SHA-512 digest`
}

func badNoName(u *user, input string) {
	sum := sha512.Sum512([]byte(input))
	u.PasswordHash = sum[:] // want `CL601: passwordhash.user.PasswordHash is the SHA-512 digest of what seems to be a password`
}
