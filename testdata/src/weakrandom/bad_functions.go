package weakrandom

import (
	"crypto/aes"
	"crypto/cipher"
	crand "crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"
	"math/rand"
	randv2 "math/rand/v2"
)

// Generators that reach a secret as functions: by name, bound to a generator, in a
// field, behind an interface of the program.

// fill draws words until there are enough bytes.
func fill(size int, next func() uint32) []byte {
	drawn := make([]byte, 0, size)
	for len(drawn) < size {
		drawn = binary.BigEndian.AppendUint32(drawn, next())
	}
	return drawn
}

func badDeviceToken() string { return hex.EncodeToString(fill(16, randv2.Uint32)) } // want `CL401: .*token`

func badInviteToken(seed int64) string {
	generator := rand.New(rand.NewSource(seed))
	return base32.StdEncoding.EncodeToString(fill(20, generator.Uint32)) // want `CL401: .*token`
}

func badLoginToken(seed int64) string {
	draw := (*rand.Rand).Uint32
	return hex.EncodeToString(binary.BigEndian.AppendUint32(nil, draw(rand.New(rand.NewSource(seed))))) // want `CL401: .*token`
}

func goodDeviceToken() string {
	return hex.EncodeToString(fill(16, func() uint32 {
		var word [4]byte
		crand.Read(word[:])
		return binary.BigEndian.Uint32(word[:])
	}))
}

func goodNoise() []byte { return fill(64, randv2.Uint32) }

// wallet takes its keys from a function.
type wallet struct{ next func() []byte }

func (w *wallet) from(next func() []byte) *wallet {
	w.next = next
	return w
}

func (w *wallet) cipher() (cipher.Block, error) { return aes.NewCipher(w.next()) }

func badWallet() (cipher.Block, error) {
	return new(wallet).from(func() []byte { // want `CL401: .*key`
		key := make([]byte, 16)
		for i := range key {
			key[i] = byte(randv2.IntN(256))
		}
		return key
	}).cipher()
}

func goodWallet() (cipher.Block, error) {
	return new(wallet).from(func() []byte {
		key := make([]byte, 16)
		crand.Read(key)
		return key
	}).cipher()
}

// dice is satisfied by the generators of math/rand.
type dice interface{ Int63n(n int64) int64 }

type table struct{ dice dice }

func seated(night int64) *table { return &table{dice: rand.New(rand.NewSource(night))} }

func (t *table) badSessionToken() string {
	var raw []byte
	for range 24 {
		raw = append(raw, byte(t.dice.Int63n(256)))
	}
	return hex.EncodeToString(raw) // want `CL401: .*token`
}

func (t *table) goodThrow() int64 { return t.dice.Int63n(6) + 1 }

// What only its name calls a salt mostly has to be new.
func randomSalt() []byte {
	salt := make([]byte, 16)
	for i := range salt {
		salt[i] = "abcdefghijklmnop"[rand.Intn(16)]
	}
	return salt // want `CL401: the salt in the result of randomSalt is generated with math/rand; .*fix: use crypto/rand.Read, or token.Bytes`
}
