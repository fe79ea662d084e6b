package weakrandom

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand"
	randv2 "math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/valyala/fastrand"

	"example.test/weakrandom/randutil"
)

// Tokens, passwords and codes made with math/rand. The finding stands where
// the random value becomes a secret.

const charset = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

func badGenerateToken() string {
	b := make([]byte, 32)
	for i := range b {
		b[i] = charset[rand.Intn(len(charset))]
	}
	return string(b) // want `CL401: .*token`
}

func badNewSessionID() string {
	return fmt.Sprintf("%016x%016x", rand.Int63(), rand.Int63()) // want `CL401: .*session`
}

func badRandomPassword(length int) string {
	var out strings.Builder
	for range length {
		out.WriteByte(charset[randv2.IntN(len(charset))])
	}
	return out.String() // want `CL401: .*password`
}

func badTemporaryPassword() string {
	digits := []rune("23456789")
	var out []rune
	for _, i := range rand.Perm(len(digits)) {
		out = append(out, digits[i])
	}
	return string(out) // want `CL401: .*password`
}

func badNewAPIKey() string {
	raw := make([]byte, 24)
	rand.Read(raw)
	return "sk_" + base64.RawURLEncoding.EncodeToString(raw) // want `CL401: .*key`
}

func badGenerateOTP() string {
	return strconv.Itoa(100_000 + randv2.IntN(900_000)) // want `CL401: .*(OTP|one-time)`
}

// user is a row of a table.
type user struct {
	Name          string
	Password      string
	APIToken      string
	OTP           string
	ResetCode     string
	RecoveryCodes []string
	ResetExpires  time.Time
}

func badStoreOTP(u *user) {
	u.OTP = fmt.Sprintf("%06d", rand.Intn(1_000_000)) // want `CL401: .*OTP`
}

func badStoreResetCode(u *user) {
	code := make([]byte, 8)
	for i := range code {
		code[i] = byte('0' + rand.Intn(10))
	}
	u.ResetCode = string(code) // want `CL401: .*ResetCode`
	u.ResetExpires = time.Now().Add(time.Hour)
}

func badRecoveryCodes(u *user) {
	for range 10 {
		code := fmt.Sprintf("%04x-%04x", rand.Intn(1<<16), rand.Intn(1<<16))
		u.RecoveryCodes = append(u.RecoveryCodes, code) // want `CL401: .*RecoveryCodes`
	}
}

func badCompositeLiteral(name string) user {
	return user{
		Name:     name,
		APIToken: randutil.String(40), // want `CL401: .*APIToken`
	}
}

func badSeededWithTheTime(u *user) {
	rng := rand.New(rand.NewSource(time.Now().UnixNano()))
	raw := make([]byte, 16)
	rng.Read(raw)
	u.APIToken = hex.EncodeToString(raw) // want `CL401: .*APIToken`
}

// badOtherGenerator uses one of the generators that are only fast.
func badOtherGenerator(u *user) {
	var rng fastrand.RNG
	raw := make([]byte, 16)
	for i := range raw {
		raw[i] = byte(rng.Uint32n(256))
	}
	u.APIToken = hex.EncodeToString(raw) // want `CL401: .*APIToken`
}

func badSeededPCG(u *user) {
	rng := randv2.New(randv2.NewPCG(uint64(time.Now().Unix()), 0))
	u.APIToken = strconv.FormatUint(rng.Uint64(), 36) // want `CL401: .*APIToken`
}

// A cookie is a secret when its name says so.
func badSessionCookie(w http.ResponseWriter) {
	id := strconv.FormatInt(rand.Int63(), 16)
	http.SetCookie(w, &http.Cookie{
		Name:     "session_id",
		Value:    id, // want `CL401: .*(session|[Cc]ookie)`
		HttpOnly: true,
		Secure:   true,
	})
}

func badStateOfLogin(w http.ResponseWriter, r *http.Request, authorize string) {
	state := randutil.String(16)
	cookie := http.Cookie{Name: "oauth_state", Value: state, Path: "/"} // want `CL401: .*(state|[Cc]ookie)`
	http.SetCookie(w, &cookie)
	http.Redirect(w, r, authorize+"?state="+state, http.StatusFound)
}

func badTokenInReply(w http.ResponseWriter, name string) error {
	reply := map[string]string{
		"user":         name,
		"access_token": fmt.Sprintf("%x", rand.Uint64()), // want `CL401: .*access_token`
	}
	return json.NewEncoder(w).Encode(reply)
}

func badTokenAssignedToMapKey(session map[string]any) {
	session["csrf_token"] = randutil.String(24) // want `CL401: .*csrf_token`
}

// createAccount stores the account.
func createAccount(users map[string]user, name, password string) {
	users[name] = user{Name: name, Password: password}
}

func badPasswordArgument(users map[string]user, name string) {
	createAccount(users, name, randutil.String(12)) // want `CL401: .*password`
}

// tokenMaker keeps its generator in a field.
type tokenMaker struct {
	rng *rand.Rand
}

func newTokenMaker() *tokenMaker {
	return &tokenMaker{rng: rand.New(rand.NewSource(time.Now().UnixNano()))}
}

func (m *tokenMaker) badInviteToken() string {
	b := make([]byte, 20)
	for i := range b {
		b[i] = charset[m.rng.Intn(len(charset))]
	}
	return string(b) // want `CL401: .*token`
}

var generator = randv2.New(randv2.NewPCG(1, 2))

func badPackageGenerator() (resetToken string) {
	for range 32 {
		resetToken += string(charset[generator.IntN(len(charset))])
	}
	return resetToken // want `CL401: .*[tT]oken`
}

func badClosure(u *user) {
	random := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = charset[rand.Intn(len(charset))]
		}
		return string(b)
	}
	u.Password = random(10) // want `CL401: .*Password`
}

func pick[T any](items []T) T {
	return items[randv2.IntN(len(items))]
}

func badGenericPick(u *user) {
	code := make([]byte, 6)
	for i := range code {
		code[i] = pick([]byte("0123456789"))
	}
	u.OTP = string(code) // want `CL401: .*OTP`
}

var passphraseWords = []string{"anchor", "basil", "cactus", "domino", "ember", "fjord", "gravel", "hazel"}

func badPassphraseFromWords() string {
	words := make([]string, 5)
	for i := range words {
		words[i] = passphraseWords[rand.Intn(len(passphraseWords))]
	}
	return strings.Join(words, "-") // want `CL401: .*passphrase`
}
