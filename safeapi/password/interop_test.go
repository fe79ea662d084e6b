package password

import (
	"os/exec"
	"strings"
	"testing"
)

// findPython returns a Python whose cryptography package can do Argon2id.
func findPython(t *testing.T) string {
	t.Helper()
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		probe := exec.Command(python, "-c", "from cryptography.hazmat.primitives.kdf.argon2 import Argon2id; Argon2id.verify_phc_encoded")
		if probe.Run() == nil {
			return python
		}
	}
	t.Skip("no python3 whose cryptography package has Argon2id (45 or newer); testdata/other.txt holds what it wrote")
	return ""
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
	theirs := run(t, python, "-c", `import os, sys
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
a = Argon2id(salt=os.urandom(16), length=32, iterations=3, lanes=4, memory_cost=65536)
print(a.derive_phc_encoded(sys.argv[1].encode()))`, pw)
	if needsRehash, err := Verify([]byte(pw), theirs); err != nil || needsRehash {
		t.Errorf("%s: Verify = %t, %v", theirs, needsRehash, err)
	}

	ours, err := Hash([]byte(pw))
	if err != nil {
		t.Fatal(err)
	}
	run(t, python, "-c", `import sys
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
Argon2id.verify_phc_encoded(sys.argv[1].encode(), sys.argv[2])`, pw, ours)
}

// TestInteropCrypt speaks with the crypt(3) of the system, through Perl.
func TestInteropCrypt(t *testing.T) {
	const pw, salt = "pässwörd ☂", "$2b$10$abcdefghijklmnopqrstuu"
	crypt := func(setting string) string {
		return run(t, "perl", "-e", `print crypt($ARGV[0], $ARGV[1])`, pw, setting)
	}
	if _, err := exec.LookPath("perl"); err != nil {
		t.Skip("no perl; testdata/other.txt holds what it wrote")
	}
	theirs := crypt(salt)
	if !strings.HasPrefix(theirs, salt) {
		t.Skipf("crypt(3) of this system does not know bcrypt: %q", theirs)
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
