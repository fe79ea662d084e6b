package timing

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"strings"
)

// A secret of the program is compared with what a peer sent. Names tell which
// is which.

// config is the configuration of a service.
type config struct {
	Token         string
	AdminPassword string
	WebhookSecret string
	APIKey        string
}

func badTokenOfHeader(cfg *config, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Token") != cfg.Token { // want `CL501: .*[tT]oken`
			http.Error(w, "forbidden", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func badBearerToken(cfg *config, r *http.Request) bool {
	return r.Header.Get("Authorization") == "Bearer "+cfg.Token // want `CL501: .*[tT]oken`
}

func badTrimmedBearerToken(cfg *config, r *http.Request) bool {
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	return token != "" && token == cfg.Token // want `CL501: .*[tT]oken`
}

func badAPIKeyOfQuery(cfg *config, r *http.Request) bool {
	return r.URL.Query().Get("api_key") == cfg.APIKey // want `CL501: .*APIKey`
}

func badTokenOfEnvironment(r *http.Request) bool {
	return r.Header.Get("X-Admin-Token") == os.Getenv("ADMIN_TOKEN") // want `CL501: .*(token|TOKEN)`
}

func badBasicAuth(cfg *config, r *http.Request) bool {
	name, password, ok := r.BasicAuth()
	return ok && name == "admin" && password == cfg.AdminPassword // want `CL501: .*[pP]assword`
}

// badEqualFoldOfSecret is wrong twice: upper case passes too.
func badEqualFoldOfSecret(cfg *config, r *http.Request) bool {
	return strings.EqualFold(r.FormValue("secret"), cfg.WebhookSecret) // want `CL501: .*[sS]ecret`
}

// account is a row of a table; credentials is what a form sends.
type account struct {
	ID       int64
	Name     string
	Password string
}

type credentials struct {
	Name     string `json:"name"`
	Password string `json:"password"`
}

func badPasswordOfForm(find func(name string) (*account, error), r *http.Request) (*account, error) {
	var form credentials
	if err := json.NewDecoder(r.Body).Decode(&form); err != nil {
		return nil, err
	}
	found, err := find(form.Name)
	if err != nil {
		return nil, err
	}
	if found.Password != form.Password { // want `CL501: .*Password`
		return nil, errors.New("wrong name or password")
	}
	return found, nil
}

// oauthClient is a registered client of an authorization server.
type oauthClient interface {
	GetID() string
	GetSecret() string
}

// tokenRequest is the body of a call of the token endpoint.
type tokenRequest struct {
	ClientID     string
	ClientSecret string
}

func badSecretOfGetter(client oauthClient, request *tokenRequest) error {
	if len(client.GetSecret()) > 0 && request.ClientSecret != client.GetSecret() { // want `CL501: .*[sS]ecret`
		return errors.New("invalid client")
	}
	return nil
}

func badVerifySecret(client oauthClient, secret string) bool {
	return client.GetSecret() == secret // want `CL501: .*[sS]ecret`
}

func badResetTokenOfDatabase(ctx context.Context, db *sql.DB, accountID int64, resetToken string) (bool, error) {
	var storedToken string
	row := db.QueryRowContext(ctx, "SELECT reset_token FROM accounts WHERE id = ?", accountID)
	if err := row.Scan(&storedToken); err != nil {
		return false, err
	}
	return storedToken == resetToken, nil // want `CL501: .*[tT]oken`
}

// session is kept by the server.
type session struct {
	UserID    int64
	CSRFToken string
}

func badCSRFToken(s *session, r *http.Request) error {
	if s.CSRFToken != r.PostFormValue("csrf_token") { // want `CL501: .*CSRF`
		return errors.New("stale form")
	}
	return nil
}

func badCSRFTokenOfHeader(s *session, r *http.Request) bool {
	sent := r.Header.Get("X-CSRF-Token")
	return len(sent) == len(s.CSRFToken) && sent == s.CSRFToken // want `CL501: .*CSRF`
}

// badOneOfTwo compares one half in constant time, and forgets the other.
func badOneOfTwo(cfg *config, r *http.Request) bool {
	_, password, _ := r.BasicAuth()
	if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Token")), []byte(cfg.Token)) != 1 {
		return false
	}
	return password == cfg.AdminPassword // want `CL501: .*[pP]assword`
}

func badAdminKey(r *http.Request, adminKey string) bool {
	return r.Header.Get("X-Admin-Key") == adminKey // want `CL501: adminKey is compared with ==`
}
