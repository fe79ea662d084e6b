package passwordhash

import (
	"crypto/sha512"
	"crypto/subtle"
	"database/sql"
	"encoding/json"
	"net/http"
	"os"
	"sync"

	"golang.org/x/crypto/bcrypt"
)

// A server verifies slow hashes once, and keeps for a minute what it verified. Nothing of that
// leaves the memory of the process.

type verified struct {
	hash, password string
}

type recent struct {
	mu    sync.Mutex
	users map[string]verified
}

func (c *recent) Add(name, password, hash string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.users[name] = verified{hash, password}
}

func (c *recent) GoodCheck(name, password, hash string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	seen, ok := c.users[name]
	if !ok || seen.hash != hash {
		return bcrypt.CompareHashAndPassword([]byte(hash), []byte(password)) == nil
	}
	return seen.password == password
}

func (c *recent) goodHandler(r *http.Request) bool {
	seen := c.users[r.FormValue("name")]
	return subtle.ConstantTimeCompare([]byte(seen.password), []byte(r.FormValue("password"))) == 1
}

// The same, but what is in memory was read from a file, or from a table, where everybody who
// can read them has the passwords.

type account struct{ password string }

type accounts map[string]account

func load(path string) (accounts, error) {
	var stored map[string]struct{ Password string }
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &stored); err != nil {
		return nil, err
	}
	all := make(accounts)
	for name, one := range stored {
		all[name] = account{password: one.Password}
	}
	return all, nil
}

func badFromFile(path string, r *http.Request) bool {
	all, err := load(path)
	if err != nil {
		return false
	}
	return all[r.FormValue("name")].password == r.FormValue("password") // want `CL601: .*password is stored in plaintext`
}

func badFromTable(db *sql.DB, r *http.Request) bool {
	var one account
	if err := db.QueryRow("SELECT password FROM users WHERE name = ?", r.FormValue("name")).Scan(&one.password); err != nil {
		return false
	}
	return one.password == r.FormValue("password") // want `CL601: one.password is stored in plaintext`
}

// A wallet that is open compares the passphrase with a digest of it. Whether that stays in
// memory, where the keys of the wallet are as well, cannot be seen: the finding is unsure.

type wallet struct{ salt, hashedPassphrase []byte }

func (w *wallet) badOpen(passphrase []byte) {
	sum := sha512.Sum512(append(w.salt, passphrase...))
	w.hashedPassphrase = sum[:] // want `CL601: .*hashedPassphrase is hashed with SHA-512`
}

type savedWallet struct{ Salt, HashedPassphrase []byte }

func (w *savedWallet) badSave(passphrase []byte) {
	sum := sha512.Sum512(append(w.Salt, passphrase...))
	w.HashedPassphrase = sum[:] // want `CL601: .*HashedPassphrase is hashed with SHA-512`
}
