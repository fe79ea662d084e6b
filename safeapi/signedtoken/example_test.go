package signedtoken_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/password"
	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/signedtoken"
	"github.com/cryptolint/cryptolint/safeapi/token"
)

// A link to a file that works for a day.
func Example() {
	key := signedtoken.GenerateKey() // in a program: keyfile.ReadKey("links.key", signedtoken.ParseKey)
	downloads := signedtoken.New("download link", key)

	link := "/download?token=" + downloads.Sign([]byte("report.pdf"), 24*time.Hour)

	handler := func(w http.ResponseWriter, r *http.Request) {
		file, err := downloads.Verify(r.FormValue("token"))
		if errors.Is(err, signedtoken.ErrExpired) {
			http.Error(w, "this link has expired; ask for a new one", http.StatusGone)
			return
		}
		if err != nil {
			http.Error(w, "this link is not valid", http.StatusForbidden)
			return
		}
		fmt.Fprintf(w, "here is %s", file)
	}

	page := httptest.NewRecorder()
	handler(page, httptest.NewRequest("GET", link, nil))
	fmt.Println(page.Body)

	page = httptest.NewRecorder()
	handler(page, httptest.NewRequest("GET", link+"x", nil))
	fmt.Println(page.Code)
	// Output:
	// here is report.pdf
	// 403
}

// A link that sets a new password, once: when the password has changed, the
// fingerprint of its hash is another, and the link is of no use.
func ExampleSigner_Sign() {
	hash, err := password.Hash([]byte("the forgotten one"))
	if err != nil {
		fmt.Println(err)
		return
	}
	hashes := map[string]string{"alice": hash}
	resets := signedtoken.New("password reset", signedtoken.GenerateKey())

	value := url.Values{"user": {"alice"}, "was": {token.Fingerprint(hashes["alice"])}}
	link := "/reset?token=" + resets.Sign([]byte(value.Encode()), time.Hour)

	reset := func(link, newPassword string) error {
		target, err := url.Parse(link)
		if err != nil {
			return err
		}
		signed, err := resets.Verify(target.Query().Get("token"))
		if err != nil {
			return err
		}
		value, err := url.ParseQuery(string(signed))
		if err != nil {
			return err
		}
		user := value.Get("user")
		if !secret.Equal(value.Get("was"), token.Fingerprint(hashes[user])) {
			return errors.New("this link has been used")
		}
		hashes[user], err = password.Hash([]byte(newPassword))
		return err
	}

	fmt.Println(reset(link, "a new one"))
	fmt.Println(reset(link, "the one of an attacker who reads the mail later"))
	// Output:
	// <nil>
	// this link has been used
}

// A new key: tokens of the old one stay valid until they expire.
func ExampleNew_rotation() {
	oldKey, newKey := signedtoken.GenerateKey(), signedtoken.GenerateKey()
	link := signedtoken.New("download link", oldKey).Sign([]byte("report.pdf"), time.Hour)

	file, err := signedtoken.New("download link", newKey, oldKey).Verify(link)
	fmt.Printf("%s %v\n", file, err)
	// Output: report.pdf <nil>
}

// A token for one purpose is invalid for another.
func ExampleSigner_Verify() {
	key := signedtoken.GenerateKey()
	confirm := signedtoken.New("confirm address", key).Sign([]byte("alice"), time.Hour)

	_, err := signedtoken.New("password reset", key).Verify(confirm)
	fmt.Println(err)
	// Output: signedtoken: invalid token
}
