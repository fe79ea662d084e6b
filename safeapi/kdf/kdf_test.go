package kdf_test

import (
	"bytes"
	"crypto/fips140"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/kdf"
	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
	"github.com/cryptolint/cryptolint/safeapi/secret/leaktest"
)

const (
	salt     = "AAECAwQFBgcICQoLDA0ODw" // 00 01 … 0f
	argon2id = "$argon2id$v=19$m=65536,t=3,p=4$" + salt
	scrypt   = "$scrypt$ln=17,r=8,p=1$" + salt
	pbkdf2   = "$pbkdf2-sha256$i=600000$" + salt
)

const passphrase = "correct horse battery staple"

func TestNoLeak(t *testing.T) {
	raw := secret.Random(32)
	master, err := kdf.ImportMaster(raw)
	if err != nil {
		t.Fatal(err)
	}
	leaktest.Check(t, master, raw.Reveal())
}

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

func TestDeriveSeparatesPurposes(t *testing.T) {
	master := kdf.GenerateMaster()
	cookies := master.Derive("cookies", 32)
	if !cookies.Equal(master.Derive("cookies", 32)) {
		t.Error("the same purpose gave two keys")
	}
	if cookies.Equal(master.Derive("cookie", 32)) {
		t.Error("two purposes gave one key")
	}
	if cookies.Equal(kdf.GenerateMaster().Derive("cookies", 32)) {
		t.Error("two master keys gave one key")
	}
}

func TestParseMaster(t *testing.T) {
	master := kdf.GenerateMaster()
	text := master.Reveal()
	back, err := kdf.ParseMaster(text + "\n")
	if err != nil || !back.Derive("x", 32).Equal(master.Derive("x", 32)) {
		t.Errorf("ParseMaster of what Reveal gave: %v", err)
	}
	for name, s := range map[string]string{
		"nothing":       "",
		"no prefix":     strings.TrimPrefix(text, "safeapi-kdf-1."),
		"another key":   strings.Replace(text, "kdf", "mac", 1),
		"too short":     "safeapi-kdf-1.AAECAwQFBgcICQoLDA0O",
		"not base64":    "safeapi-kdf-1.!!!!",
		"other version": strings.Replace(text, "-1.", "-2.", 1),
	} {
		if _, err := kdf.ParseMaster(s); !errors.Is(err, kdf.ErrKey) {
			t.Errorf("%s: %v; want ErrKey", name, err)
		}
	}
}

func FuzzParseMaster(f *testing.F) {
	f.Add("safeapi-kdf-1.AAECAwQFBgcICQoLDA0ODw")
	f.Add("safeapi-kdf-1.")
	f.Fuzz(func(t *testing.T, s string) {
		master, err := kdf.ParseMaster(s)
		if err != nil {
			if !errors.Is(err, kdf.ErrKey) {
				t.Errorf("%q: %v is no ErrKey", s, err)
			}
			return
		}
		if master.Reveal() != strings.TrimSpace(s) {
			t.Errorf("%q was read and is written otherwise", s)
		}
	})
}

func TestParamsRoundTrip(t *testing.T) {
	for _, p := range []kdf.Params{kdf.NewArgon2id(), kdf.NewScrypt(), kdf.NewPBKDF2()} {
		back, err := kdf.ParseParams(p.String())
		if err != nil || !back.Equal(p) {
			t.Errorf("%s: %v", p, err)
		}
	}
	if kdf.NewPBKDF2().Equal(kdf.NewPBKDF2()) {
		t.Error("two Params have the same salt")
	}
}

