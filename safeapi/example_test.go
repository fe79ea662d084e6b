package safeapi_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/password"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// Another site cannot make the browser of a user post here.
func Example_crossOrigin() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /transfer", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "done") })

	protection := http.NewCrossOriginProtection()
	handler := protection.Handler(mux)

	for _, site := range []string{"same-origin", "cross-site"} {
		request := httptest.NewRequest("POST", "https://bank.example/transfer", nil)
		request.Header.Set("Sec-Fetch-Site", site) // browsers set it, and pages cannot
		page := httptest.NewRecorder()
		handler.ServeHTTP(page, request)
		fmt.Println(site, page.Code)
	}
	// Output:
	// same-origin 200
	// cross-site 403
}

// A password of 80 bytes, of which Python's bcrypt 3.2.2 has hashed the first
// 72.
func Example_bcryptOfOldPython() {
	pw := []byte(strings.Repeat("0123456789", 8))
	hashes := map[string]string{"alice": "$2b$12$a9c764pbB7irhcCBAycwD.AFOTva.nyCK5Tne0Woz5U8.5h.jWdeG"}

	_, err := password.Verify(pw, hashes["alice"])
	fmt.Println(err)
	fmt.Println(logIn(hashes, "alice", pw))
	fmt.Println(strings.HasPrefix(hashes["alice"], "$argon2id$"), logIn(hashes, "alice", pw))
	fmt.Println(logIn(hashes, "alice", pw[:72]))
	// Output:
	// password: wrong password
	// <nil>
	// true <nil>
	// password: wrong password
}

func logIn(hashes map[string]string, user string, pw []byte) error {
	try := pw
	if strings.HasPrefix(hashes[user], "$2") && len(pw) > 72 {
		try = pw[:72]
	}
	needsRehash, err := password.Verify(try, hashes[user])
	if err != nil {
		return err
	}
	if needsRehash {
		hash, err := password.Hash(pw) // the whole password
		if err != nil {
			return err
		}
		hashes[user] = hash
	}
	return nil
}

// Cached holds a secret of a secrets manager for some time.
type Cached struct {
	fetch  func(context.Context) (secret.Bytes, error)
	fresh  time.Duration // until it is asked for again
	usable time.Duration // while the manager does not answer
	pause  time.Duration // between two attempts then

	mu      sync.Mutex
	value   secret.Bytes
	fetched time.Time
	tried   time.Time
}

// Get returns the secret, and asks the manager if what is there is not fresh.
// If the manager fails, what is there is used while it is usable.
func (c *Cached) Get(ctx context.Context) (secret.Bytes, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	age, usable := time.Since(c.fetched), !c.value.IsZero() && time.Since(c.fetched) < c.usable
	if usable && (age < c.fresh || time.Since(c.tried) < c.pause) {
		return c.value, nil
	}
	c.tried = time.Now()
	value, err := c.fetch(ctx)
	if err == nil {
		c.value, c.fetched = value, time.Now()
		return value, nil
	}
	if usable {
		return c.value, nil // log err
	}
	return secret.Bytes{}, fmt.Errorf("fetch the secret: %w", err)
}

// Refresh forgets the secret that did not work, so that the next Get asks the
// manager. If another goroutine has fetched a newer one since, it stays.
func (c *Cached) Refresh(failed secret.Bytes) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.value.IsZero() && c.value.Equal(failed) {
		c.fetched = time.Time{}
	}
}

// The password of a database changes in the manager while the program runs.
func Example_secretsManager() {
	current, down := "first", false
	dbPassword := &Cached{
		fresh: 5 * time.Minute, usable: time.Hour, pause: 10 * time.Second,
		fetch: func(context.Context) (secret.Bytes, error) { // of the SDK
			if down {
				return secret.Bytes{}, errors.New("the manager is out of reach")
			}
			return secret.New(current), nil
		},
	}
	connect := func(ctx context.Context) error {
		for range 2 {
			pw, err := dbPassword.Get(ctx)
			if err != nil {
				return err
			}
			if secret.Equal(string(pw.Reveal()), current) { // the database accepts it
				return nil
			}
			dbPassword.Refresh(pw)
		}
		return errors.New("the database refuses the password")
	}

	ctx := context.Background()
	fmt.Println(connect(ctx))
	current = "second"
	fmt.Println(connect(ctx))
	down = true
	fmt.Println(connect(ctx))
	// Output:
	// <nil>
	// <nil>
	// <nil>
}

// All keys that are in use, the current one first, in one secret.
func Example_keysInOneSecret() {
	fetched := aead.GenerateKey().Reveal() + "\n" + aead.GenerateKey().Reveal() + "\n"

	var all []aead.Key
	for line := range strings.Lines(fetched) {
		key, err := aead.ParseKey(line)
		if err != nil {
			fmt.Println(err)
			return
		}
		all = append(all, key)
	}
	keys := aead.New(all[0], all[1:]...)
	fmt.Println(keys)
	// Output: [secret]
}
