package webhook_test

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/webhook"
)

// handler is the same for every scheme.
func handler(hook *webhook.Hook) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := hook.ReadRequest(w, r)
		if err != nil {
			http.Error(w, "not authentic", http.StatusUnauthorized)
			return
		}
		fmt.Fprintf(w, "got %s", body)
	}
}

// Receiving from GitHub.
func ExampleNewGitHub() {
	// In a program: shared, err := secret.FromEnv("GITHUB_WEBHOOK_SECRET")
	hook, err := webhook.NewGitHub(secret.New("It's a Secret to Everybody"))
	if err != nil {
		fmt.Println(err)
		return
	}
	request := httptest.NewRequest("POST", "/github", strings.NewReader("Hello, World!"))
	request.Header.Set("X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")
	answer := httptest.NewRecorder()
	handler(hook)(answer, request)
	fmt.Println(answer.Code, answer.Body)

	request = httptest.NewRequest("POST", "/github", strings.NewReader("Hello, Mallory!"))
	answer = httptest.NewRecorder()
	handler(hook)(answer, request)
	fmt.Print(answer.Code, " ", answer.Body)
	// Output:
	// 200 got Hello, World!
	// 401 not authentic
}

// Webhooks of one's own: both sides have the key, and a recorded request is
// worth nothing after five minutes.
func ExampleNew() {
	key := webhook.GenerateKey() // one for each receiver, who gets key.Reveal()
	server := httptest.NewServer(handler(webhook.New(key)))
	defer server.Close()

	body := []byte(`{"event":"paid"}`)
	request, err := http.NewRequest("POST", server.URL, bytes.NewReader(body))
	if err != nil {
		fmt.Println(err)
		return
	}
	webhook.New(key).Sign(request.Header, body)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer response.Body.Close()
	fmt.Println(response.StatusCode)
	// Output: 200
}

// Changing a secret: the new one first, and the old one until the sender has
// changed over.
func ExampleNewStripe() {
	hook, err := webhook.NewStripe(secret.New("whsec_the_new_signing_secret"), secret.New("whsec_the_old_signing_secret"))
	if err != nil {
		fmt.Println(err)
		return
	}
	err = hook.Verify(http.Header{}, []byte("{}"))
	fmt.Println(errors.Is(err, webhook.ErrSignature))
	// Output: true
}

// A secret that is not set is an error at the start and not an open door.
func ExampleNewSlack() {
	_, err := webhook.NewSlack(secret.New("")) // os.Getenv("SLACK_SIGNING_SECRET"), forgotten
	fmt.Println(err)
	// Output: webhook: unusable secret: it is empty
}