// TestParamsRefused holds what a tampered or foreign store may contain. None
// of it may cost time or memory, or weaken the key.
func TestParamsRefused(t *testing.T) {
	for name, s := range map[string]string{
		"nothing":                   "",
		"no salt":                   "$scrypt$ln=17,r=8,p=1",
		"an empty salt":             "$scrypt$ln=17,r=8,p=1$",
		"a short salt":              "$scrypt$ln=17,r=8,p=1$AAECAwQFBgcICQoLDA0O",
		"a padded salt":             scrypt + "==",
		"a line break in the salt":  "$scrypt$ln=17,r=8,p=1$AAECAwQFBgcI\nCQoLDA0ODw",
		"a loose bit in the salt":   "$scrypt$ln=17,r=8,p=1$AAECAwQFBgcICQoLDA0ODx",
		"text after it":             scrypt + "$x",
		"text before it":            "x" + scrypt,
		"a space":                   "$scrypt$ln= 17,r=8,p=1$" + salt,
		"a plus sign":               "$scrypt$ln=+17,r=8,p=1$" + salt,
		"a leading zero":            "$scrypt$ln=017,r=8,p=1$" + salt,
		"bcrypt":                    "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
		"Argon2i":                   "$argon2i$v=19$m=65536,t=3,p=4$" + salt,
		"an old version of Argon2":  "$argon2id$v=16$m=65536,t=3,p=4$" + salt,
		"Argon2id without passes":   "$argon2id$v=19$m=65536,t=0,p=4$" + salt,
		"Argon2id without lanes":    "$argon2id$v=19$m=65536,t=3,p=0$" + salt,
		"Argon2id in 32 MiB":        "$argon2id$v=19$m=32768,t=3,p=4$" + salt,
		"Argon2id in 4 TiB":         "$argon2id$v=19$m=4294967295,t=3,p=4$" + salt,
		"Argon2id, a billion times": "$argon2id$v=19$m=65536,t=1000000000,p=4$" + salt,
		"scrypt with N=2":           "$scrypt$ln=1,r=8,p=1$" + salt,
		"scrypt with N=2⁶³":         "$scrypt$ln=63,r=8,p=1$" + salt,
		"scrypt with N negative":    "$scrypt$ln=-17,r=8,p=1$" + salt,
		"scrypt with a large r":     "$scrypt$ln=17,r=8388608,p=1$" + salt,
		"scrypt with a large p":     "$scrypt$ln=17,r=8,p=1073741823$" + salt,
		"PBKDF2, once":              "$pbkdf2-sha256$i=1$" + salt,
		"PBKDF2, for ever":          "$pbkdf2-sha256$i=9223372036854775807$" + salt,
		"PBKDF2, out of range":      "$pbkdf2-sha256$i=99999999999999999999$" + salt,
		"PBKDF2 with SHA-1":         "$pbkdf2$i=600000$" + salt,
	} {
		if p, err := kdf.ParseParams(s); !errors.Is(err, kdf.ErrParams) {
			t.Errorf("%s: %q gave %v, %v; want ErrParams", name, s, p, err)
		}
	}
}

// What is stored decides how long a program works, and how much memory it uses.
func TestParamsBounds(t *testing.T) {
	for _, s := range []string{
		argon2id, scrypt, pbkdf2, "$argon2id$v=19$m=65536,t=16,p=4$" + salt,
		"$argon2id$v=19$m=262144,t=4,p=4$" + salt, "$scrypt$ln=18,r=8,p=1$" + salt, "$pbkdf2-sha256$i=4000000$" + salt,
	} {
		if _, err := kdf.ParseParams(s); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
	for _, s := range []string{
		"$argon2id$v=19$m=262145,t=3,p=4$" + salt, "$argon2id$v=19$m=65536,t=17,p=4$" + salt,
		"$argon2id$v=19$m=262144,t=4294967295,p=4$" + salt,
		"$argon2id$v=19$m=1048576,t=10,p=4$" + salt, // fifteen seconds
		"$scrypt$ln=19,r=8,p=1$" + salt, "$pbkdf2-sha256$i=4000001$" + salt,
	} {
		if _, err := kdf.ParseParams(s); !errors.Is(err, kdf.ErrParams) {
			t.Errorf("%s: %v, want ErrParams", s, err)
		}
	}
}

// The comment of Derive says so: two lengths are not two keys.
func TestDeriveOfTwoLengths(t *testing.T) {
	master := kdf.GenerateMaster()
	short, long := master.Derive("backups", 16), master.Derive("backups", 32)
	if !bytes.Equal(short.Reveal(), long.Reveal()[:16]) {
		t.Error("the comment of Derive is wrong: the shorter key is not the beginning of the longer")
	}
}

func FuzzParseParams(f *testing.F) {
	for _, s := range []string{argon2id, scrypt, pbkdf2, "$scrypt$ln=\n17,r=8,p=1$" + salt, "$$"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := kdf.ParseParams(s)
		if err != nil {
			if !errors.Is(err, kdf.ErrParams) {
				t.Errorf("%q: %v is no ErrParams", s, err)
			}
			return
		}
		if p.String() != s {
			t.Errorf("%q was read and is written as %q", s, p)
		}
	})
}

