package password

import (
	"math/bits"
	"runtime"

	"golang.org/x/crypto/bcrypt"
)

// roundsPerMiB is how many rounds of bcrypt take as long as Argon2id needs for
// 1 MiB in one lane. An AMD EPYC takes 59 ms for the 1024 rounds of cost 10, and
// 0.2 s for three passes over 64 MiB.
const roundsPerMiB = 16

// A stored hash is what a program has of a password.
type stored interface {
	matches(password []byte) bool
	units() int    // of the limiter
	rounds() int64 // the time that it takes, in rounds of bcrypt
}

// own returns a hash of the Hasher's cost that no password has.
func (h *Hasher) own() stored {
	s, _ := h.parse(h.decoy)
	return s
}

// parse reads a stored hash whose work is acceptable.
func (h *Hasher) parse(hash string) (stored, bool) {
	if cost, ok := parseBcrypt(hash); ok {
		return bcryptStored{hash, cost}, true
	}
	if p, ok := parsePHC(hash); ok && p.affordable(h.argon2id) {
		return p, true
	}
	return nil, false
}

// current reports whether s is what the Hasher makes today.
func (h *Hasher) current(s stored) bool {
	switch s := s.(type) {
	case bcryptStored:
		return s.cost == h.bcrypt
	case phc:
		return s.Argon2id == h.argon2id && len(s.salt) >= saltSize && len(s.tag) == tagSize
	}
	return false
}

func (p phc) units() int { return unitsOf(p.Argon2id) }

func (p phc) rounds() int64 {
	lanes := min(int(p.Threads), runtime.GOMAXPROCS(0)) // that compute at a time
	return int64(p.traffic()) * roundsPerMiB / 1024 / int64(lanes)
}

// pad does the work of so many rounds of bcrypt.
func pad(password []byte, rounds int64) {
	for _, cost := range padding(rounds) {
		// The result is thrown away. GenerateFromPassword would refuse nothing
		// here: the password is cut, and the costs are in range.
		_, _ = bcrypt.GenerateFromPassword(cut(password), cost)
	}
}

// padding returns costs of bcrypt whose rounds make up the number, but for less
// than the 16 of the least cost.
func padding(rounds int64) (costs []int) {
	for rounds >= 1<<minStoredCost {
		cost := min(bits.Len64(uint64(rounds))-1, maxBcryptCost)
		costs = append(costs, cost)
		rounds -= 1 << cost
	}
	return costs
}
