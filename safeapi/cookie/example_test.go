package cookie_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/cookie"
	"github.com/cryptolint/cryptolint/safeapi/mac"
)

// A login, a page for users, and a logout.
func Example() {
	key := mac.GenerateKey() // in a program: keyfile.ReadKey("cookies.key", mac.ParseKey)
	login, err := cookie.New("login", mac.New(key), 12*time.Hour)
	if err != nil {
		fmt.Println(err)
		return
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", func(w http.ResponseWriter, r *http.Request) {
		// … after the password was verified
		if err := login.Set(w, []byte("alice")); err != nil {
			http.Error(w, "login is out of order", http.StatusInternalServerError)
		}
	})
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		user, err := login.Get(r)
		if err != nil {
			http.Error(w, "please log in", http.StatusUnauthorized)
			return
		}
		fmt.Fprintf(w, "hello, %s", user)
	})
	mux.HandleFunc("POST /logout", func(w http.ResponseWriter, r *http.Request) {
		login.Clear(w)
	})

	loggedIn := httptest.NewRecorder()
	mux.ServeHTTP(loggedIn, httptest.NewRequest("POST", "/login", nil))
	request := httptest.NewRequest("GET", "/", nil)
	request.AddCookie(loggedIn.Result().Cookies()[0])
	page := httptest.NewRecorder()
	mux.ServeHTTP(page, request)
	fmt.Println(page.Body)

	page = httptest.NewRecorder()
	mux.ServeHTTP(page, httptest.NewRequest("GET", "/", nil))
	fmt.Println(page.Code)
	// Output:
	// hello, alice
	// 401
}

// A new key: cookies of the old one stay good until they expire.
func ExampleNew_rotation() {
	oldKey, newKey := mac.GenerateKey(), mac.GenerateKey()
	before, err := cookie.New("login", mac.New(oldKey), time.Hour)
	if err != nil {
		fmt.Println(err)
		return
	}
	after, err := cookie.New("login", mac.New(newKey, oldKey), time.Hour)
	if err != nil {
		fmt.Println(err)
		return
	}
	user, err := after.Decode(before.Encode([]byte("alice")))
	fmt.Printf("%s %v\n", user, err)
	// Output: alice <nil>
}

// A value that the user must not read.
func ExampleNewEncrypted() {
	key := aead.GenerateKey() // in a program: keyfile.ReadKey("cookies.key", aead.ParseKey)
	offer, err := cookie.NewEncrypted("offer", aead.New(key), time.Hour)
	if err != nil {
		fmt.Println(err)
		return
	}
	page := httptest.NewRecorder()
	if err := offer.Set(page, []byte("discount 20 %")); err != nil {
		fmt.Println(err)
		return
	}
	request := httptest.NewRequest("GET", "/", nil)
	request.AddCookie(page.Result().Cookies()[0])
	value, err := offer.Get(request)
	fmt.Printf("%s %v\n", value, err)
	// Output: discount 20 % <nil>
}

// A cookie that is not sent with links of other sites.
func ExampleCodec_SameSiteStrict() {
	transfers, err := cookie.New("transfers", mac.New(mac.GenerateKey()), 10*time.Minute)
	if err != nil {
		fmt.Println(err)
		return
	}
	transfers = transfers.SameSiteStrict()
	page := httptest.NewRecorder()
	if err := transfers.Set(page, []byte("confirmed")); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(page.Result().Cookies()[0].SameSite == http.SameSiteStrictMode)
	// Output: true
}