func TestParamsInJSON(t *testing.T) {
	type vault struct{ KDF kdf.Params }
	in := vault{kdf.NewArgon2id()}
	text, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	var out vault
	if err := json.Unmarshal(text, &out); err != nil || !out.KDF.Equal(in.KDF) {
		t.Errorf("%s: %v", text, err)
	}
	if _, err := json.Marshal(vault{}); err == nil {
		t.Error("zero Params were stored: the key could not be derived again")
	}
	if err := json.Unmarshal([]byte(`{"KDF":"$scrypt$ln=1,r=8,p=1$`+salt+`"}`), &out); !errors.Is(err, kdf.ErrParams) {
		t.Errorf("weak Params in JSON: %v; want ErrParams", err)
	}
}

// masters are the keys for passphrase that Python's cryptography 48.0.0
// derives; TestInterop asks it again.
var masters = map[string]string{
	argon2id: "853b272a44db1421c02962669a55eb0994f3cab385ed1c4c79253eee19bab49e",
	scrypt:   "1b2946da71f41179e83b99dc33842d15741b87c4121c8c7f3781c1df864fb58b",
	pbkdf2:   "ef177144eec9420cbc1093d2a8b344a92bc506d0d4ec9c028dd19f8324d8c1e6",
}

// derived is HKDF-SHA-256 of the 32 bytes 00 01 … 1f for "backup files", by
// the same program.
const derived = "b5c1f645e1e62c7b072a54752d7acc30003b9ce83eb4853b0b0a6abf03b4c8aeaeb173b04ab1b21ff6c71876de38f101"

