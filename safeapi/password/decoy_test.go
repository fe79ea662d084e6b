package password

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// elapsed returns the least time of several verifications that fail.
func elapsed(t *testing.T, h *Hasher, pw []byte, hash string) time.Duration {
	t.Helper()
	least := time.Hour
	for range 3 {
		start := time.Now()
		if _, err := h.Verify(pw, hash); err == nil {
			t.Fatalf("%s fits", hash)
		}
		least = min(least, time.Since(start))
	}
	return least
}

// What a login page answers, and when, must not tell which users exist. The
// bound is wide, for machines that are busy: without decoys, the quickest of
// these took less than a thousandth.
func TestNoFailureIsQuick(t *testing.T) {
	h, err := NewBcrypt(10)
	if err != nil {
		t.Fatal(err)
	}
	bcrypt10 := "$2b$10$" + h.decoy[7:]
	long := bytes.Repeat([]byte("x"), 73)
	for _, pw := range [][]byte{[]byte("wrong"), long} {
		unknown := elapsed(t, h, pw, "")
		for name, hash := range map[string]string{
			"bcrypt of the same cost":    bcrypt10,
			"bcrypt that is cheap":       "$2a$04$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
			"Argon2id that is cheap":     cheapHash,
			"MD5":                        "$1$abcdefgh$G//4keteveJp0qb8z2DxG/",
			"more work than is accepted": "$2b$17$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui",
			"no hash":                    "!",
		} {
			if took := elapsed(t, h, pw, hash); took < unknown/10 {
				t.Errorf("a password of %d bytes for %s takes %v, an unknown user %v", len(pw), name, took, unknown)
			}
		}
	}
}

// bcrypt cannot hash more than 72 bytes, and a user whose hash is one of bcrypt
// must not be found by how quickly a longer password is refused.
func TestLongPasswordsOfBcryptAreNotQuick(t *testing.T) {
	long := bytes.Repeat([]byte("x"), 73)
	unknown := elapsed(t, standard, long, "")
	if took := elapsed(t, standard, long, "$2b$12$"+strings.Repeat(".", 53)); took < unknown/10 {
		t.Errorf("a hash of bcrypt takes %v, an unknown user %v", took, unknown)
	}
}

// Together with the padding, a cheap hash costs what the own one costs.
func TestPadding(t *testing.T) {
	for _, c := range []struct{ own, spent int64 }{
		{1 << 12, 1 << 10}, {1 << 12, 1 << 4}, {1 << 12, 1 << 12}, {1 << 12, 1 << 13}, {3000, 0}, {3000, 1 << 10},
	} {
		total := c.spent
		for _, cost := range padding(c.own - c.spent) {
			if cost < minStoredCost || cost > maxBcryptCost {
				t.Errorf("own %d, spent %d: cost %d", c.own, c.spent, cost)
			}
			total += 1 << cost
		}
		if want := max(c.own, c.spent); total > want || total <= want-1<<minStoredCost {
			t.Errorf("own %d, spent %d: %d in all, want %d", c.own, c.spent, total, want)
		}
	}
}

// Too long or empty, a password is refused before there is any work, for every
// user in the same way.
func TestRefusedLengthsTellNothing(t *testing.T) {
	for _, pw := range [][]byte{nil, make([]byte, MaxLength+1)} {
		for _, hash := range []string{"", cheapHash, "$1$abcdefgh$G//4keteveJp0qb8z2DxG/", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"} {
			if _, err := Verify(pw, hash); err != ErrMismatch {
				t.Errorf("%d bytes, %q: %v", len(pw), hash, err)
			}
		}
	}
}

// bcrypt repeats the password with a NUL in between, so that "a" and "a\x00a"
// have the same hash.
func TestBcryptAndNUL(t *testing.T) {
	h, err := NewBcrypt(10)
	if err != nil {
		t.Fatal(err)
	}
	hash, err := h.Hash([]byte("a"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Verify([]byte("a\x00a"), hash); err != ErrMismatch {
		t.Errorf(`Verify("a\x00a") with the hash of "a": %v`, err)
	}
	if hash, err := h.Hash([]byte("a\x00a")); err == nil {
		t.Errorf("Hash of a password with NUL: %q", hash)
	}
	if _, err := Hash([]byte("a\x00a")); err != nil {
		t.Errorf("Argon2id has no such limit: %v", err)
	}
}
