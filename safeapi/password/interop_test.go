package password

import (
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
)

// phcProgram hashes and verifies with argon2-cffi (Debian: python3-argon2), or
// with cryptography from version 45.
const phcProgram = `import os, sys
try:
    from argon2 import PasswordHasher
    def encode(pw):
        return PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4, hash_len=32).hash(pw)
    def verify(pw, phc):
        PasswordHasher().verify(phc, pw)
except ImportError:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
    def encode(pw):
        return Argon2id(salt=os.urandom(16), length=32, iterations=3, lanes=4, memory_cost=65536).derive_phc_encoded(pw)
    def verify(pw, phc):
        Argon2id.verify_phc_encoded(pw, phc)
pw = sys.argv[1].encode()
if len(sys.argv) == 2:
    print(encode(pw))
else:
    verify(pw, sys.argv[2])
`

func TestInteropPython(t *testing.T) {
	python := func(args ...string) string {
		const imports = "argon2 or cryptography.hazmat.primitives.kdf.argon2"
		return strings.TrimSpace(string(interoptest.Python(t, imports, phcProgram, nil, args...)))
	}
	const pw = "pässwörd ☂"
	theirs := python(pw)
	if needsRehash, err := Verify([]byte(pw), theirs); err != nil || needsRehash {
		t.Errorf("%s: Verify = %t, %v", theirs, needsRehash, err)
	}
	ours, err := Hash([]byte(pw))
	if err != nil {
		t.Fatal(err)
	}
	python(pw, ours) // fails if it does not verify
}

// TestInteropCrypt speaks with the crypt(3) of the system, through Perl.
func TestInteropCrypt(t *testing.T) {
	const pw, salt = "pässwörd ☂", "$2b$10$abcdefghijklmnopqrstuu"
	crypt := func(setting string) string {
		return string(interoptest.Run(t, "perl", nil, "-e", `print crypt($ARGV[0], $ARGV[1])`, pw, setting))
	}
	theirs := crypt(salt)
	if !strings.HasPrefix(theirs, salt) {
		interoptest.Missing(t, "crypt(3) of this system has no bcrypt")
	}
	h, err := NewBcrypt(10)
	if err != nil {
		t.Fatal(err)
	}
	if needsRehash, err := h.Verify([]byte(pw), theirs); err != nil || needsRehash {
		t.Errorf("%s: Verify = %t, %v", theirs, needsRehash, err)
	}
	ours, err := h.Hash([]byte(pw))
	if err != nil {
		t.Fatal(err)
	}
	if got := crypt(ours); got != ours {
		t.Errorf("crypt(3) makes %q of our %q", got, ours)
	}
}
