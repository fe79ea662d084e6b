package timing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/token"
	"net/http"
	"os"
	"reflect"
	"slices"
	"strings"
)

// Comparisons whose names sound like secrets.

// Nothing to guess: empty, or written in the program.

func goodEmptySecrets(cfg *config) error {
	if cfg.Token == "" || cfg.AdminPassword == "" {
		return errors.New("token and admin password must be set")
	}
	return nil
}

const exampleSecret = "change-me"

func goodExampleConfiguration(cfg *config) bool {
	return cfg.WebhookSecret == exampleSecret
}

func goodKindOfToken(r *http.Request) bool {
	tokenType, _, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.EqualFold(tokenType, "bearer")
}

// Both sides come from the same person.

// signUp is a form with the password twice.
type signUp struct {
	Password        string
	ConfirmPassword string
	OldPassword     string
}

func goodConfirmation(form *signUp) error {
	if form.Password != form.ConfirmPassword {
		return errors.New("the passwords differ")
	}
	if form.OldPassword == form.Password {
		return errors.New("the new password is the old one")
	}
	return nil
}

func goodPasswordTypedTwice(read func(prompt string) ([]byte, error)) ([]byte, error) {
	password, err := read("Password: ")
	if err != nil {
		return nil, err
	}
	again, err := read("Again: ")
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(password, again) {
		return nil, errors.New("the passwords differ")
	}
	return password, nil
}

// goodDoubleSubmit compares two copies of a token that came with one request.
func goodDoubleSubmit(r *http.Request) bool {
	cookie, err := r.Cookie("csrf_token")
	return err == nil && cookie.Value == r.Header.Get("X-CSRF-Token")
}

func goodPasswordIsTheName(r *http.Request) bool {
	name, password := r.FormValue("name"), r.FormValue("password")
	return password == name
}

// Has the configuration changed?

func goodReload(old, current *config) bool {
	return old.Token != current.Token || old.AdminPassword != current.AdminPassword
}

func (c *config) goodEqual(other *config) bool {
	return c.Token == other.Token && c.WebhookSecret == other.WebhookSecret
}

func goodDeepEqualOfConfigs(old, current config) bool {
	return reflect.DeepEqual(old, current)
}

// goodStoreWhatChanged writes only when there is something new.
func goodStoreWhatChanged(stored *account, form *credentials) bool {
	if stored.Password != form.Password {
		stored.Password = form.Password
		return true
	}
	return false
}

// goodTwoCopies takes the secret from the header and refuses a body that says
// something else: both are the client's.
func goodTwoCopies(request *tokenRequest, parse func(header string) (id, secret string, ok bool), header string) error {
	id, secret, ok := parse(header)
	if !ok {
		return errors.New("malformed authorization header")
	}
	if request.ClientSecret != "" && request.ClientSecret != secret {
		return errors.New("two different client secrets")
	}
	request.ClientID, request.ClientSecret = id, secret
	return nil
}

// Tokens of lexers and parsers.

// lexeme is a token of a small language.
type lexeme struct {
	Type  int
	Value string
}

type parser struct {
	tok    lexeme
	token  string
	tokens []string
	pos    int
}

func (p *parser) goodExpect(value string) error {
	if p.tok.Value != value {
		return fmt.Errorf("expected %q, found %q", value, p.tok.Value)
	}
	return nil
}

func (p *parser) goodAccept(token string) bool {
	if p.pos < len(p.tokens) && p.tokens[p.pos] == token {
		p.pos++
		return true
	}
	return false
}

func (p *parser) goodSameToken(other *parser) bool {
	return p.token == other.token
}

func goodKeyword(tok token.Token) bool {
	return tok == token.IDENT || tok == token.FUNC
}

func goodTokensOfTexts(a, b string) bool {
	return slices.Equal(strings.Fields(a), strings.Fields(b))
}

// goodHeaderHasToken looks for one of the tokens of a list, as HTTP calls them.
func goodHeaderHasToken(h http.Header, name, token string) bool {
	for listed := range strings.SplitSeq(h.Get(name), ",") {
		if strings.EqualFold(strings.TrimSpace(listed), token) {
			return true
		}
	}
	return false
}

