package legacy_test

import (
	"bytes"
	"crypto/fips140"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/legacy"
	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
	"github.com/cryptolint/cryptolint/safeapi/secret/vectortest"
)

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

func TestVectorsGCM(t *testing.T) {
	for _, v := range vectortest.Read(t, "../aead/testdata/nist-gcm-256.txt") {
		old := slices.Concat(v.Hex(t, "IV"), v.Hex(t, "CT"), v.Hex(t, "Tag"))
		plaintext, err := legacy.DecryptAESGCMNonceFirst(secret.New(v.Hex(t, "Key")), old, v.Hex(t, "AAD"))
		if v.Has("Result") {
			if err != legacy.ErrDecrypt || plaintext != nil {
				t.Errorf("line %d: %x, %v; want ErrDecrypt", v.Line, plaintext, err)
			}
			continue
		}
		if want := v.Hex(t, "PT"); err != nil || !bytes.Equal(plaintext, want) {
			t.Errorf("line %d: %x, %v; want %x", v.Line, plaintext, err, want)
		}
	}
}

// What a recipe in Python wrote, under keys of all lengths.
func TestInteropPythonGCM(t *testing.T) {
	const program = `
import os, sys
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
key, nonce = bytes.fromhex(sys.argv[1]), os.urandom(12)
sys.stdout.buffer.write(nonce + AESGCM(key).encrypt(nonce, sys.stdin.buffer.read(), b"id 42" if sys.argv[2] else None))
`
	for _, n := range []int{16, 24, 32} {
		for _, additional := range []string{"", "id 42"} {
			key := secret.Random(n)
			old := interoptest.Python(t, "cryptography", program, []byte("from Python"), fmt.Sprintf("%x", key.Reveal()), additional)
			got, err := legacy.DecryptAESGCMNonceFirst(key, old, []byte(additional))
			if err != nil || string(got) != "from Python" {
				t.Errorf("a key of %d bytes, additional data %q: %q, %v", n, additional, got, err)
			}
			if _, err := legacy.DecryptAESGCMNonceFirst(key, old, []byte("another")); err != legacy.ErrDecrypt {
				t.Errorf("other additional data: %v; want ErrDecrypt", err)
			}
			for cut := range old {
				if _, err := legacy.DecryptAESGCMNonceFirst(key, old[:cut], []byte(additional)); err != legacy.ErrDecrypt {
					t.Errorf("cut to %d bytes: %v; want ErrDecrypt", cut, err)
				}
			}
		}
	}
}

func TestKeysOfNoAES(t *testing.T) {
	for _, n := range []int{17, 31, 33, 64} {
		if _, err := legacy.DecryptAESGCMNonceFirst(secret.Random(n), make([]byte, 100), nil); !errors.Is(err, legacy.ErrParameters) {
			t.Errorf("a key of %d bytes: %v; want ErrParameters", n, err)
		}
	}
	if _, err := legacy.DecryptAESGCMNonceFirst(secret.Bytes{}, make([]byte, 100), nil); !errors.Is(err, legacy.ErrParameters) {
		t.Errorf("no key: %v; want ErrParameters", err)
	}
}

func TestVectorsScrypt(t *testing.T) {
	fipstest.Skip(t, "scrypt is not approved")
	tested := 0
	for _, v := range vectortest.Read(t, "../kdf/testdata/rfc7914-scrypt.txt") {
		passphrase, want := []byte(v.Text(t, "PASSWORD")), v.Hex(t, "DERIVED_KEY")
		if len(passphrase) == 0 {
			continue
		}
		tested++
		cost := legacy.Scrypt{N: number(t, v, "N"), R: number(t, v, "r"), P: number(t, v, "p")}
		key, err := legacy.ScryptKeyAtAnyCost(passphrase, []byte(v.Text(t, "SALT")), cost, len(want))
		if err != nil || !bytes.Equal(key.Reveal(), want) {
			t.Errorf("line %d: %v", v.Line, err)
		}
	}
	if tested < 2 {
		t.Errorf("only %d vectors were used", tested)
	}
}

func TestVectorsPBKDF2(t *testing.T) {
	fipstest.Skip(t, "the salts of the RFCs are shorter than 16 bytes")
	for file, hash := range map[string]legacy.Hash{
		"testdata/rfc6070-pbkdf2-sha1.txt": legacy.SHA1, "../kdf/testdata/rfc7914-pbkdf2-sha256.txt": legacy.SHA256,
	} {
		for _, v := range vectortest.Read(t, file) {
			want := v.Hex(t, "DERIVED_KEY")
			cost := legacy.PBKDF2{Hash: hash, Iterations: number(t, v, "ITERATIONS")}
			key, err := legacy.PBKDF2KeyAtAnyCost([]byte(v.Text(t, "PASSWORD")), []byte(v.Text(t, "SALT")), cost, len(want))
			if err != nil || !bytes.Equal(key.Reveal(), want) {
				t.Errorf("%s, line %d: %v", file, v.Line, err)
			}
		}
	}
}

