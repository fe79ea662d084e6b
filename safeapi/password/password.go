// Package password makes passwords, and stores the passwords of users.
//
// # Storing
//
// [Hash] turns a password into a string to store; [Verify] checks a password
// against it. There is nothing to choose: Argon2id with 3 passes over 64 MiB
// in 4 lanes, a random 16-byte salt and a 32-byte tag, the second recommended
// option of RFC 9106, section 4. It takes about 0.2 s on two cores.
//
//	$argon2id$v=19$m=65536,t=3,p=4$<salt>$<tag>
//
// is the stored form (PHC string format): the algorithm; the version of
// Argon2 (19 = 0x13); memory in KiB, passes, lanes; the salt; the tag. Salt and
// tag are standard base64 without padding. Nothing else is accepted: no leading
// zeros, no other order, no line ends.
//
// [Verify] also reads bcrypt hashes ($2a$, $2b$, $2y$), and says when a hash
// should be renewed, so an old table of bcrypt or cheap Argon2id hashes moves
// over as its users log in.
//
// A stored hash decides how much work [Verify] does, so a stored hash is
// checked before any work: at most 256 MiB, at most 1 GiB of memory traffic
// (passes × memory), at most 64 lanes, bcrypt cost at most 16.
//
// # Many logins at a time
//
// All the hashes of a program share one limit. At a time, as many are computed
// as have together no more lanes than GOMAXPROCS and no more memory than 16 MiB
// for each of those; the standard hash alone on 4 processors and fewer, two on 8,
// four on 16. One hash is always computed, whatever it needs. The memory of a
// hash is free only when the garbage collector has run: count on twice as much.
//
// The others wait in a queue. If it is so long that its last would wait for 32
// times what is computed at a time, some seconds for standard hashes, [Verify]
// and [Hash] return [ErrBusy]. [VerifyContext] and [HashContext] give up waiting
// when the context ends, as that of a request does when the browser has gone. A
// flood of logins neither exhausts memory nor leaves logins waiting for minutes;
// it does make logins fail. To keep that from one user, limit attempts by address
// and by user name before calling this package.
//
// # Which users exist
//
// A wrong password takes as long for a user that does not exist as for one that
// does, and for one whose stored hash cannot be used. Where a stored hash is
// cheaper than what the Hasher makes, work is added up to the same amount.
// Among Argon2id hashes with as many lanes, that is exact. Between bcrypt and
// Argon2id it is an estimate: one costs computation, the other memory as well,
// so their ratio differs from machine to machine, and measuring it when a
// program starts would take seconds and still depend on the load. The ratio
// here was measured once, on one machine, and can be off by some tenths on
// another. An attacker who measures many logins may therefore find out which
// users have not logged in since the table was moved. A stored hash that costs
// more than what the Hasher makes takes longer, and gives its user away: choose
// the Hasher at the highest cost that is in the table.
//
// # Generating
//
// [Policy.Generate] makes a random password with a guaranteed number of
// characters of each class, every such password being equally likely.
// [Passphrase] draws words from a list.
//
// # Notes
//
// Everything here is safe for concurrent use. Argon2id and bcrypt are not
// approved by FIPS 140-3 and are not part of Go's FIPS module; a program that
// must stay inside it needs PBKDF2 (package kdf).
//
// A password is a []byte so that the caller can clear it after use.
package password

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// The errors of this package. None tells anything about the password.
var (
	// ErrMismatch means that the password is not the one that was hashed.
	ErrMismatch = errors.New("password: wrong password")

	// ErrHash means that the stored hash cannot be used: not a hash this
	// package reads, or one that asks for more work than is allowed.
	ErrHash = errors.New("password: unusable stored hash")

	// ErrLength means that the password is empty, or longer than MaxLength. For
	// bcrypt, it also means more than 72 bytes, or a NUL byte, after which bcrypt
	// cannot tell passwords apart. It is returned by Hash alone.
	ErrLength = errors.New("password: empty, too long, or not fit for bcrypt")

	// ErrPolicy means that no strong password fits the policy or word list.
	ErrPolicy = errors.New("password: policy allows no strong password")

	// ErrCost means that the cost given to a constructor is out of range.
	ErrCost = errors.New("password: cost out of range")
)

// MaxLength is the longest password in bytes that can be hashed. It is far
// above what a person types and keeps a request from buying CPU time.
const MaxLength = 4096

// Hash returns the Argon2id hash of the password, to be stored. It fails only
// with ErrLength and ErrBusy.
func Hash(password []byte) (string, error) {
	return standard.HashContext(context.Background(), password)
}

// HashContext is like [Hash], and gives up waiting when ctx ends; then it returns
// the error of ctx.
func HashContext(ctx context.Context, password []byte) (string, error) {
	return standard.HashContext(ctx, password)
}

// Verify reports whether the password is the one that hash was made of.
//
// If err is nil it is, and needsRehash reports whether hash differs from what
// [Hash] makes today; if so, store Hash(password) in its place while the
// password is at hand.
//
// An empty hash stands for a user that does not exist. Verify then does the
// same work and returns ErrMismatch, so that the time of a login does not tell
// which users exist:
//
//	needsRehash, err := password.Verify(pw, hashes[user]) // "" if there is no such user
//
// A password that is too long to have been hashed is a mismatch. ErrHash is for
// the log: do not let the answer of a login differ from that of ErrMismatch.
// ErrBusy is returned if too many wait.
func Verify(password []byte, hash string) (needsRehash bool, err error) {
	return standard.VerifyContext(context.Background(), password, hash)
}

