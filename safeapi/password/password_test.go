package password

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
)

// cheap is what stored hashes of the tests ask for, where the cost does not
// matter: 8 KiB and one pass.
const cheapHash = "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// readVectors returns the pairs of password and hash of a file.
func readVectors(t *testing.T, name string) [][2]string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var pairs [][2]string
	for line := range strings.Lines(string(data)) {
		password, hash, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if ok && !strings.HasPrefix(line, "#") {
			pairs = append(pairs, [2]string{password, hash})
		}
	}
	if len(pairs) == 0 {
		t.Fatalf("%s has no vectors", name)
	}
	return pairs
}

func TestVerifiesHashesOfOtherPrograms(t *testing.T) {
	for _, file := range []string{"testdata/argon2id.txt", "testdata/bcrypt.txt", "testdata/other.txt"} {
		for _, v := range readVectors(t, file) {
			password, hash := v[0], v[1]
			if _, err := Verify([]byte(password), hash); err != nil {
				t.Errorf("%s: %s: %v", file, hash, err)
			}
		}
	}
	for _, file := range []string{"testdata/argon2id.txt", "testdata/bcrypt.txt"} {
		hash := readVectors(t, file)[0][1]
		if _, err := Verify([]byte("not the password"), hash); !errors.Is(err, ErrMismatch) {
			t.Errorf("%s: wrong password: %v", hash, err)
		}
	}
}

func TestHash(t *testing.T) {
	pw := []byte("correct horse battery staple")
	hash, err := Hash(pw)
	if err != nil {
		t.Fatal(err)
	}
	// The second recommended option of RFC 9106.
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=65536,t=3,p=4$") {
		t.Errorf("cost of %s", hash)
	}
	if needsRehash, err := Verify(pw, hash); err != nil || needsRehash {
		t.Errorf("Verify = %t, %v", needsRehash, err)
	}
	if _, err := Verify([]byte("correct horse battery stable"), hash); err != ErrMismatch {
		t.Errorf("wrong password: %v", err)
	}
	if string(pw) != "correct horse battery staple" {
		t.Error("the caller's password was changed")
	}
}

func TestPasswordLength(t *testing.T) {
	bcryptHasher, err := NewBcrypt(10)
	if err != nil {
		t.Fatal(err)
	}
	long := bytes.Repeat([]byte("x"), MaxLength+1)
	for name, hash := range map[string]func([]byte) (string, error){"Argon2id": Hash, "bcrypt": bcryptHasher.Hash} {
		for _, pw := range [][]byte{nil, {}, long} {
			if got, err := hash(pw); !errors.Is(err, ErrLength) || got != "" {
				t.Errorf("%s of %d bytes = %q, %v", name, len(pw), got, err)
			}
		}
	}
	if _, err := bcryptHasher.Hash(long[:73]); !errors.Is(err, ErrLength) {
		t.Errorf("bcrypt of 73 bytes: %v", err)
	}
	for _, pw := range [][]byte{nil, long} {
		if _, err := Verify(pw, cheapHash); err != ErrMismatch {
			t.Errorf("Verify of %d bytes: %v", len(pw), err)
		}
	}
}

// bcrypt alone would accept any text after the 72nd byte.
func TestBcryptDoesNotCutPasswords(t *testing.T) {
	vectors := readVectors(t, "testdata/bcrypt.txt")
	full := vectors[len(vectors)-1]
	if len(full[0]) != 72 {
		t.Fatalf("the last vector has %d bytes, want 72", len(full[0]))
	}
	if _, err := Verify([]byte(full[0]), full[1]); err != nil {
		t.Errorf("72 bytes: %v", err)
	}
	if _, err := Verify([]byte(full[0]+"x"), full[1]); err != ErrMismatch {
		t.Errorf("73 bytes: %v", err)
	}
}

