package weakrandom

import (
	crand "crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"math/big"
	"math/rand"
	"time"

	"example.test/weakrandom/entropy"
)

// goodSourceByCaller offers both generators, and no error leads from one to the other.
func goodSourceByCaller(n int, secure bool) ([]byte, error) {
	if secure {
		return entropy.Bytes(n)
	}
	return weakBytes(n), nil
}

// goodErrorOfSomethingElse draws letters for a display when the text of the user is not hex.
func goodErrorOfSomethingElse(text string) []byte {
	b, err := hex.DecodeString(text)
	if err != nil {
		b = weakBytes(8)
	}
	return b
}

// goodFallbackForARequestID only has to be different from others in a log.
func goodFallbackForARequestID() string {
	b, err := entropy.Bytes(8)
	if err != nil {
		b = weakBytes(8)
	}
	return hex.EncodeToString(b)
}

// goodWaitingTime is a number, and no text or bytes.
func goodWaitingTime(most time.Duration) time.Duration {
	n, err := crand.Int(crand.Reader, big.NewInt(int64(most)))
	if err != nil {
		return time.Duration(rand.Int63n(int64(most)))
	}
	return time.Duration(n.Int64())
}

// goodBackend picks one of several, however it does.
func goodBackend(backends []string) string {
	n, err := crand.Int(crand.Reader, big.NewInt(int64(len(backends))))
	if err != nil {
		return backends[rand.Intn(len(backends))]
	}
	return backends[n.Int64()]
}

var adjectives = []string{"quiet", "bright", "tall"}

// goodPickedText is one of a few that are known to everybody.
func goodPickedText() string {
	return "the " + adjectives[index(len(adjectives))]
}

// goodSeed seeds a generator for a simulation as well as it can.
func goodSeed() *rand.Rand {
	var seed int64
	if err := binary.Read(crand.Reader, binary.LittleEndian, &seed); err != nil {
		seed = time.Now().UnixNano()
	}
	return rand.New(rand.NewSource(seed))
}

// goodSimulation uses it.
func goodSimulation(n int) []byte {
	b := make([]byte, n)
	goodSeed().Read(b)
	return b
}

// goodNoiseAfterSuccess mixes what is weak into what is not.
func goodNoiseAfterSuccess(n int) ([]byte, error) {
	b, err := entropy.Bytes(n)
	if err != nil {
		return nil, err
	}
	for i := range b {
		b[i] ^= byte(rand.Intn(256))
	}
	return b, nil
}