func number(t *testing.T, v vectortest.Vector, name string) int {
	t.Helper()
	n, err := strconv.Atoi(v.Text(t, name))
	if err != nil {
		t.Fatalf("line %d: %s: %v", v.Line, name, err)
	}
	return n
}

func TestInteropPythonPBKDF2(t *testing.T) {
	const program = `
import hashlib
print(hashlib.pbkdf2_hmac("sha512", b"correct horse battery staple", bytes(range(16)), 4096, 32).hex())
`
	salt := []byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}
	key, err := legacy.PBKDF2KeyAtAnyCost([]byte("correct horse battery staple"), salt, legacy.PBKDF2{Hash: legacy.SHA512, Iterations: 4096}, 32)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprintf("%x\n", key.Reveal()), interoptest.Python(t, "hashlib", program, nil); got != string(want) {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestParametersAreBounded(t *testing.T) {
	passphrase, salt := []byte("correct horse battery staple"), make([]byte, 16)
	for name, f := range map[string]func() (secret.Bytes, error){
		"N of 1": func() (secret.Bytes, error) {
			return legacy.ScryptKeyAtAnyCost(passphrase, salt, legacy.Scrypt{1, 8, 1}, 32)
		},
		"N no power of two": func() (secret.Bytes, error) {
			return legacy.ScryptKeyAtAnyCost(passphrase, salt, legacy.Scrypt{20000, 8, 1}, 32)
		},
		"negative N": func() (secret.Bytes, error) {
			return legacy.ScryptKeyAtAnyCost(passphrase, salt, legacy.Scrypt{-1 << 63, 8, 1}, 32)
		},
		"512 MiB": func() (secret.Bytes, error) {
			return legacy.ScryptKeyAtAnyCost(passphrase, salt, legacy.Scrypt{1 << 19, 8, 1}, 32)
		},
		"r that overflows": func() (secret.Bytes, error) {
			return legacy.ScryptKeyAtAnyCost(passphrase, salt, legacy.Scrypt{2, 1 << 62, 1}, 32)
		},
		"r of 0": func() (secret.Bytes, error) {
			return legacy.ScryptKeyAtAnyCost(passphrase, salt, legacy.Scrypt{16, 0, 1}, 32)
		},
		"p that overflows": func() (secret.Bytes, error) {
			return legacy.ScryptKeyAtAnyCost(passphrase, salt, legacy.Scrypt{16, 8, 1 << 62}, 32)
		},
		"2 GiB beside the table": func() (secret.Bytes, error) {
			return legacy.ScryptKeyAtAnyCost(passphrase, salt, legacy.Scrypt{2, 1 << 20, 16}, 32)
		},
		"p times 256 MiB": func() (secret.Bytes, error) {
			return legacy.ScryptKeyAtAnyCost(passphrase, salt, legacy.Scrypt{1 << 18, 8, 16}, 32)
		},
		"much work in little memory": func() (secret.Bytes, error) {
			return legacy.ScryptKeyAtAnyCost(passphrase, salt, legacy.Scrypt{1 << 15, 8, 17}, 32)
		},
		"384 MiB for little work": func() (secret.Bytes, error) {
			return legacy.ScryptKeyAtAnyCost(passphrase, salt, legacy.Scrypt{2, 1 << 19, 4}, 32)
		},
		"scrypt, no word": func() (secret.Bytes, error) { return legacy.ScryptKeyAtAnyCost(nil, salt, legacy.Scrypt{16, 8, 1}, 32) },
		"no hash": func() (secret.Bytes, error) {
			return legacy.PBKDF2KeyAtAnyCost(passphrase, salt, legacy.PBKDF2{Iterations: 1}, 32)
		},
		"no iteration": func() (secret.Bytes, error) {
			return legacy.PBKDF2KeyAtAnyCost(passphrase, salt, legacy.PBKDF2{legacy.SHA256, 0}, 32)
		},
		"too many": func() (secret.Bytes, error) {
			return legacy.PBKDF2KeyAtAnyCost(passphrase, salt, legacy.PBKDF2{legacy.SHA256, 4_000_001}, 32)
		},
		"too many for each of four blocks": func() (secret.Bytes, error) {
			return legacy.PBKDF2KeyAtAnyCost(passphrase, salt, legacy.PBKDF2{legacy.SHA1, 1_000_001}, 64)
		},
		"PBKDF2, no word": func() (secret.Bytes, error) {
			return legacy.PBKDF2KeyAtAnyCost(nil, salt, legacy.PBKDF2{legacy.SHA256, 1}, 32)
		},
		"a key of 15 bytes": func() (secret.Bytes, error) {
			return legacy.PBKDF2KeyAtAnyCost(passphrase, salt, legacy.PBKDF2{legacy.SHA256, 1}, 15)
		},
		"a key of 65 bytes": func() (secret.Bytes, error) {
			return legacy.PBKDF2KeyAtAnyCost(passphrase, salt, legacy.PBKDF2{legacy.SHA256, 1}, 65)
		},
		"a key of less than 0": func() (secret.Bytes, error) {
			return legacy.ScryptKeyAtAnyCost(passphrase, salt, legacy.Scrypt{16, 8, 1}, -1)
		},
	} {
		key, err := f()
		if refused := errors.Is(err, legacy.ErrParameters) || fips140.Enforced() && errors.Is(err, legacy.ErrNotApproved); !refused || !key.IsZero() {
			t.Errorf("%s: %v; want ErrParameters", name, err)
		}
	}
}

func TestRefusedUnderFIPS(t *testing.T) {
	if !fips140.Enforced() {
		t.Skip("only under GODEBUG=fips140=only")
	}
	passphrase, salt := []byte("correct horse battery staple"), make([]byte, 16)
	if _, err := legacy.ScryptKeyAtAnyCost(passphrase, salt, legacy.Scrypt{N: 1 << 14, R: 8, P: 1}, 32); !errors.Is(err, legacy.ErrNotApproved) {
		t.Errorf("scrypt: %v; want ErrNotApproved", err)
	}
	if _, err := legacy.PBKDF2KeyAtAnyCost(passphrase, salt, legacy.PBKDF2{Hash: legacy.SHA1, Iterations: 1000}, 32); !errors.Is(err, legacy.ErrNotApproved) {
		t.Errorf("PBKDF2 with SHA-1: %v; want ErrNotApproved", err)
	}
	if _, err := legacy.PBKDF2KeyAtAnyCost(passphrase, salt[:8], legacy.PBKDF2{Hash: legacy.SHA256, Iterations: 1000}, 32); !errors.Is(err, legacy.ErrNotApproved) {
		t.Errorf("a salt of 8 bytes: %v; want ErrNotApproved", err)
	}
}

func TestConcurrentUse(t *testing.T) {
	key := secret.Random(32)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if _, err := legacy.DecryptAESGCMNonceFirst(key, make([]byte, 50), nil); err != legacy.ErrDecrypt {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

func FuzzDecryptAESGCMNonceFirst(f *testing.F) {
	key := secret.Random(32)
	f.Add([]byte{}, []byte{})
	f.Add(make([]byte, 28), []byte("id 42"))
	f.Fuzz(func(t *testing.T, ciphertext, additionalData []byte) {
		if got, err := legacy.DecryptAESGCMNonceFirst(key, ciphertext, additionalData); err != legacy.ErrDecrypt || got != nil {
			t.Errorf("a forged ciphertext gave %q, %v", got, err)
		}
	})
}

// Rows of an old recipe (a key from a passphrase by PBKDF2 with 4096
// iterations, nonce and ciphertext of AES-GCM) become rows of package aead.
func Example() {
	passphrase, salt := []byte("correct horse battery staple"), []byte("the salt of then")
	rows := map[string][]byte{"alice": oldRow}

	oldKey, err := legacy.PBKDF2KeyAtAnyCost(passphrase, salt, legacy.PBKDF2{Hash: legacy.SHA256, Iterations: 4096}, 32)
	if err != nil {
		fmt.Println(err)
		return
	}
	keys := aead.New(aead.GenerateKey())
	for user, row := range rows {
		plaintext, err := legacy.DecryptAESGCMNonceFirst(oldKey, row, nil)
		if err != nil {
			fmt.Println(user, err)
			continue
		}
		rows[user] = keys.Encrypt(plaintext, aead.Context("user", user, "address"))
	}

	address, err := keys.Decrypt(rows["alice"], aead.Context("user", "alice", "address"))
	fmt.Println(string(address), err)
	// Output: 1 Main Street <nil>
}

// oldRow was written by Python's cryptography package.
var oldRow = []byte("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x19\x77\xdf\x0c\xfa\xd6\x70\x08\xb5\xed\x42\x22\x69\xb3\x2f\x02\x26\x68\x57\xb5\x20\x42\xef\x3e\xf2\x3e\xdb\x47\xfd")
