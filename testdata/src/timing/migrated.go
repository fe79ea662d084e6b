package timing

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"

	"golang.org/x/crypto/pbkdf2"
	"golang.org/x/crypto/scrypt"
)

type migratedUser struct {
	Hash, Salt string
	Active     bool
}

// A migration looks for users whose password is empty: nobody guesses anything.
func goodMigration(users []*migratedUser) {
	for _, u := range users {
		if matchesMigrated(u, "") {
			u.Hash, u.Salt = "", ""
		}
	}
}

func matchesMigrated(u *migratedUser, passwd string) bool {
	return u.Hash == hashMigrated(passwd, u.Salt)
}

func hashMigrated(passwd, salt string) string {
	return hex.EncodeToString(pbkdf2.Key([]byte(passwd), []byte(salt), 600_000, 32, sha256.New))
}

// This one looks for the password that the program was delivered with.
func goodDeliveredPassword(u *migratedUser) {
	if hasPassword(u, "changeme") {
		u.Active = false
	}
}

func hasPassword(u *migratedUser, password string) bool {
	key, err := scrypt.Key([]byte(password), []byte(u.Salt), 1<<17, 8, 1, 32)
	return err == nil && hex.EncodeToString(key) == u.Hash
}

// Here somebody logs in by the same code.
func badMigratedLogin(r *http.Request, users map[string]*migratedUser) bool {
	u := users[r.FormValue("name")]
	return logsIn(u, "") || logsIn(u, r.FormValue("password"))
}

func logsIn(u *migratedUser, passwd string) bool {
	return u.Hash == hashMigrated(passwd, u.Salt) // want "CL501: .* is compared with =="
}
