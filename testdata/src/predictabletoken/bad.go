// Package predictabletoken lets people in by tokens that others can work out.
package predictabletoken

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"sync/atomic"
	"time"

	"example.test/predictabletoken/clock"
	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/google/uuid"
	"github.com/oklog/ulid/v2"
	"github.com/rs/xid"
	"github.com/segmentio/ksuid"
	"golang.org/x/oauth2"
)

type account struct {
	ID          int64
	Email       string
	ResetToken  string
	AccessToken string
	APIKey      string
	Password    string
	OTP         string
	CSRFToken   string
	InviteToken string
	Token       string
}

func badReset(a *account) {
	a.ResetToken = strconv.FormatInt(time.Now().UnixNano(), 16) // want `CL402: the token in predictabletoken.account.ResetToken is made from the current time; why: an attacker who knows roughly when it was made can work it out; fix: use crypto/rand.Text, or token.New from`
}

func badHashOfTime(a *account) {
	sum := md5.Sum([]byte(time.Now().String()))
	a.ResetToken = hex.EncodeToString(sum[:]) // want `CL402: .* is made from a hash of the current time`
}

func badHashOfTimeAndUser(a *account) {
	sum := sha256.Sum256([]byte(fmt.Sprintf("%d:%d", a.ID, time.Now().Unix())))
	a.Token = base64.URLEncoding.EncodeToString(sum[:]) // want `CL402: .* is made from a hash of the current time`
}

func badHashOfEmail(email string) *account {
	sum := sha1.Sum([]byte(email))
	return &account{APIKey: hex.EncodeToString(sum[:])} // want `CL402: the API key in .* is made from a hash of data that others know \("email"\)`
}

func badProcess(a *account) {
	a.AccessToken = fmt.Sprintf("%d-%d", os.Getpid(), os.Getppid()) // want `CL402: .* is made from the process or the host`
}

var issued atomic.Int64

func badCounter(a *account) {
	a.InviteToken = fmt.Sprintf("invite-%06d", issued.Add(1)) // want `CL402: .* is made from a counter`
}

func stamp() string { return fmt.Sprint(time.Now().UnixMilli()) }

func badByAHelper(a *account) {
	a.CSRFToken = stamp() // want `CL402: the CSRF token in .* is made from the current time`
}

func badByOtherPackage(a *account) {
	a.ResetToken = clock.Stamp()                               // want `CL402: .* is made from the current time`
	a.AccessToken = fmt.Sprintf("%x-%s", clock.Now(), a.Email) // want `CL402: .* is made from the current time`
}

func badNewAPIKey() string {
	return xid.New().String() // want `CL402: the API key in the result of badNewAPIKey is made from an xid`
}

func badUUIDOfTime(a *account) error {
	id, err := uuid.NewUUID()
	if err != nil {
		return err
	}
	a.ResetToken = id.String() // want `CL402: .* is made from a UUID of the time`
	return nil
}

func badUUIDOfName(a *account, email string) {
	a.ResetToken = uuid.NewSHA1(uuid.NameSpaceURL, []byte(email)).String() // want `CL402: .* is made from a hash of data that others know`
}

func badUUID7(a *account) {
	a.AccessToken = uuid.Must(uuid.NewV7()).String() // want `CL402: .* is made from a UUID of version 7; why: it is designed to be unique, not secret`
}

func badULID(a *account) { a.AccessToken = ulid.Make().String() } // want `CL402: .* is made from a ULID`

func badNextKSUID(a *account, last ksuid.KSUID) {
	a.AccessToken = last.Next().String() // want `CL402: .* is made from another KSUID`
}

func badOneTimeCode(a *account) {
	a.OTP = fmt.Sprintf("%06d", time.Now().UnixNano()%1_000_000) // want `CL402: the one-time code in .* is made from the current time.*; fix: use crypto/rand.Int`
}

func badTemporaryPassword(a *account) {
	a.Password = fmt.Sprintf("Welcome%d", time.Now().Unix()) // want `CL402: the password in .* is made from the current time`
}

func badCookie(w http.ResponseWriter) {
	http.SetCookie(w, &http.Cookie{
		Name:  "session_id",
		Value: stamp(), // want `CL402: the value of the session cookie is made from the current time`
	})
}

type web struct{ SessionID string }

func badSession(w *web) { w.SessionID = xid.New().String() } // want `CL402: the session id in .* is made from an xid`

func badState(config *oauth2.Config) string {
	return config.AuthCodeURL(fmt.Sprint(time.Now().Unix())) // want `CL402: the token for .* is made from the current time`
}

func badConstantNonce(config *oauth2.Config, state string) string {
	return config.AuthCodeURL(state, oidc.Nonce("nonce")) // want `CL402: the nonce of oidc.Nonce is a constant`
}
