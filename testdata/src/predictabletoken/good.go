package predictabletoken

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"example.test/predictabletoken/clock"
	"github.com/google/uuid"
	"github.com/oklog/ulid/v2"
	"github.com/rs/xid"
	"github.com/segmentio/ksuid"
	"golang.org/x/oauth2"
)

func goodText(a *account) { a.ResetToken = rand.Text() }

// The time in front only sorts them.
func goodTimeAndRandom(a *account) { a.ResetToken = clock.Stamp() + rand.Text() }

func goodHashOfTimeAndRandom(a *account) {
	b := make([]byte, 16)
	rand.Read(b)
	sum := sha256.Sum256(append(b, strconv.FormatInt(time.Now().Unix(), 10)...))
	a.ResetToken = hex.EncodeToString(sum[:])
}

// A MAC over the time expires and cannot be made without the key.
func goodSigned(a *account, key []byte) {
	mac := hmac.New(sha256.New, key)
	fmt.Fprint(mac, a.ID, time.Now().Unix())
	a.AccessToken = hex.EncodeToString(mac.Sum(nil))
}

func goodHashOfSecret(a *account, secret string) {
	sum := sha256.Sum256([]byte(secret + a.Email + clock.Stamp()))
	a.AccessToken = hex.EncodeToString(sum[:])
}

func goodHashOfSetting(a *account) {
	sum := sha256.Sum256([]byte(os.Getenv("PEPPER") + a.Email))
	a.APIKey = hex.EncodeToString(sum[:])
}

func goodUUID(a *account) { a.ResetToken = uuid.NewString() }

// 128 bits of crypto/rand stand after the time.
func goodKSUID(a *account) { a.ResetToken = ksuid.New().String() }

type request struct {
	ID             string
	RequestID      string
	IdempotencyKey string
	CorrelationID  string
	Nonce          string
	NextToken      string
	PageToken      string
	LockToken      string
	Token          string
	ClientToken    string
	SessionToken   int64
}

var last atomic.Int64

// What tells things apart is no secret.
func goodIdentifiers(r *request) {
	r.ID, r.RequestID, r.CorrelationID = xid.New().String(), clock.Stamp(), ulid.Make().String()
	r.IdempotencyKey = fmt.Sprint(time.Now().UnixNano())
	r.Nonce = strconv.FormatInt(time.Now().UnixMilli(), 10)
	r.PageToken = strconv.FormatInt(clock.Now(), 10)
	r.NextToken = clock.Stamp()
}

func goodLock(r *request) { r.LockToken = strconv.FormatInt(last.Add(1), 10) }

// The token of a lexer, of a lock, of a watch: the name alone says nothing.
func goodToken(r *request) { r.Token = strconv.FormatInt(last.Add(1), 10) }

func goodFileName(user string) string {
	tokenFile := fmt.Sprintf("%s-%d.json", user, time.Now().Unix())
	return tokenFile
}

type grant struct {
	TokenExpires   string
	TokenID        string
	TokenIssuedAt  int64
	SessionStarted time.Time
	PasswordHash   string
}

func goodAboutTokens(g *grant) {
	g.TokenExpires, g.TokenIssuedAt = time.Now().Add(time.Hour).String(), time.Now().Unix()
	g.SessionStarted = time.Now()
	g.TokenID = xid.New().String()
}

func goodLastVisit(w http.ResponseWriter) {
	http.SetCookie(w, &http.Cookie{Name: "last_visit", Value: clock.Stamp()})
}

var tokens = []string{os.Getenv("TOKEN_A"), os.Getenv("TOKEN_B")}

// One of several, in turn.
func goodInTurn(a *account) { a.AccessToken = tokens[int(last.Add(1))%len(tokens)] }

func goodState(config *oauth2.Config) string { return config.AuthCodeURL(rand.Text()) }

func goodStateOfCaller(config *oauth2.Config, state string) string { return config.AuthCodeURL(state) }

// Cloud services call an idempotency key so.
func goodClientToken(r *request) { r.ClientToken = clock.Stamp() }

type settings struct{ APIKey, AccessToken string }

func goodTrimmed(s *settings) {
	s.APIKey = strings.TrimSpace(s.APIKey)
	s.AccessToken = s.AccessToken + "="
}

func goodGiven(a *account, token string) { a.AccessToken = token }
