package secretfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/keyfile"
	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
	"github.com/cryptolint/cryptolint/safeapi/secret/leaktest"
)

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

func newFile(t testing.TB, keys *aead.Keyring) *File {
	t.Helper()
	f, err := CreateWithoutPurpose(filepath.Join(t.TempDir(), "settings.enc"), keys)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func mustSet(t testing.TB, f *File, name, value string) {
	t.Helper()
	if err := f.Set(name, secret.New(value)); err != nil {
		t.Fatal(err)
	}
}

// want checks a value.
func want(t testing.TB, f *File, name, value string) {
	t.Helper()
	if got, ok := f.Get(name); !ok || string(got.Reveal()) != value {
		t.Errorf("%s: found %t, want %q", name, ok, value)
	}
}

func TestValues(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	f := newFile(t, keys)
	mustSet(t, f, "database password", "p4ss")
	mustSet(t, f, "api token", "tok-1")
	mustSet(t, f, "api token", "tok-2")
	mustSet(t, f, "empty", "")
	mustSet(t, f, "☂", "\x00\xff")

	again, err := OpenWithoutPurpose(f.path, keys)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []*File{f, again} {
		want(t, file, "database password", "p4ss")
		want(t, file, "api token", "tok-2")
		want(t, file, "empty", "")
		want(t, file, "☂", "\x00\xff")
		if v, ok := file.Get("missing"); ok || !v.IsZero() {
			t.Error("a value that was never set was found")
		}
		if got := file.Names(); !slices.Equal(got, []string{"api token", "database password", "empty", "☂"}) {
			t.Errorf("Names = %q", got)
		}
	}

	if err := f.Delete("api token"); err != nil {
		t.Fatal(err)
	}
	if err := f.Delete("missing"); err != nil {
		t.Errorf("Delete of a missing name: %v", err)
	}
	if _, ok := f.Get("api token"); ok {
		t.Error("a deleted value was found")
	}
	want(t, again, "api token", "tok-2") // until it reloads
	if err := again.Reload(); err != nil {
		t.Fatal(err)
	}
	if _, ok := again.Get("api token"); ok {
		t.Error("a deleted value was found after Reload")
	}
}

func TestCallersMayWipe(t *testing.T) {
	f := newFile(t, aead.New(aead.GenerateKey()))
	value := secret.New("p4ss")
	if err := f.Set("password", value); err != nil {
		t.Fatal(err)
	}
	value.Wipe()
	got, _ := f.Get("password")
	got.Wipe()
	want(t, f, "password", "p4ss")
	mustSet(t, f, "other", "x") // writes all of them again
	want(t, f, "password", "p4ss")
}

func TestTheFileTellsNothing(t *testing.T) {
	f := newFile(t, aead.New(aead.GenerateKey()))
	mustSet(t, f, "database password", "p4ss-p4ss-p4ss")
	text, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(text, []byte("safeapi-secretfile-1\n")) {
		t.Errorf("the file begins with %.30q", text)
	}
	for _, s := range []string{"database", "p4ss", "ZGF0YWJhc2", "cDRzcy"} {
		if bytes.Contains(text, []byte(s)) {
			t.Errorf("the file has %q", s)
		}
	}
	info, err := os.Stat(f.path)
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestChangesOfOthersAreKept(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	f := newFile(t, keys)
	other, err := OpenWithoutPurpose(f.path, keys)
	if err != nil {
		t.Fatal(err)
	}
	mustSet(t, f, "a", "1")
	mustSet(t, other, "b", "2") // has not seen "a"
	if err := f.Reload(); err != nil {
		t.Fatal(err)
	}
	for _, file := range []*File{f, other} {
		want(t, file, "a", "1")
		want(t, file, "b", "2")
	}
}

func TestRekey(t *testing.T) {
	oldKey, newKey := aead.GenerateKey(), aead.GenerateKey()
	f := newFile(t, aead.New(oldKey))
	mustSet(t, f, "password", "p4ss")

	reader, err := OpenWithoutPurpose(f.path, aead.New(oldKey, newKey)) // step 1
	if err != nil {
		t.Fatal(err)
	}
	writer, err := OpenWithoutPurpose(f.path, aead.New(newKey, oldKey))
	if err != nil {
		t.Fatal(err)
	}
	if !writer.NeedsRotation() || reader.NeedsRotation() {
		t.Errorf("NeedsRotation: writer %t, reader %t", writer.NeedsRotation(), reader.NeedsRotation())
	}
	if err := writer.Rekey(aead.New(newKey, oldKey)); err != nil { // step 2
		t.Fatal(err)
	}
	if writer.NeedsRotation() {
		t.Error("NeedsRotation after Rekey")
	}
	if err := reader.Reload(); err != nil {
		t.Errorf("a reader with both keys: %v", err)
	}
	want(t, reader, "password", "p4ss")

	onlyNew, err := OpenWithoutPurpose(f.path, aead.New(newKey)) // step 3
	if err != nil {
		t.Fatal(err)
	}
	want(t, onlyNew, "password", "p4ss")
	if err := f.Reload(); !errors.Is(err, ErrInvalid) {
		t.Errorf("a reader with the old key alone: %v", err)
	}
	want(t, f, "password", "p4ss") // what it had
	if err := f.Set("password", secret.New("x")); !errors.Is(err, ErrInvalid) {
		t.Errorf("a writer with the old key alone: %v", err)
	}
}

// A service that still has the new key second, as step 1 of the rotation says,
// changes the file after step 2. It must not move it back to the old key, which
// is about to be destroyed.
func TestChangesKeepTheKey(t *testing.T) {
	oldKey, newKey := aead.GenerateKey(), aead.GenerateKey()
	f := newFile(t, aead.New(oldKey))
	mustSet(t, f, "password", "p4ss")
	service, err := OpenWithoutPurpose(f.path, aead.New(oldKey, newKey))
	if err != nil {
		t.Fatal(err)
	}
	admin, err := OpenWithoutPurpose(f.path, aead.New(newKey, oldKey))
	if err != nil {
		t.Fatal(err)
	}
	mustSet(t, admin, "before", "1") // does not rotate either: other programs may not have the new key
	if _, err := OpenWithoutPurpose(f.path, aead.New(oldKey)); err != nil || !admin.NeedsRotation() {
		t.Errorf("Set has changed the key: %v", err)
	}
	if err := admin.Rekey(aead.New(newKey, oldKey)); err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string]func() error{
		"Set":    func() error { return service.Set("token", secret.New("tok")) },
		"Delete": func() error { return service.Delete("before") },
	} {
		if err := change(); err != nil {
			t.Fatal(err)
		}
		last, err := OpenWithoutPurpose(f.path, aead.New(newKey))
		if err != nil {
			t.Fatalf("%s has moved the file back to the old key: %v", what, err)
		}
		want(t, last, "password", "p4ss")
	}
	want(t, service, "token", "tok")
}

// Two files under one key, exchanged by an attacker who can write both.
func TestExchangedFilesAreRefused(t *testing.T) {
	dir, keys := t.TempDir(), aead.New(aead.GenerateKey())
	shop, office := filepath.Join(dir, "shop.enc"), filepath.Join(dir, "office.enc")
	for path, purpose := range map[string]string{shop: "shop", office: "office"} {
		f, err := Create(purpose, path, keys)
		if err != nil {
			t.Fatal(err)
		}
		mustSet(t, f, "database password", "p4ss of "+purpose)
	}
	f, err := Open("shop", shop, keys)
	if err != nil {
		t.Fatal(err)
	}
	want(t, f, "database password", "p4ss of shop")
	if err := os.Rename(office, shop); err != nil {
		t.Fatal(err)
	}
	for name, open := range map[string]func() error{
		"with the purpose":  func() error { _, err := Open("shop", shop, keys); return err },
		"without a purpose": func() error { _, err := OpenWithoutPurpose(shop, keys); return err },
		"Reload":            f.Reload,
		"Set":               func() error { return f.Set("a", secret.New("1")) },
	} {
		if err := open(); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	want(t, f, "database password", "p4ss of shop")
}

func TestOpenRefuses(t *testing.T) {
	key := aead.GenerateKey()
	f := newFile(t, aead.New(key))
	mustSet(t, f, "a", "1")
	good, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	lineEnd := bytes.IndexByte(good, '\n')
	for name, text := range map[string][]byte{
		"other version":    bytes.Replace(good, []byte("-1\n"), []byte("-2\n"), 1),
		"no header":        good[lineEnd+1:],
		"cut":              good[:len(good)-8],
		"no last line end": good[:len(good)-1],
		"CR LF":            bytes.ReplaceAll(good, []byte("\n"), []byte("\r\n")),
		"line more":        append(bytes.Clone(good), '\n'),
		"bit changed":      append(append(bytes.Clone(good[:30]), good[30]^1), good[31:]...),
		"text":             []byte("password = p4ss\n"),
		"other context":    armor(aead.New(key).Encrypt(nil, "somewhere else")),
		"nonsense inside":  armor(aead.New(key).Encrypt([]byte("nonsense"), context)),
	} {
		if err := os.WriteFile(f.path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		if file, err := OpenWithoutPurpose(f.path, aead.New(key)); !errors.Is(err, ErrInvalid) || file != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := os.WriteFile(f.path, good, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenWithoutPurpose(f.path, aead.New(aead.GenerateKey())); !errors.Is(err, ErrInvalid) {
		t.Errorf("another key: %v", err)
	}
	if err := os.Chmod(f.path, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenWithoutPurpose(f.path, aead.New(key)); !errors.Is(err, keyfile.ErrPermissions) {
		t.Errorf("mode 0644: %v", err)
	}
	if _, err := OpenWithoutPurpose(f.path+".missing", aead.New(key)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing: %v", err)
	}
	if _, err := CreateWithoutPurpose(f.path, aead.New(key)); !errors.Is(err, fs.ErrExist) {
		t.Errorf("Create over a file: %v", err)
	}
}

func TestLimits(t *testing.T) {
	f := newFile(t, aead.New(aead.GenerateKey()))
	for _, name := range []string{"", strings.Repeat("a", 256), "\xff"} {
		if err := f.Set(name, secret.New("x")); !errors.Is(err, ErrLimit) {
			t.Errorf("the name %q: %v", name, err)
		}
	}
	if err := f.Set("large", secret.New(make([]byte, maxValue+1))); !errors.Is(err, ErrLimit) {
		t.Errorf("a large value: %v", err)
	}
	mustSet(t, f, "kept", "x")
	entries := map[string]secret.Bytes{}
	for i := range 9 {
		entries[fmt.Sprint(i)] = secret.New(make([]byte, maxValue-8))
	}
	if err := f.store(keyfile.Replace, content{entries: entries, onDisk: f.keys}); !errors.Is(err, ErrLimit) {
		t.Errorf("more than 8 MiB: %v", err)
	}
	if err := f.Reload(); err != nil || len(f.Names()) != 1 {
		t.Errorf("after a failed change: %q, %v", f.Names(), err)
	}
	delete(entries, "8") // 8 MiB less 8 bytes
	if err := f.store(keyfile.Replace, content{entries: entries, onDisk: f.keys}); err != nil {
		t.Errorf("8 MiB: %v", err)
	}
	if err := f.Reload(); err != nil || len(f.Names()) != 8 {
		t.Errorf("a full file: %q, %v", f.Names(), err)
	}
}

func TestNoLeak(t *testing.T) {
	f := newFile(t, aead.New(aead.GenerateKey()))
	raw := secret.Random(32).Reveal()
	mustSet(t, f, "key", string(raw))
	leaktest.Check(t, f, raw)
}

func TestProgrammerErrorsPanic(t *testing.T) {
	f := newFile(t, aead.New(aead.GenerateKey()))
	for name, use := range map[string]func(){
		"Create without keys": func() { CreateWithoutPurpose("x", nil) },
		"Open without keys":   func() { OpenWithoutPurpose("x", nil) },
		"Rekey without keys":  func() { f.Rekey(nil) },
		"Open, zero Keyring":  func() { OpenWithoutPurpose(f.path, new(aead.Keyring)) },
		"Rekey, zero Keyring": func() { f.Rekey(new(aead.Keyring)) },
		"zero File":           func() { new(File).Get("x") },
		"zero value":          func() { f.Set("x", secret.Bytes{}) },
		"Create, no purpose":  func() { Create("", "x", aead.New(aead.GenerateKey())) },
		"Open, no purpose":    func() { Open("", "x", aead.New(aead.GenerateKey())) },
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
	mustSet(t, f, "still", "works") // no lock is held
}

func TestConcurrentUse(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	f := newFile(t, keys)
	other, err := OpenWithoutPurpose(f.path, keys)
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			file := []*File{f, other}[i%2]
			mustSet(t, file, fmt.Sprint(i), "x")
			want(t, file, fmt.Sprint(i), "x")
			file.Names()
		})
	}
	group.Wait()
	if err := f.Reload(); err != nil || len(f.Names()) != 8 {
		t.Errorf("of 8 changes, %q are left, %v", f.Names(), err)
	}
}

// Several processes change one file, and no change is lost.
func TestProcesses(t *testing.T) {
	if path := os.Getenv("SECRETFILE_TEST_PATH"); path != "" {
		key, err := aead.ParseKey(os.Getenv("SECRETFILE_TEST_KEY"))
		if err != nil {
			t.Fatal(err)
		}
		f, err := OpenWithoutPurpose(path, aead.New(key))
		if err != nil {
			t.Fatal(err)
		}
		for i := range 5 {
			mustSet(t, f, fmt.Sprint(os.Getenv("SECRETFILE_TEST_NAME"), i), "x")
		}
		return
	}
	key := aead.GenerateKey()
	f := newFile(t, aead.New(key))
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			cmd := exec.CommandContext(t.Context(), self, "-test.run=^TestProcesses$")
			cmd.Env = append(os.Environ(), "SECRETFILE_TEST_PATH="+f.path, "SECRETFILE_TEST_KEY="+key.Reveal(),
				fmt.Sprint("SECRETFILE_TEST_NAME=", i, "-"))
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
	group.Wait()
	if err := f.Reload(); err != nil || len(f.Names()) != 20 {
		t.Errorf("of 20 changes, %d are left, %v", len(f.Names()), err)
	}
}

// Another implementation, after the package comments alone, in Python.
const pythonProgram = `import base64, json, os, struct, sys
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
q = json.load(sys.stdin)
text = q["key"].removeprefix("safeapi-aead-1.")
K = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
expand = lambda info, n: HKDFExpand(algorithm=hashes.SHA256(), length=n, info=info).derive(K)
context = b"safeapi/secretfile 1"

lines = q["file"].split("\n")
assert lines[0] == "safeapi-secretfile-1" and lines[-1] == ""
c = base64.b64decode("".join(lines[1:]), validate=True)
header, nonce, sealed = c[:53], c[53:65], c[65:]
assert header[0] == 1 and header[1:5] == expand(b"safeapi/aead v1 key id", 4)
derived = expand(b"safeapi/aead v1 message" + header[5:21], 64)
assert header[21:] == derived[32:]
plain = AESGCM(derived[:32]).decrypt(nonce, sealed, header + context)
entries = {}
while plain:
    n, = struct.unpack(">H", plain[:2]); name = plain[2:2+n]; plain = plain[2+n:]
    n, = struct.unpack(">I", plain[:4]); entries[name.decode()] = plain[4:4+n].decode(); plain = plain[4+n:]

plain = b"".join(struct.pack(">H", len(k)) + k + struct.pack(">I", len(v)) + v for k, v in
                 sorted((k.encode(), v.upper().encode()) for k, v in entries.items()))
salt, nonce = os.urandom(16), os.urandom(12)
derived = expand(b"safeapi/aead v1 message" + salt, 64)
header = b"\x01" + expand(b"safeapi/aead v1 key id", 4) + salt + derived[32:]
b = base64.b64encode(header + nonce + AESGCM(derived[:32]).encrypt(nonce, plain, header + context)).decode()
sys.stdout.write("safeapi-secretfile-1\n" + "".join(b[i:i+64] + "\n" for i in range(0, len(b), 64)))`

func TestInteropPython(t *testing.T) {
	key := aead.GenerateKey()
	f := newFile(t, aead.New(key))
	mustSet(t, f, "database password", "p4ss")
	mustSet(t, f, "☂", "grüße")
	text, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	question, err := json.Marshal(map[string]string{"key": key.Reveal(), "file": string(text)})
	if err != nil {
		t.Fatal(err)
	}
	theirs := interoptest.Python(t, "cryptography", pythonProgram, question)
	if err := os.WriteFile(f.path, theirs, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.Reload(); err != nil {
		t.Fatal(err)
	}
	want(t, f, "database password", "P4SS")
	want(t, f, "☂", "GRÜSSE")
}

// Files of earlier versions stay readable. testdata/settings.enc was written by
// the program of TestInteropPython.
func TestGolden(t *testing.T) {
	text, err := os.ReadFile("testdata/settings.enc")
	if err != nil {
		t.Fatal(err)
	}
	keyText, err := os.ReadFile("testdata/settings.key")
	if err != nil {
		t.Fatal(err)
	}
	key, err := aead.ParseKey(string(keyText))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "settings.enc") // a checkout has mode 0644
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := OpenWithoutPurpose(path, aead.New(key))
	if err != nil {
		t.Fatal(err)
	}
	want(t, f, "database password", "P4SS")
	want(t, f, "☂", "GRÜSSE")
}

func FuzzUnarmor(f *testing.F) {
	f.Add([]byte(magic))
	f.Add([]byte(magic + "AAAA\n"))
	f.Add(armor(make([]byte, 100)))
	f.Fuzz(func(t *testing.T, text []byte) {
		if raw, ok := unarmor(text); ok && !bytes.Equal(armor(raw), text) {
			t.Errorf("%q has another spelling", text)
		}
	})
}

// FuzzDecode reaches what is behind the authentication.
func FuzzDecode(f *testing.F) {
	f.Add([]byte("\x00\x01a\x00\x00\x00\x01x\x00\x01b\x00\x00\x00\x00"))
	f.Add([]byte("\xff\xff"))
	f.Add([]byte("\x00\x01a\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, plain []byte) {
		entries, ok := decode(plain)
		if !ok {
			return
		}
		again, err := encode(entries)
		if err != nil || !bytes.Equal(again, plain) {
			t.Errorf("%x is read and written as %x, %v", plain, again, err)
		}
	})
}
