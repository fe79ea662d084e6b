package password

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// phcProgram hashes and verifies with PyCA cryptography (45 or newer) or with
// argon2-cffi (Debian: python3-argon2).
const phcProgram = `import os, sys
try:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
    def encode(pw):
        return Argon2id(salt=os.urandom(16), length=32, iterations=3, lanes=4, memory_cost=65536).derive_phc_encoded(pw)
    def verify(pw, phc):
        Argon2id.verify_phc_encoded(pw, phc)
except (ImportError, AttributeError):
    from argon2 import PasswordHasher
    def encode(pw):
        return PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4, hash_len=32).hash(pw)
    def verify(pw, phc):
        PasswordHasher().verify(phc, pw)
if len(sys.argv) == 2:
    print(encode(sys.argv[1].encode()))
elif len(sys.argv) == 3:
    verify(sys.argv[1].encode(), sys.argv[2])
`

func findPython(t *testing.T) string {
	t.Helper()
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(python, "-c", phcProgram).Run() == nil {
			return python
		}
	}
	skip(t, "no python3 with cryptography 45 or argon2-cffi (Debian: python3-argon2)")
	return ""
}

// skip is for a tool that is missing. testdata/other.txt holds what the tools
// wrote, so a machine without them still checks one direction.
func skip(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("SAFEAPI_INTEROP") == "required" {
		t.Fatal(why)
	}
	t.Skip(why)
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return strings.TrimSpace(string(out))
}

func TestInteropPython(t *testing.T) {
	python := findPython(t)
	const pw = "pässwörd ☂"
	theirs := run(t, python, "-c", phcProgram, pw)
	if needsRehash, err := Verify([]byte(pw), theirs); err != nil || needsRehash {
		t.Errorf("%s: Verify = %t, %v", theirs, needsRehash, err)
	}
	ours, err := Hash([]byte(pw))
	if err != nil {
		t.Fatal(err)
	}
	run(t, python, "-c", phcProgram, pw, ours)
}

// TestInteropCrypt speaks with the crypt(3) of the system, through Perl.
func TestInteropCrypt(t *testing.T) {
	const pw, salt = "pässwörd ☂", "$2b$10$abcdefghijklmnopqrstuu"
	if _, err := exec.LookPath("perl"); err != nil {
		skip(t, "no perl")
	}
	crypt := func(setting string) string {
		return run(t, "perl", "-e", `print crypt($ARGV[0], $ARGV[1])`, pw, setting)
	}
	theirs := crypt(salt)
	if !strings.HasPrefix(theirs, salt) {
		skip(t, "crypt(3) of this system does not know bcrypt")
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
