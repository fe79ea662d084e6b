package kdf

import (
	"bytes"
	"crypto/fips140"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/scrypt"

	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// ErrParams is the error for text that is not a Params, or one that asks for
// too little work to be safe, or for more than a server can afford.
var ErrParams = errors.New("kdf: not valid parameters")

// ErrPassphrase is the error for an empty passphrase.
var ErrPassphrase = errors.New("kdf: empty passphrase")

// ErrNotApproved is the error of Argon2id and scrypt under
// GODEBUG=fips140=only.
var ErrNotApproved = errors.New("kdf: not approved by FIPS 140-3; use NewPBKDF2")

const (
	saltSize = 16 // 128 bits: RFC 9106, section 4; NIST SP 800-132, section 5.1

	// The most that stored parameters may ask for. Package password has the same
	// bounds for Argon2id.
	maxMemoryKiB  = 256 << 10
	maxTrafficKiB = 1 << 20 // passes × memory: 1 GiB
	maxLogN       = 18      // 256 MiB of scrypt
	maxIterations = 4_000_000
)

// Params says how to get from a passphrase to a master key: algorithm, cost
// and salt. It is not a secret. Make one for each passphrase, store its String
// beside what the key protects, and read it back with [ParseParams]. The zero
// Params panics when used. It is safe for concurrent use.
type Params struct {
	algorithm algorithm
	salt      []byte
}

// An algorithm stretches a passphrase at a certain cost.
type algorithm interface {
	derive(passphrase, salt []byte, n int) ([]byte, error)
	// head is the PHC string without the salt.
	head() string
	// bounds reports whether the cost is one that ParseParams accepts.
	bounds() error
}

// NewArgon2id returns Params for Argon2id with 64 MiB, 3 passes and 4 lanes,
// the second recommended option of RFC 9106, section 4, and a new salt. It is
// the first choice where FIPS 140-3 does not matter.
func NewArgon2id() Params { return newParams(argon2id{memoryKiB: 64 << 10, passes: 3, lanes: 4}) }

// NewScrypt returns Params for scrypt with N=2¹⁷, r=8, p=1 (128 MiB), the
// first recommendation of the OWASP Password Storage Cheat Sheet, and a new
// salt.
func NewScrypt() Params { return newParams(scryptCost{logN: 17, r: 8, p: 1}) }

// NewPBKDF2 returns Params for PBKDF2-HMAC-SHA-256 with 600,000 iterations,
// as the OWASP Password Storage Cheat Sheet asks for, and a new salt. It is
// for where FIPS 140-3 or another program needs it: it uses no memory, so
// guessing on many machines costs less than with the others.
func NewPBKDF2() Params { return newParams(pbkdf2Cost{iterations: 600_000}) }

func newParams(a algorithm) Params {
	salt := make([]byte, saltSize)
	rand.Read(salt)
	return Params{a, salt}
}

// Master derives the master key of 32 bytes. It takes some tenths of a second
// and, by algorithm, the memory that the Params name; a server limits how many
// run at once. The caller may wipe passphrase afterwards; PBKDF2 makes one
// copy of it that stays until it is collected.
//
// A wrong passphrase gives another master key and no error; the decryption
// that uses it fails. The errors are [ErrPassphrase] and [ErrNotApproved].
func (p Params) Master(passphrase []byte) (Master, error) {
	if p.algorithm == nil {
		panic("kdf: Master of zero Params; make them with NewArgon2id or ParseParams")
	}
	if len(passphrase) == 0 {
		return Master{}, ErrPassphrase
	}
	key, err := p.algorithm.derive(passphrase, p.salt, keySize)
	if err != nil {
		return Master{}, err
	}
	defer secret.Wipe(key)
	return Master{key: secret.New(key)}, nil
}

// String returns the parameters as [ParseParams] reads them, and "" for the
// zero Params.
func (p Params) String() string {
	if p.algorithm == nil {
		return ""
	}
	return p.algorithm.head() + "$" + base64.RawStdEncoding.EncodeToString(p.salt)
}

// ParseParams reads what [Params.String] wrote. Every error is an [ErrParams].
//
// What is stored may have been tampered with, so the cost is checked before
// any work is done. Accepted are, for Argon2id, 64 to 256 MiB and 3 or more passes
// in 4 lanes, of which passes times memory is at most 1 GiB; for scrypt, N=2¹⁷ or
// 2¹⁸ with r=8 and p=1 (128 or 256 MiB); for PBKDF2, 600,000 to 4,000,000
// iterations. The lower bounds are what the New functions use; the upper ones
// take up to seven times as long, some seconds on a slow machine.
func ParseParams(s string) (Params, error) {
	cut := strings.LastIndexByte(s, '$')
	if cut < 0 {
		return Params{}, fmt.Errorf("%w: there is no salt", ErrParams)
	}
	a := parseHead(s[:cut])
	if a == nil {
		return Params{}, fmt.Errorf("%w: unknown algorithm or form", ErrParams)
	}
	salt, err := base64.RawStdEncoding.Strict().DecodeString(s[cut+1:])
	if err != nil || len(salt) != saltSize {
		return Params{}, fmt.Errorf("%w: the salt is not %d bytes in unpadded base64", ErrParams, saltSize)
	}
	p := Params{a, salt}
	if p.String() != s {
		return Params{}, fmt.Errorf("%w: not in the form that String writes", ErrParams)
	}
	if err := a.bounds(); err != nil {
		return Params{}, fmt.Errorf("%w: %w", ErrParams, err)
	}
	return p, nil
}

// parseHead returns nil for an unknown form. It may be lax, because
// ParseParams compares what is written back.
func parseHead(head string) algorithm {
	var a argon2id
	if n, _ := fmt.Sscanf(head, "$argon2id$v=19$m=%d,t=%d,p=%d", &a.memoryKiB, &a.passes, &a.lanes); n == 3 {
		return a
	}
	var s scryptCost
	if n, _ := fmt.Sscanf(head, "$scrypt$ln=%d,r=%d,p=%d", &s.logN, &s.r, &s.p); n == 3 {
		return s
	}
	var p pbkdf2Cost
	if n, _ := fmt.Sscanf(head, "$pbkdf2-sha256$i=%d", &p.iterations); n == 1 {
		return p
	}
	return nil
}

// Equal reports whether p and other say the same.
func (p Params) Equal(other Params) bool {
	return p.algorithm == other.algorithm && bytes.Equal(p.salt, other.salt)
}

// MarshalText returns the String of p, so that Params can be a field of what
// is stored as JSON. It fails for the zero Params.
func (p Params) MarshalText() ([]byte, error) {
	if p.algorithm == nil {
		return nil, fmt.Errorf("%w: zero Params", ErrParams)
	}
	return []byte(p.String()), nil
}

// UnmarshalText does what [ParseParams] does.
func (p *Params) UnmarshalText(text []byte) error {
	parsed, err := ParseParams(string(text))
	if err != nil {
		return err
	}
	*p = parsed
	return nil
}

type argon2id struct {
	memoryKiB, passes uint32
	lanes             uint8
}

func (a argon2id) derive(passphrase, salt []byte, n int) ([]byte, error) {
	if fips140.Enforced() {
		return nil, fmt.Errorf("Argon2id: %w", ErrNotApproved)
	}
	return argon2.IDKey(passphrase, salt, a.passes, a.memoryKiB, a.lanes, uint32(n)), nil
}

func (a argon2id) head() string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d", argon2.Version, a.memoryKiB, a.passes, a.lanes)
}