func TestNeedsRehash(t *testing.T) {
	pw := []byte("password")
	weak := readVectors(t, "testdata/argon2id.txt")[0][1]
	old := readVectors(t, "testdata/other.txt")
	for _, v := range [][2]string{{string(pw), weak}, {old[1][0], old[1][1]}, {old[3][0], old[3][1]}} {
		needsRehash, err := Verify([]byte(v[0]), v[1])
		if err != nil || !needsRehash {
			t.Errorf("%s: Verify = %t, %v, want a rehash", v[1], needsRehash, err)
		}
	}

	own, err := NewArgon2id(Argon2id{MemoryKiB: 19456, Passes: 2, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	if needsRehash, err := own.Verify([]byte(old[1][0]), old[1][1]); err != nil || needsRehash {
		t.Errorf("a hash of the Hasher's own cost: Verify = %t, %v", needsRehash, err)
	}
}

func TestBcryptHasher(t *testing.T) {
	h, err := NewBcrypt(10)
	if err != nil {
		t.Fatal(err)
	}
	pw := []byte("correct horse battery staple")
	hash, err := h.Hash(pw)
	if err != nil {
		t.Fatal(err)
	}
	if needsRehash, err := h.Verify(pw, hash); err != nil || needsRehash {
		t.Errorf("Verify = %t, %v", needsRehash, err)
	}
	stronger, err := NewBcrypt(11)
	if err != nil {
		t.Fatal(err)
	}
	if needsRehash, err := stronger.Verify(pw, hash); err != nil || !needsRehash {
		t.Errorf("Verify with a greater cost = %t, %v", needsRehash, err)
	}
}

// An empty hash is a user that does not exist, and must not be an error that
// a login page could tell from a wrong password.
func TestUnknownUser(t *testing.T) {
	b, err := NewBcrypt(10)
	if err != nil {
		t.Fatal(err)
	}
	for name, verify := range map[string]func([]byte, string) (bool, error){"Argon2id": Verify, "bcrypt": b.Verify} {
		needsRehash, err := verify([]byte("password"), "")
		if err != ErrMismatch || needsRehash {
			t.Errorf("%s: Verify = %t, %v", name, needsRehash, err)
		}
	}
	// The decoy must be a hash that is worked on, not one that is refused.
	if p, ok := parsePHC(standard.decoy); !ok || p.Argon2id != standard.argon2id {
		t.Errorf("the decoy %s does not cost what a hash costs", standard.decoy)
	}
	if cost, ok := parseBcrypt(b.decoy); !ok || cost != 10 {
		t.Errorf("the decoy %s does not cost what a hash costs", b.decoy)
	}
}

// Whoever can write a hash must not decide how much memory and time a login
// takes. Were one of these computed, the test would not end.
func TestRefusesCostlyHashes(t *testing.T) {
	const rest = "$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	for _, cost := range []string{
		"m=262145,t=1,p=1",     // more than 256 MiB
		"m=4294967295,t=1,p=1", // 4 TiB
		"m=65536,t=17,p=1",     // more than 1 GiB of traffic
		"m=8,t=4294967295,p=1",
		"m=65536,t=1,p=65",
	} {
		if _, err := Verify([]byte("password"), "$argon2id$v=19$"+cost+rest); err != ErrHash {
			t.Errorf("%s: %v", cost, err)
		}
	}
	if _, err := Verify([]byte("password"), "$2b$17$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui"); err != ErrHash {
		t.Errorf("bcrypt cost 17: %v", err)
	}
}

func TestOwnCostRaisesTheBound(t *testing.T) {
	p, ok := parsePHC("$argon2id$v=19$m=524288,t=4,p=4$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
	if !ok {
		t.Fatal("512 MiB was not parsed")
	}
	if p.affordable(standard.argon2id) {
		t.Error("512 MiB is affordable for a program that chose 64")
	}
	if !p.affordable(Argon2id{MemoryKiB: 524288, Passes: 4, Threads: 4}) {
		t.Error("512 MiB is not affordable for the program that chose it")
	}
}

func TestRefusesHashes(t *testing.T) {
	const s, h = "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	for name, hash := range map[string]string{
		"plain text":        "password",
		"argon2i":           "$argon2i$v=19$m=8,t=1,p=1$" + s + "$" + h,
		"version 16":        "$argon2id$v=16$m=8,t=1,p=1$" + s + "$" + h,
		"no version":        "$argon2id$m=8,t=1,p=1$" + s + "$" + h,
		"no passes":         "$argon2id$v=19$m=8,t=0,p=1$" + s + "$" + h,
		"no lanes":          "$argon2id$v=19$m=8,t=1,p=0$" + s + "$" + h,
		"256 lanes":         "$argon2id$v=19$m=2048,t=1,p=256$" + s + "$" + h,
		"memory below 8·p":  "$argon2id$v=19$m=15,t=1,p=2$" + s + "$" + h,
		"leading zero":      "$argon2id$v=19$m=08,t=1,p=1$" + s + "$" + h,
		"sign":              "$argon2id$v=19$m=+8,t=1,p=1$" + s + "$" + h,
		"other order":       "$argon2id$v=19$t=1,m=8,p=1$" + s + "$" + h,
		"key id":            "$argon2id$v=19$m=8,t=1,p=1,keyid=AA$" + s + "$" + h,
		"short salt":        "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAA$" + h,
		"short tag":         "$argon2id$v=19$m=8,t=1,p=1$" + s + "$AAAAAAAAAAAAAAAAAAAA",
		"empty tag":         "$argon2id$v=19$m=8,t=1,p=1$" + s + "$",
		"padding":           "$argon2id$v=19$m=8,t=1,p=1$" + s + "==$" + h + "=",
		"stray bits":        "$argon2id$v=19$m=8,t=1,p=1$" + s[:21] + "B$" + h,
		"line end":          cheapHash + "\n",
		"line end inside":   "$argon2id$v=19$m=8,t=1,p=1$" + s[:8] + "\n" + s[8:] + "$" + h,
		"one field more":    cheapHash + "$",
		"very long":         cheapHash + strings.Repeat("A", 1<<16),
		"bcrypt 2x":         "$2x$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
		"bcrypt cost 3":     "$2a$03$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
		"bcrypt short":      "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOe",
		"bcrypt characters": "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvy\nOe",
		"MD5 crypt":         "$1$abcdefgh$G//4keteveJp0qb8z2DxG/",
	} {
		if _, ok := standard.parse(hash); ok {
			t.Errorf("%s: %q is accepted", name, hash)
		}
	}
}

// The work is done all the same: see TestNoFailureIsQuick.
func TestUnusableHashIsAnError(t *testing.T) {
	if needsRehash, err := Verify([]byte("password"), "$1$abcdefgh$G//4keteveJp0qb8z2DxG/"); err != ErrHash || needsRehash {
		t.Errorf("Verify = %t, %v", needsRehash, err)
	}
}

func TestConstructorsRefuseCosts(t *testing.T) {
	for _, c := range []Argon2id{
		{},
		{MemoryKiB: 47103, Passes: 1, Threads: 1},
		{MemoryKiB: 19455, Passes: 5, Threads: 1},
		{MemoryKiB: 65536, Passes: 3},
		{MemoryKiB: 65536, Passes: 3, Threads: 65},
		{MemoryKiB: 65536, Passes: 17, Threads: 4},
		{MemoryKiB: 1<<20 + 1, Passes: 1, Threads: 4},
		{MemoryKiB: 1 << 20, Passes: 5, Threads: 4},
	} {
		if _, err := NewArgon2id(c); !errors.Is(err, ErrCost) {
			t.Errorf("NewArgon2id(%+v): %v", c, err)
		}
	}
	for _, cost := range []int{-1, 0, 9, 17, 31} {
		if _, err := NewBcrypt(cost); !errors.Is(err, ErrCost) {
			t.Errorf("NewBcrypt(%d): %v", cost, err)
		}
	}
}

func TestZeroHasherPanics(t *testing.T) {
	for name, use := range map[string]func(){
		"Hash":   func() { new(Hasher).Hash([]byte("password")) },
		"Verify": func() { new(Hasher).Verify([]byte("password"), cheapHash) },
	} {
		func() {
			defer func() {
				if s := fmt.Sprint(recover()); !strings.Contains(s, "NewArgon2id") {
					t.Errorf("%s: panic %q does not say what to do", name, s)
				}
			}()
			use()
		}()
	}
}

func TestConcurrentUse(t *testing.T) {
	v := readVectors(t, "testdata/argon2id.txt")[0]
	var group sync.WaitGroup
	for range 16 {
		group.Go(func() {
			if _, err := Verify([]byte(v[0]), v[1]); err != nil {
				t.Error(err)
			}
			if _, err := Verify([]byte("wrong"), v[1]); err != ErrMismatch {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

// FuzzVerify checks that no stored hash panics, and that what is accepted has
// one spelling only. Hashes of more than 1 MiB are parsed and not computed.
func FuzzVerify(f *testing.F) {
	f.Add(cheapHash)
	f.Add("$2a$04$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")
	f.Add("$argon2id$v=19$m=8,t=1,p=0$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA")
	f.Add("$argon2id$v=19$m=8,t=1,p=1$$")
	f.Add("$2b$")
	f.Fuzz(func(t *testing.T, hash string) {
		if p, ok := parsePHC(hash); ok {
			if p.String() != hash {
				t.Errorf("%q is another spelling of %q", hash, p)
			}
			if p.traffic() > 1024 {
				return
			}
		}
		if cost, ok := parseBcrypt(hash); ok && cost > minStoredCost {
			return
		}
		if hash == "" {
			return
		}
		if s, ok := standard.parse(hash); ok {
			s.matches([]byte("password")) // must not panic
		}
	})
}
