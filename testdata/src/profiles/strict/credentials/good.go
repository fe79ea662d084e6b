package credentials

import (
	"flag"
	"net/http"
	"os"
)

// What a field, a header or a variable is called, and not what is in it.
const (
	headerAPIKey     = "X-Api-Key"
	envPassword      = "DB_PASSWORD2"
	formPassword     = "password2"
	oauthAccessToken = "oauth2_access_token"
	annotationToken  = "auth.example.test/v1-token"
	grantByPassword  = "urn:ietf:params:oauth:grant-type:jwt-bearer2"
)

// What a person reads.
const (
	enterPassword   = "Enter password:"
	wrongPassword   = "the password needs 1 digit and 8 letters"
	codeBadPassword = "AUTH1003"
)

// Where the secret is, or how it is written.
const (
	filePassword   = "/run/secrets/db-password-1"
	vaultSecret    = "https://vault.internal/v1/secret"
	formatPassword = "pw-%08d"
	patternToken   = "^[a-z0-9]{32}$"
	envReference   = "${DB_PASSWORD_1}"
	signingKey     = "ed25519"
)

// What somebody replaces.
const (
	defaultPassword = "changeme1"
	defaultAPIKey   = "your-api-key-1"
	examplePassword = "s3cr3tt"
	maskedPassword  = "xxxxxxx1"
)

// tokenKind is one of a few.
type tokenKind string

const sessionToken tokenKind = "k1nd4session"

// A lexer calls what it reads a token.
const token = "utf16x1e"

func goodField() service {
	return service{Endpoint: "https://billing.internal:8443/v2", Password: os.Getenv("BILLING_PASSWORD1")}
}

func goodReadFromARequest(r *http.Request) string {
	password := r.FormValue("password1")
	return password
}

func goodFlag() *string {
	return flag.String("password-file", "", "the file with the password, of 8 or more letters")
}

func goodRefusesTheDefault(password string) bool { return password == "changeme123" }

// goodDigest compares with what stands for a password, and is none.
func goodDigest(passwordHash string) bool { return passwordHash == "5f4dcc3b5aa765d61d8327deb882cf99" }

// goodPublished is a key that every page of the shop shows.
func goodPublished() service { return service{APIKey: "pk_live_51H8xTq0aZ"} }

// A program that people install cannot keep the secret of an OAuth client.
const oauthClientSecret = "q8fK2mVx03Ls9d"