func TestGoldenMasters(t *testing.T) {
	for text, want := range masters {
		p, err := kdf.ParseParams(text)
		if err != nil {
			t.Fatal(err)
		}
		master, err := p.Master([]byte(passphrase))
		if fips140.Enforced() && text != pbkdf2 {
			if !errors.Is(err, kdf.ErrNotApproved) {
				t.Errorf("%s under fips140=only: %v; want ErrNotApproved", text, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if got := masterHex(t, master); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestGoldenDerived(t *testing.T) {
	master, err := kdf.ParseMaster("safeapi-kdf-1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")
	if err != nil {
		t.Fatal(err)
	}
	if got := hex.EncodeToString(master.Derive("backup files", 48).Reveal()); got != derived {
		t.Errorf("%s, want %s", got, derived)
	}
}

func masterHex(t *testing.T, m kdf.Master) string {
	t.Helper()
	key, err := secret.ParseText("safeapi-kdf-1.", m.Reveal())
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(key.Reveal())
}

// python derives the golden values but one, in the order of the test below.
const python = `
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
import sys
passphrase, salt = sys.stdin.buffer.read(), bytes(range(16))
print(Scrypt(salt=salt, length=32, n=2**17, r=8, p=1).derive(passphrase).hex())
print(PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=salt, iterations=600000).derive(passphrase).hex())
print(HKDF(algorithm=hashes.SHA256(), length=48, salt=None, info=b"backup files").derive(bytes(range(32))).hex())
`

func TestInteropPython(t *testing.T) {
	out := interoptest.Python(t, "cryptography", python, []byte(passphrase))
	want := strings.Join([]string{masters[scrypt], masters[pbkdf2], derived, ""}, "\n")
	if string(out) != want {
		t.Errorf("Python derives\n%s, want\n%s", out, want)
	}
}

// pythonArgon2 uses argon2-cffi (Debian: python3-argon2), or cryptography from
// version 44.
const pythonArgon2 = `
import sys
passphrase, salt = sys.stdin.buffer.read(), bytes(range(16))
try:
    from argon2.low_level import Type, hash_secret_raw
    key = hash_secret_raw(passphrase, salt, time_cost=3, memory_cost=65536, parallelism=4, hash_len=32, type=Type.ID)
except ImportError:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
    key = Argon2id(salt=salt, length=32, iterations=3, lanes=4, memory_cost=65536).derive(passphrase)
print(key.hex())
`

func TestInteropPythonArgon2(t *testing.T) {
	const imports = "argon2 or cryptography.hazmat.primitives.kdf.argon2"
	out := interoptest.Python(t, imports, pythonArgon2, []byte(passphrase))
	if want := masters[argon2id] + "\n"; string(out) != want {
		t.Errorf("Python derives %s, want %s", out, want)
	}
}

func TestImportMasterCopies(t *testing.T) {
	random := secret.Random(32)
	master, err := kdf.ImportMaster(random)
	if err != nil {
		t.Fatal(err)
	}
	want := master.Derive("backup files", 32)
	random.Wipe()
	if !master.Derive("backup files", 32).Equal(want) {
		t.Error("after the caller's copy was wiped, another key is derived")
	}
}

func TestMasterErrors(t *testing.T) {
	for _, p := range []kdf.Params{kdf.NewArgon2id(), kdf.NewScrypt(), kdf.NewPBKDF2()} {
		if _, err := p.Master(nil); !errors.Is(err, kdf.ErrPassphrase) {
			t.Errorf("%s: empty passphrase: %v; want ErrPassphrase", p, err)
		}
	}
}

func TestProgrammerErrors(t *testing.T) {
	master := kdf.GenerateMaster()
	wiped := kdf.GenerateMaster()
	wiped.Wipe()
	for name, f := range map[string]func(){
		"a zero Master":   func() { kdf.Master{}.Derive("x", 32) },
		"a wiped Master":  func() { wiped.Derive("x", 32) },
		"no purpose":      func() { master.Derive("", 32) },
		"a short key":     func() { master.Derive("x", 15) },
		"a huge key":      func() { master.Derive("x", 8161) },
		"zero Params":     func() { kdf.Params{}.Master([]byte("x")) },
		"zero Master out": func() { kdf.Master{}.Reveal() },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
	if n := master.Derive("x", 8160).Len(); n != 8160 {
		t.Errorf("the longest key has %d bytes", n)
	}
}

func TestConcurrentUse(t *testing.T) {
	master := kdf.GenerateMaster()
	want := master.Derive("x", 32)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 50 {
				if !master.Derive("x", 32).Equal(want) {
					t.Error("concurrent derivation gave another key")
				}
			}
		})
	}
	group.Wait()
}

// One master key in the environment, a key for each use.
func ExampleMaster_Derive() {
	master, err := kdf.ParseMaster("safeapi-kdf-1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")
	if err != nil {
		fmt.Println(err)
		return
	}
	key := master.Derive("backup files", 32)
	fmt.Println(key, key.Len())
	// Output: [secret] 32
}

// A file is protected with a passphrase. The parameters are stored in its
// header; they are what opens it again.
func ExampleParams() {
	params := kdf.NewPBKDF2() // NewArgon2id where FIPS 140-3 does not matter
	header := params.String()

	again, err := kdf.ParseParams(header)
	if err != nil {
		fmt.Println(err)
		return
	}
	master, err := again.Master([]byte("correct horse battery staple"))
	fmt.Println(master, err)
	// Output: [secret] <nil>
}
