package weakrandom

import (
	"encoding/binary"
	"encoding/hex"
	"io"
	"math/rand"
	randv2 "math/rand/v2"
	"strconv"

	crand "crypto/rand"
)

// Secrets that their own name hardly gives away: the type that holds them, the key
// beside them, or the memory that they are filled in does.

// InviteLink lets somebody join.
type InviteLink struct {
	Code string
	Team int
}

// RegionEntry is a part of a country.
type RegionEntry struct {
	Code string
}

func badInvite(team int) InviteLink {
	return InviteLink{Code: strconv.Itoa(100_000 + rand.Intn(900_000)), Team: team} // want `CL401: .*InviteLink.Code`
}

func goodRegion() RegionEntry { return RegionEntry{Code: strconv.Itoa(rand.Intn(100))} }

// AccessToken is shown with each request.
type AccessToken struct{ Value string }

func (t *AccessToken) badRenew() {
	t.Value = strconv.FormatUint(randv2.Uint64(), 36) // want `CL401: .*AccessToken.Value`
}

func (t *AccessToken) goodRenew() { t.Value = crand.Text() }

// setting is a row of a table.
type setting struct{ Name, Text string }

func badSettings() []setting {
	return []setting{
		{Name: "theme", Text: strconv.Itoa(rand.Intn(3))},
		{Name: "cookie_secret", Text: hex.EncodeToString(fill(16, rand.Uint32))}, // want `CL401: .*setting.Text`
	}
}

// lamp can be switched on from the shore.
type lamp struct {
	adminToken [16]byte
	flicker    [8]byte
}

func (l *lamp) badFilledByteByByte() {
	for i := range l.adminToken {
		l.adminToken[i] = byte(rand.Int()) // want `CL401: .*adminToken`
	}
}

func (l *lamp) badFilledByARead() {
	rand.Read(l.adminToken[:]) // want `CL401: .*adminToken`
}

func badVariableFilledInPlace(send func([]byte)) {
	var resetToken [12]byte
	rand.Read(resetToken[:]) // want `CL401: .*resetToken`
	send(resetToken[:])
}

func (l *lamp) goodFilled() { crand.Read(l.adminToken[:]) }

func (l *lamp) goodFlicker() { rand.Read(l.flicker[:]) }

func badBuoyKey() [16]byte {
	var key [16]byte
	rand.Read(key[:])
	return key // want `CL401: .*key`
}

func goodRowKey() (rowKey []byte) {
	rowKey = make([]byte, 4)
	rand.Read(rowKey)
	return rowKey
}

// dialer waits for answers, which nobody else must be able to give.
type dialer struct{ waiting map[uint64]chan string }

func (d *dialer) badChallenge(w io.Writer) error {
	nonce := randv2.Uint64() // want `CL401: .*nonce`
	d.waiting[nonce] = make(chan string, 1)
	return binary.Write(w, binary.BigEndian, nonce)
}

// goodNonceOfARequest has to be new, and is sent beside a signature.
func goodNonceOfARequest() map[string]string {
	return map[string]string{"nonce_str": strconv.Itoa(rand.Int())}
}

// badUserInFront puts what everybody knows before the number.
func badUserSessionToken(user string) string {
	return user + "-" + strconv.Itoa(rand.Int()) // want `CL401: .*session`
}

// goodSecretInFront puts what nobody knows there.
func goodUserSessionToken(apiSecret string) string {
	return apiSecret + "-" + strconv.Itoa(rand.Int())
}
