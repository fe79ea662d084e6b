package fernet

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/kdf"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
	"github.com/cryptolint/cryptolint/safeapi/secret/leaktest"
)

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

// vector is one case of the specification.
type vector struct {
	Desc, Token, Src, Secret string
	Now                      time.Time
	TTL                      time.Duration `json:"ttl_sec"` // in seconds
	IV                       [16]byte
}

func readJSON(t testing.TB, name string, v any) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func vectors(t testing.TB, name string) []vector {
	t.Helper()
	var all []vector
	readJSON(t, name, &all)
	for i := range all {
		all[i].TTL *= time.Second
	}
	return all
}

func mustParse(t testing.TB, key string) Key {
	t.Helper()
	k, err := ParseKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestSpecificationGenerate(t *testing.T) {
	for _, v := range vectors(t, "generate.json") {
		if got := mustParse(t, v.Secret).seal([]byte(v.Src), uint64(v.Now.Unix()), v.IV[:]); got != v.Token {
			t.Errorf("token %s, want %s", got, v.Token)
		}
	}
}

func TestSpecificationVerify(t *testing.T) {
	for _, v := range vectors(t, "verify.json") {
		f := New(mustParse(t, v.Secret))
		got, err := f.decryptAt(v.Token, v.TTL, v.Now)
		if err != nil || string(got) != v.Src {
			t.Errorf("%s = %q, %v, want %q", v.Token, got, err, v.Src)
		}
	}
}

func TestSpecificationInvalid(t *testing.T) {
	for _, v := range vectors(t, "invalid.json") {
		f := New(mustParse(t, v.Secret))
		if got, err := f.decryptAt(v.Token, v.TTL, v.Now); err != ErrInvalidToken || got != nil {
			t.Errorf("%s: %q, %v", v.Desc, got, err)
		}
	}
}

func TestTimeToLive(t *testing.T) {
	fipstest.Skip(t, "its random source needs the real clock, which synctest replaces")
	synctest.Test(t, func(t *testing.T) {
		f := New(GenerateKey())
		token := f.Encrypt([]byte("hello"))
		for _, ttl := range []time.Duration{0, -1, -time.Hour} {
			if _, err := f.Decrypt(token, ttl); err != ErrInvalidToken {
				t.Errorf("a ttl of %v: %v", ttl, err)
			}
		}
		time.Sleep(time.Minute)
		if got, err := f.Decrypt(token, time.Minute); err != nil || string(got) != "hello" {
			t.Errorf("after a minute: %q, %v", got, err)
		}
		time.Sleep(time.Nanosecond)
		if got, err := f.Decrypt(token, time.Minute); err != ErrInvalidToken || got != nil {
			t.Errorf("after more than a minute: %q, %v", got, err)
		}
		time.Sleep(50 * 365 * 24 * time.Hour)
		if got, err := f.DecryptAnyAge(token); err != nil || string(got) != "hello" {
			t.Errorf("DecryptAnyAge: %q, %v", got, err)
		}
	})
}

func TestClocksMayDifferByAMinute(t *testing.T) {
	k := GenerateKey()
	f := New(k)
	now := time.Unix(1_800_000_000, 0)
	for ahead, want := range map[int64]error{0: nil, 60: nil, 61: ErrInvalidToken, 1 << 36: ErrInvalidToken} {
		token := k.seal([]byte("x"), uint64(now.Unix()+ahead), newIV())
		if _, err := f.decryptAt(token, time.Hour, now); err != want {
			t.Errorf("%d s ahead: %v, want %v", ahead, err, want)
		}
	}
}

// Times that do not fit into time.Time must not come round again as valid.
func TestAbsurdTimes(t *testing.T) {
	k := GenerateKey()
	f := New(k)
	for _, seconds := range []uint64{lastValid + 1, 1<<63 - 1, 1 << 63, 1<<64 - 1} {
		token := k.seal([]byte("x"), seconds, newIV())
		if _, err := f.Decrypt(token, 1<<63-1); err != ErrInvalidToken {
			t.Errorf("Decrypt at %d: %v", seconds, err)
		}
		if at, err := f.IssuedAt(token); err != ErrInvalidToken {
			t.Errorf("IssuedAt of %d: %v, %v", seconds, at, err)
		}
	}
	if at, err := f.IssuedAt(k.seal(nil, lastValid, newIV())); err != nil || at.UTC().Year() != 9999 {
		t.Errorf("the last second: %v, %v", at, err)
	}
}

func TestRotation(t *testing.T) {
	fipstest.Skip(t, "its random source needs the real clock, which synctest replaces")
	synctest.Test(t, func(t *testing.T) {
		oldKey, newKey := GenerateKey(), GenerateKey()
		token := New(oldKey).Encrypt([]byte("hello"))
		made := time.Now().Truncate(time.Second)
		time.Sleep(30 * time.Minute)

		both := New(newKey, oldKey)
		rotated, err := both.Rotate(token)
		if err != nil {
			t.Fatal(err)
		}
		onlyNew := New(newKey)
		if got, err := onlyNew.Decrypt(rotated, time.Hour); err != nil || string(got) != "hello" {
			t.Errorf("the rotated token: %q, %v", got, err)
		}
		if at, err := onlyNew.IssuedAt(rotated); err != nil || !at.Equal(made) {
			t.Errorf("issued at %v, %v, want %v", at, err, made)
		}
		if _, err := onlyNew.Decrypt(token, time.Hour); err != ErrInvalidToken {
			t.Errorf("the old token with the new key: %v", err)
		}
		if _, err := onlyNew.Rotate(token); err != ErrInvalidToken {
			t.Errorf("Rotate without the old key: %v", err)
		}
		if again, err := both.Rotate(rotated); err != nil || again == rotated {
			t.Errorf("a second rotation draws no new IV: %v", err)
		}
	})
}

// Every bit of a token is authenticated, and a token has one spelling.
func TestTampering(t *testing.T) {
	f := New(GenerateKey())
	token := f.Encrypt([]byte("hello"))
	raw, err := base64.URLEncoding.DecodeString(token)
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(raw) * 8 {
		changed := bytes.Clone(raw)
		changed[i/8] ^= 1 << (i % 8)
		if _, err := f.DecryptAnyAge(base64.URLEncoding.EncodeToString(changed)); err != ErrInvalidToken {
			t.Errorf("bit %d flipped: %v", i, err)
		}
	}
	for name, other := range map[string]string{
		"line end":         token + "\n",
		"line ends inside": token[:10] + "\r\n" + token[10:],
		"garbage":          token + "!!!!",
		"space":            " " + token,
		"no padding":       strings.TrimRight(token, "="),
		"standard base64":  strings.NewReplacer("-", "+", "_", "/").Replace(token) + "=",
		"twice":            token + token,
		"empty":            "",
	} {
		if _, err := f.DecryptAnyAge(other); err != ErrInvalidToken {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Tokens that are rightly signed and wrong inside, which only a holder of the
// key can make.
func TestSignedNonsense(t *testing.T) {
	k := GenerateKey()
	f := New(k)
	for n := range 100 {
		raw := make([]byte, n)
		if n > 0 {
			raw[0] = version
		}
		token := base64.URLEncoding.EncodeToString(append(raw, k.sum(raw)...))
		msg, err := f.DecryptAnyAge(token)
		if err != nil && err != ErrInvalidToken {
			t.Errorf("%d bytes: %q, %v", n, msg, err)
		}
	}
}

func TestParseKey(t *testing.T) {
	k := GenerateKey()
	again, err := ParseKey(" " + k.Reveal() + "\n")
	if err != nil || again.Reveal() != k.Reveal() {
		t.Errorf("a key with white space around it: %v", err)
	}
	text := k.Reveal()
	for name, s := range map[string]string{
		"empty":      "",
		"no padding": text[:43],
		"too short":  base64.URLEncoding.EncodeToString(make([]byte, 31)),
		"too long":   base64.URLEncoding.EncodeToString(make([]byte, 33)),
		"line end":   text[:20] + "\n" + text[20:],
		"stray bits": strings.Repeat("A", 42) + "B=",
		"hex":        strings.Repeat("ab", 32),
		"standard":   strings.Repeat("+", 43) + "=",
	} {
		if _, err := ParseKey(s); err != ErrKey {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDeriveKey(t *testing.T) {
	master := kdf.GenerateMaster()
	token := New(DeriveKey(master, "invitations")).Encrypt([]byte("hello"))
	if _, err := New(DeriveKey(master, "invitations")).DecryptAnyAge(token); err != nil {
		t.Errorf("the same purpose: %v", err)
	}
	if _, err := New(DeriveKey(master, "resets")).DecryptAnyAge(token); err != ErrInvalidToken {
		t.Errorf("another purpose: %v; want ErrInvalidToken", err)
	}
}

// The two lines of the doc comment.
func TestInteropPythonDeriveKey(t *testing.T) {
	const program = `
import base64, sys
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
master, purpose = bytes(range(32)), b"invitations"
derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"safeapi/fernet " + purpose).derive(master)
f = Fernet(base64.urlsafe_b64encode(derived))
sys.stdout.write(f.encrypt(b"hello").decode())
`
	master, err := kdf.ParseMaster("safeapi-kdf-1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")
	if err != nil {
		t.Fatal(err)
	}
	token := interoptest.Python(t, "cryptography.fernet", program, nil)
	if got, err := New(DeriveKey(master, "invitations")).DecryptAnyAge(string(token)); err != nil || string(got) != "hello" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestNoLeak(t *testing.T) {
	k := GenerateKey()
	leaktest.Check(t, k, k.key.Reveal())
	leaktest.Check(t, *New(k), k.key.Reveal())
	_, err := ParseKey(k.Reveal()[:43])
	if err == nil || strings.Contains(err.Error(), k.Reveal()[:8]) {
		t.Errorf("the error of ParseKey: %v", err)
	}
}

func TestProgrammerErrorsPanic(t *testing.T) {
	wiped := GenerateKey()
	f := New(wiped)
	wiped.Wipe()
	for name, use := range map[string]func(){
		"zero key":      func() { New(Key{}) },
		"zero previous": func() { New(GenerateKey(), Key{}) },
		"no purpose":    func() { DeriveKey(kdf.GenerateMaster(), "") },
		"zero Fernet":   func() { new(Fernet).Encrypt(nil) },
		"nil Fernet":    func() { (*Fernet)(nil).DecryptAnyAge("") },
		"wiped key":     func() { f.Encrypt(nil) },
	} {
		func() {
			defer func() {
				if s, ok := recover().(string); !ok || len(s) < 20 {
					t.Errorf("%s: panic %q", name, s)
				}
			}()
			use()
		}()
	}
}

func TestConcurrentUse(t *testing.T) {
	f := New(GenerateKey(), GenerateKey())
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			token := f.Encrypt([]byte("hello"))
			if _, err := f.Rotate(token); err != nil {
				t.Error(err)
			}
			if _, err := f.Decrypt(token, time.Minute); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

type pyca struct {
	Old, New string
	Tokens   []struct {
		Message, Token, Rotated string
		Issued                  int64
	}
}

func TestGoldenTokensOfPython(t *testing.T) {
	var golden pyca
	readJSON(t, "pyca.json", &golden)
	oldKey, newKey := mustParse(t, golden.Old), mustParse(t, golden.New)
	for _, g := range golden.Tokens {
		for key, token := range map[*Key]string{&oldKey: g.Token, &newKey: g.Rotated} {
			f := New(*key)
			msg, err := f.DecryptAnyAge(token)
			if err != nil || string(msg) != g.Message {
				t.Errorf("%d bytes: %q, %v", len(g.Message), msg, err)
			}
			if at, err := f.IssuedAt(token); err != nil || at.Unix() != g.Issued {
				t.Errorf("%d bytes: issued at %v, %v", len(g.Message), at, err)
			}
		}
	}
}

// Python reads our token, with Fernet and after a rotation by our MultiFernet,
// and answers with a token of each kind.
const pythonProgram = `import json, sys
from cryptography.fernet import Fernet, MultiFernet
q = json.load(sys.stdin)
old, new = Fernet(q["old"]), Fernet(q["new"])
assert old.decrypt(q["token"].encode(), ttl=3600) == q["message"].encode()
assert new.decrypt(q["rotated"].encode(), ttl=3600) == q["message"].encode()
assert old.extract_timestamp(q["token"].encode()) == new.extract_timestamp(q["rotated"].encode())
token = old.encrypt(q["message"].encode())
print(json.dumps({"token": token.decode(), "rotated": MultiFernet([new, old]).rotate(token).decode(),
                  "key": Fernet.generate_key().decode()}))`

func TestInteropPython(t *testing.T) {
	oldKey, newKey := GenerateKey(), GenerateKey()
	const message = "grüße, ☂"
	token := New(oldKey).Encrypt([]byte(message))
	rotated, err := New(newKey, oldKey).Rotate(token)
	if err != nil {
		t.Fatal(err)
	}
	question, err := json.Marshal(map[string]string{
		"old": oldKey.Reveal(), "new": newKey.Reveal(), "token": token, "rotated": rotated, "message": message,
	})
	if err != nil {
		t.Fatal(err)
	}
	var answer struct{ Token, Rotated, Key string }
	out := interoptest.Python(t, "cryptography.fernet", pythonProgram, question)
	if err := json.Unmarshal(out, &answer); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	for key, token := range map[*Key]string{&oldKey: answer.Token, &newKey: answer.Rotated} {
		if got, err := New(*key).Decrypt(token, time.Hour); err != nil || string(got) != message {
			t.Errorf("a token of Python: %q, %v", got, err)
		}
	}
	mustParse(t, answer.Key)
}

func FuzzDecrypt(f *testing.F) {
	known := map[string]bool{} // some of the invalid vectors are only too old
	for _, v := range append(vectors(f, "verify.json"), vectors(f, "invalid.json")...) {
		known[v.Token] = true
		f.Add(v.Token)
	}
	fernet := New(mustParse(f, vectors(f, "verify.json")[0].Secret))
	f.Fuzz(func(t *testing.T, token string) {
		msg, err := fernet.DecryptAnyAge(token)
		if err != nil && err != ErrInvalidToken {
			t.Errorf("%q: %v", token, err)
		}
		if err == nil && !known[token] {
			t.Errorf("%q is a forgery of %q", token, msg)
		}
	})
}

// FuzzSigned reaches what is behind the tag.
func FuzzSigned(f *testing.F) {
	k := GenerateKey()
	fernet := New(k)
	f.Add(uint64(0), make([]byte, 32))
	f.Add(uint64(1<<63), make([]byte, 31))
	f.Fuzz(func(t *testing.T, seconds uint64, rest []byte) {
		raw := binary.BigEndian.AppendUint64([]byte{version}, seconds)
		raw = append(raw, rest...)
		token := base64.URLEncoding.EncodeToString(append(raw, k.sum(raw)...))
		_, err := fernet.Decrypt(token, time.Hour)
		_, errRotate := fernet.Rotate(token)
		if err != nil && !errors.Is(err, ErrInvalidToken) || errRotate != nil && !errors.Is(errRotate, ErrInvalidToken) {
			t.Errorf("%x: %v, %v", raw, err, errRotate)
		}
	})
}

func FuzzParseKey(f *testing.F) {
	f.Add(GenerateKey().Reveal())
	f.Add("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4\n=")
	f.Fuzz(func(t *testing.T, s string) {
		k, err := ParseKey(s)
		if err != nil && err != ErrKey {
			t.Errorf("%q: %v", s, err)
		}
		if err == nil && k.Reveal() != strings.TrimSpace(s) {
			t.Errorf("%q is another spelling of %q", s, k.Reveal())
		}
	})
}

// BenchmarkEncrypt measures beside the calls of the standard library that a
// token cannot do without.
func BenchmarkEncrypt(b *testing.B) {
	key := make([]byte, 32)
	block, err := aes.NewCipher(key[16:])
	if err != nil {
		b.Fatal(err)
	}
	f := New(GenerateKey())
	for _, size := range []int{64, 1 << 10, 64 << 10} {
		msg := make([]byte, size)
		b.Run(fmt.Sprintf("std/%d", size), func(b *testing.B) {
			for b.Loop() {
				out := make([]byte, size+16)
				copy(out, msg)
				cipher.NewCBCEncrypter(block, newIV()).CryptBlocks(out, out)
				h := hmac.New(sha256.New, key[:16])
				h.Write(out)
				base64.URLEncoding.EncodeToString(h.Sum(out))
			}
		})
		b.Run(fmt.Sprintf("fernet/%d", size), func(b *testing.B) {
			for b.Loop() {
				f.Encrypt(msg)
			}
		})
	}
}