// tokenEncoding is one of those that the program knows.
type tokenEncoding string

const (
	encodingPlain  tokenEncoding = "plain"
	encodingOpaque tokenEncoding = "opaque"
)

func goodKnownValues(r *http.Request, tokens []tokenEncoding) bool {
	for _, token := range tokens {
		if tokenEncoding(r.FormValue("encoding")) == token {
			return true
		}
	}
	return len(tokens) == 0 && r.FormValue("encoding") == string(encodingOpaque)
}

// Tokens that lead from page to page.

// page is a page of a list.
type page struct {
	Items         []string
	NextPageToken string
}

func goodPagination(ctx context.Context, list func(ctx context.Context, pageToken string) (*page, error)) ([]string, error) {
	var items []string
	var pageToken string
	for {
		next, err := list(ctx, pageToken)
		if err != nil {
			return nil, err
		}
		items = append(items, next.Items...)
		if next.NextPageToken == "" || next.NextPageToken == pageToken {
			return items, nil
		}
		pageToken = next.NextPageToken
	}
}

func goodContinueToken(r *http.Request, nextToken string) bool {
	return r.URL.Query().Get("continue_token") == nextToken
}

// Things that belong to secrets and are none.

// keyRecord describes a key; the key itself is elsewhere.
type keyRecord struct {
	KeyID      string
	SecretName string
	TokenURL   string
	PublicKey  []byte
	Algorithm  string
}

func goodKeyID(r *http.Request, record *keyRecord) bool {
	return r.Header.Get("X-Key-Id") == record.KeyID
}

func goodSecretName(record *keyRecord, secretName string) bool {
	return record.SecretName == secretName
}

func goodTokenURL(record *keyRecord, tokenURL string) bool {
	return record.TokenURL == tokenURL
}

func goodPublicKeyOfRecord(record *keyRecord, publicKey []byte) bool {
	return bytes.Equal(record.PublicKey, publicKey)
}

func goodPasswordFile(passwordFile string) bool {
	return passwordFile == os.Getenv("PASSWORD_FILE")
}

func goodCacheKey(r *http.Request, cacheKey string) bool {
	return r.URL.Query().Get("key") == cacheKey
}

var errBadToken = errors.New("bad token")

func goodErrorOfToken(tokenErr error) bool {
	return tokenErr == errBadToken
}

func goodFlagOfPassword(hasPassword, wantPassword bool) bool {
	return hasPassword == wantPassword
}

func goodNumberOfTokens(tokenCount, maxTokens int) bool {
	return tokenCount == maxTokens
}

func goodPointers(a, b *session) bool {
	return a == b
}

// goodPasswordUnchanged compares the hash that is stored with the one that was
// read before: an optimistic lock.
func goodPasswordUnchanged(passwordHash, previousPasswordHash string) bool {
	return passwordHash == previousPasswordHash
}

// A passenger, a secretary, a keyboard.

type desk struct {
	secretary string
	keyboard  string
	passenger string
}

func goodOtherWords(d *desk, secretary, keyboard, passenger string) bool {
	return d.secretary == secretary && d.keyboard == keyboard && d.passenger == passenger
}

// target is an address in one buffer, and its parts.
type target struct {
	whole, password, path []byte
}

func (t *target) parse(user, password, path string) {
	t.whole = append(t.whole[:0], user...)
	t.whole = append(t.whole, password...)
	t.path = append(t.whole[len(user)+len(password):], path...)
}

// goodPathBesidePassword compares a path that is cut out of an address. That the
// address holds a password as well does not make the path one.
func (t *target) goodPathBesidePassword(override ...string) bool {
	return len(override) != 0 && string(t.path) == override[0]
}

// The number of a key and its name are no secrets.
func goodKeyNumber(r *http.Request, adminKeyID, sharedKeyName string) bool {
	return r.Header.Get("X-Admin-Key-Id") == adminKeyID && r.Header.Get("X-Shared") == sharedKeyName
}
