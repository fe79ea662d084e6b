package password

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/crypto/argon2"
)

// Argon2id is the cost of an Argon2id hash.
//
// The least that is accepted is 19 MiB and 2 passes, or 46 MiB and 1 pass, the
// two strongest-memory minimums of OWASP's Password Storage Cheat Sheet. The
// most is 1 GiB per hash, 16 passes, 64 lanes and 4 GiB of traffic
// (MemoryKiB × Passes).
type Argon2id struct {
	MemoryKiB uint32 // memory of one hash in KiB (1024 bytes)
	Passes    uint32 // passes over the memory
	Threads   uint8  // lanes, each computed by its own goroutine; part of the hash, so never NumCPU
}

const (
	saltSize = 16 // bytes; RFC 9106, section 4
	tagSize  = 32 // bytes; RFC 9106, section 4

	minMemoryOnePass  = 47104 // KiB, 46 MiB; OWASP
	minMemoryManyPass = 19456 // KiB, 19 MiB; OWASP

	maxOwnMemory  = 1 << 20 // KiB: 1 GiB
	maxOwnTraffic = 4 << 20 // KiB: 4 GiB
	maxPasses     = 16
	maxThreads    = 64

	// What a stored hash may ask for without the program having chosen it.
	// libsodium's "moderate" (256 MiB, 3 passes) still fits.
	maxStoredMemory  = 256 << 10 // KiB: 256 MiB
	maxStoredTraffic = 1 << 20   // KiB: 1 GiB
)

func (a Argon2id) traffic() uint64 {
	return uint64(a.MemoryKiB) * uint64(a.Passes)
}

func (a Argon2id) check() error {
	strong := a.MemoryKiB >= minMemoryOnePass && a.Passes >= 1 || a.MemoryKiB >= minMemoryManyPass && a.Passes >= 2
	if !strong {
		return fmt.Errorf("%w: %d passes over %d KiB are too little; use at least 2 over %d, or 1 over %d",
			ErrCost, a.Passes, a.MemoryKiB, minMemoryManyPass, minMemoryOnePass)
	}
	if a.MemoryKiB > maxOwnMemory || a.Passes > maxPasses || a.traffic() > maxOwnTraffic {
		return fmt.Errorf("%w: %d passes over %d KiB are too much; use at most 1 GiB, %d passes, and a product of 4 GiB",
			ErrCost, a.Passes, a.MemoryKiB, maxPasses)
	}
	if a.Threads < 1 || a.Threads > maxThreads {
		return fmt.Errorf("%w: %d threads, want 1…%d", ErrCost, a.Threads, maxThreads)
	}
	return nil
}

func (a Argon2id) hash(password []byte) string {
	salt := make([]byte, saltSize)
	rand.Read(salt) // never fails since Go 1.24: it ends the program instead
	tag := argon2.IDKey(password, salt, a.Passes, a.MemoryKiB, a.Threads, tagSize)
	return phc{Argon2id: a, salt: salt, tag: tag}.String()
}

// A phc is a parsed Argon2id hash.
type phc struct {
	Argon2id
	salt, tag []byte
}

const argon2idPrefix = "$argon2id$v=19$"

// String returns the one accepted spelling of the hash.
func (p phc) String() string {
	return fmt.Sprintf("%sm=%d,t=%d,p=%d$%s$%s", argon2idPrefix, p.MemoryKiB, p.Passes, p.Threads,
		base64.RawStdEncoding.EncodeToString(p.salt), base64.RawStdEncoding.EncodeToString(p.tag))
}

// maxPHC is more than the longest hash that parsePHC accepts.
const maxPHC = 256

// parsePHC parses the syntax and checks what Argon2 itself requires, so that
// computing cannot panic. Whether the work is acceptable, affordable tells.
func parsePHC(s string) (phc, bool) {
	rest, ok := strings.CutPrefix(s, argon2idPrefix)
	parts := strings.Split(rest, "$")
	if !ok || len(s) > maxPHC || len(parts) != 3 {
		return phc{}, false
	}
	cost := strings.Split(parts[0], ",")
	if len(cost) != 3 {
		return phc{}, false
	}
	memory, okM := parseParameter(cost[0], "m=", 32)
	passes, okT := parseParameter(cost[1], "t=", 32)
	threads, okP := parseParameter(cost[2], "p=", 8)
	salt, errS := base64.RawStdEncoding.DecodeString(parts[1])
	tag, errT := base64.RawStdEncoding.DecodeString(parts[2])
	if !okM || !okT || !okP || errS != nil || errT != nil {
		return phc{}, false
	}
	p := phc{Argon2id{uint32(memory), uint32(passes), uint8(threads)}, salt, tag}
	valid := p.Passes >= 1 && p.Threads >= 1 && uint64(p.MemoryKiB) >= 8*threads && // RFC 9106, 3.1
		len(salt) >= 8 && len(salt) <= 64 && // 8: RFC 9106, 3.1
		len(tag) >= 16 && len(tag) <= 64 // 16: a shorter tag could be found by guessing
	// Comparing the spelling refuses leading zeros, signs, line ends inside
	// base64 and stray bits at its end, in one go.
	return p, valid && p.String() == s
}

func parseParameter(s, name string, bits int) (uint64, bool) {
	digits, ok := strings.CutPrefix(s, name)
	n, err := strconv.ParseUint(digits, 10, bits)
	return n, ok && err == nil
}

// affordable reports whether the stored cost is within the bounds of the package
// or of the cost that the program itself has chosen.
func (p phc) affordable(own Argon2id) bool {
	return p.MemoryKiB <= max(maxStoredMemory, own.MemoryKiB) &&
		p.traffic() <= max(maxStoredTraffic, own.traffic()) &&
		p.Threads <= maxThreads
}

func (p phc) matches(password []byte) bool {
	tag := argon2.IDKey(password, p.salt, p.Passes, p.MemoryKiB, p.Threads, uint32(len(p.tag)))
	return subtle.ConstantTimeCompare(tag, p.tag) == 1
}