// VerifyContext is like [Verify], and gives up waiting when ctx ends; then it
// returns the error of ctx. In an HTTP handler, that is r.Context(). What is
// being computed is not interrupted.
func VerifyContext(ctx context.Context, password []byte, hash string) (needsRehash bool, err error) {
	return standard.VerifyContext(ctx, password, hash)
}

// A Hasher makes hashes at a cost chosen by the program and verifies all that
// this package reads. Most programs want [Hash] and [Verify] instead.
// A Hasher is safe for concurrent use. Its zero value panics.
type Hasher struct {
	argon2id Argon2id // zero if bcrypt is used
	bcrypt   int      // cost; zero if Argon2id is used
	decoy    string   // verified against when there is no such user
}

// standard is what the functions Hash and Verify use.
var standard = newHasher(Argon2id{MemoryKiB: 64 * 1024, Passes: 3, Threads: 4}, 0)

// NewArgon2id returns a Hasher that hashes with Argon2id at the given cost.
// ErrCost tells that the cost is below what OWASP's Password Storage Cheat
// Sheet asks for, or above what a server can do; see [Argon2id].
func NewArgon2id(cost Argon2id) (*Hasher, error) {
	if err := cost.check(); err != nil {
		return nil, err
	}
	return newHasher(cost, 0), nil
}

// NewBcrypt returns a Hasher that hashes with bcrypt, for systems that must
// share hashes with programs that know nothing else. The cost is the base-2
// logarithm of the number of rounds: 10 (the least OWASP accepts) to 16; 12
// takes about 0.25 s.
//
// bcrypt reads 72 bytes of a password. Longer ones are refused, not cut.
func NewBcrypt(cost int) (*Hasher, error) {
	if cost < minBcryptCost || cost > maxBcryptCost {
		return nil, fmt.Errorf("%w: bcrypt cost %d is not in %d…%d", ErrCost, cost, minBcryptCost, maxBcryptCost)
	}
	return newHasher(Argon2id{}, cost), nil
}

// newHasher also makes the decoy: a hash of the Hasher's own cost that no
// password has, since its tag is not the output of any computation.
func newHasher(a Argon2id, bcryptCost int) *Hasher {
	h := &Hasher{argon2id: a, bcrypt: bcryptCost}
	if bcryptCost != 0 {
		h.decoy = fmt.Sprintf("$2b$%02d$%s", bcryptCost, strings.Repeat(".", 53))
	} else {
		h.decoy = phc{Argon2id: a, salt: make([]byte, saltSize), tag: make([]byte, tagSize)}.String()
	}
	return h
}

// Hash returns the hash of the password, to be stored. It fails only with
// ErrLength and ErrBusy.
func (h *Hasher) Hash(password []byte) (string, error) {
	return h.HashContext(context.Background(), password)
}

// HashContext is like the function [HashContext].
func (h *Hasher) HashContext(ctx context.Context, password []byte) (string, error) {
	h.mustBeMade()
	if len(password) == 0 || len(password) > h.maxLength() {
		return "", fmt.Errorf("%w: %d bytes, want 1…%d", ErrLength, len(password), h.maxLength())
	}
	if h.bcrypt != 0 && !fitsBcrypt(password) {
		return "", fmt.Errorf("%w: it has a NUL byte", ErrLength)
	}
	release, err := processLimit.acquire(ctx, h.own().units())
	if err != nil {
		return "", err
	}
	defer release()
	if h.bcrypt != 0 {
		return bcryptHash(password, h.bcrypt)
	}
	return h.argon2id.hash(password), nil
}

// Verify is like the function [Verify]; needsRehash reports whether the hash
// differs in algorithm or cost from what this Hasher makes.
//
// The bound on memory and traffic is that of the package, or the Hasher's own
// cost where that is higher.
func (h *Hasher) Verify(password []byte, hash string) (needsRehash bool, err error) {
	return h.VerifyContext(context.Background(), password, hash)
}

// VerifyContext is like the function [VerifyContext].
func (h *Hasher) VerifyContext(ctx context.Context, password []byte, hash string) (needsRehash bool, err error) {
	h.mustBeMade()
	if len(password) == 0 || len(password) > MaxLength {
		return false, ErrMismatch // before any work, for every user alike
	}
	stored, ok := h.parse(hash)
	if !ok { // no such user, or a hash that cannot be used
		stored = h.own()
	}
	release, err := processLimit.acquire(ctx, max(stored.units(), h.own().units()))
	if err != nil {
		return false, err
	}
	defer release()
	matches := stored.matches(password)
	switch {
	case ok && matches:
		return !h.current(stored), nil
	case !ok && hash != "":
		return false, ErrHash
	}
	pad(password, h.own().rounds()-stored.rounds())
	return false, ErrMismatch
}

func (h *Hasher) maxLength() int {
	if h.bcrypt != 0 {
		return maxBcryptPassword
	}
	return MaxLength
}

func (h *Hasher) mustBeMade() {
	if h == nil || h.decoy == "" {
		panic("password: use of a Hasher that was not made by NewArgon2id or NewBcrypt")
	}
}