func (a argon2id) bounds() error {
	if a.memoryKiB < 64<<10 || a.memoryKiB > maxMemoryKiB || a.passes < 3 || a.lanes != 4 ||
		uint64(a.memoryKiB)*uint64(a.passes) > maxTrafficKiB {
		return errors.New("cost of Argon2id out of range")
	}
	return nil
}

type scryptCost struct{ logN, r, p int }

func (c scryptCost) derive(passphrase, salt []byte, n int) ([]byte, error) {
	if fips140.Enforced() {
		return nil, fmt.Errorf("scrypt: %w", ErrNotApproved)
	}
	key, err := scrypt.Key(passphrase, salt, 1<<c.logN, c.r, c.p, n)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrParams, err)
	}
	return key, nil
}

func (c scryptCost) head() string { return fmt.Sprintf("$scrypt$ln=%d,r=%d,p=%d", c.logN, c.r, c.p) }

func (c scryptCost) bounds() error {
	if c.logN < 17 || c.logN > maxLogN || c.r != 8 || c.p != 1 {
		return errors.New("cost of scrypt out of range")
	}
	return nil
}

type pbkdf2Cost struct{ iterations int }

func (c pbkdf2Cost) derive(passphrase, salt []byte, n int) ([]byte, error) {
	key, err := pbkdf2.Key(sha256.New, string(passphrase), salt, c.iterations, n)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrParams, err)
	}
	return key, nil
}

func (c pbkdf2Cost) head() string { return fmt.Sprintf("$pbkdf2-sha256$i=%d", c.iterations) }

func (c pbkdf2Cost) bounds() error {
	if c.iterations < 600_000 || c.iterations > maxIterations {
		return errors.New("iterations of PBKDF2 out of range")
	}
	return nil
}
