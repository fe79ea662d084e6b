package passwordhash

import (
	"context"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"net/http"

	"example.test/passwordhash/users"
	"golang.org/x/crypto/bcrypt"
)

type registry struct {
	db    *sql.DB
	users *users.Store
}

func (g *registry) badInsert(r *http.Request) error {
	sum := md5.Sum([]byte(r.FormValue("password") + "pepper"))
	_, err := g.db.Exec("INSERT INTO users (name, login) VALUES (?, ?)", r.FormValue("name"), hex.EncodeToString(sum[:])) // want `CL601: the MD5 digest of a password is passed to sql.DB.Exec`
	return err
}

func (g *registry) badQuery(ctx context.Context, name, password string) (found bool, err error) {
	digest := fmt.Sprintf("%x", sha256.Sum256([]byte(password)))
	row := g.db.QueryRowContext(ctx, "SELECT TRUE FROM users WHERE name = ? AND secret = ?", name, digest) // want `CL601: the SHA-256 digest of a password is passed to sql.DB.QueryRowContext`
	return found, row.Scan(&found)
}

func (g *registry) badOtherPackage(name, password string) error {
	sum := sha256.Sum256([]byte(password))
	return g.users.Add(name, hex.EncodeToString(sum[:])) // want `CL601: the SHA-256 digest of a password is passed to sql.DB.Exec, called by users.Store.Add`
}

func (g *registry) goodBcrypt(name, password string) error {
	stored, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
	if err != nil {
		return err
	}
	return g.users.Add(name, string(stored))
}

// goodToken looks a token up, which is random.
func (g *registry) goodToken(token string) (found bool, err error) {
	sum := sha256.Sum256([]byte(token))
	return found, g.db.QueryRow("SELECT TRUE FROM sessions WHERE digest = ?", hex.EncodeToString(sum[:])).Scan(&found)
}

// goodLeaked asks for a password in a list of those that leaked.
func (g *registry) goodLeaked(password string) (bool, error) {
	sum := sha1.Sum([]byte(password))
	return g.users.Known(hex.EncodeToString(sum[:]))
}
