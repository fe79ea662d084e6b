package weakrandom

import (
	"crypto/md5"
	"encoding/hex"
	"math/rand"
	"net/http"
	"strconv"
	"time"

	"github.com/google/uuid"
)

// The ways of one number to a secret: each defect is told once.

func randomLetters(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = charset[rand.Intn(len(charset))]
	}
	return string(b)
}

// A helper that serves two secrets makes two defects.
func badTwoSecretsOfOneHelper(first, second *user) {
	first.Password = randomLetters(12)  // want `CL401: .*Password`
	second.APIToken = randomLetters(40) // want `CL401: .*APIToken`
}

// The variable, the field and the result hold the same token.
func badOneTokenInThreePlaces(u *user) (accessToken string) {
	token := randomLetters(40)
	u.APIToken = token // want `CL401: .*APIToken`
	return token
}

// The result is mended where it is made, not where it is stored.
func newRecoveryCode() string {
	return randomLetters(8) // want `CL401: .*newRecoveryCode`
}

func storeRecoveryCode(u *user) {
	u.ResetCode = newRecoveryCode()
}

// One generator, two secrets.

func (m *tokenMaker) badNumericPIN() string {
	return strconv.Itoa(m.rng.Intn(10_000)) // want `CL401: .*PIN`
}

func (m *tokenMaker) badOTP() int {
	return m.rng.Intn(1_000_000) // want `CL401: .*OTP`
}

// Hashing hides nothing: whoever computes the number computes the digest.
func badHashedToken(u *user) {
	seed := strconv.FormatInt(time.Now().UnixNano()+rand.Int63(), 10)
	digest := md5.Sum([]byte(seed))
	u.APIToken = hex.EncodeToString(digest[:]) // want `CL401: .*APIToken`
}

func badCookieWithValueFirst(w http.ResponseWriter) {
	cookie := &http.Cookie{Value: randomLetters(32)} // want `CL401: .*remember_token`
	cookie.Name = "remember_token"
	http.SetCookie(w, cookie)
}

func badUUIDOfWeakReader() (sessionID string, err error) {
	id, err := uuid.NewRandomFromReader(rand.New(rand.NewSource(time.Now().UnixNano())))
	if err != nil {
		return "", err
	}
	return id.String(), nil // want `CL401: .*session id`
}
