package passphrasefile_test

import (
	"bytes"
	"crypto/fips140"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/kdf"
	"github.com/cryptolint/cryptolint/safeapi/passphrasefile"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
)

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

var passphrase = []byte("correct horse battery staple")

func encrypt(t testing.TB, plaintext string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := passphrasefile.Encrypt(&out, strings.NewReader(plaintext), passphrase); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func decrypt(encrypted, passphrase []byte) (string, error) {
	var out bytes.Buffer
	err := passphrasefile.Decrypt(&out, iotest.OneByteReader(bytes.NewReader(encrypted)), passphrase)
	return out.String(), err
}

func TestRoundTrip(t *testing.T) {
	for _, plaintext := range []string{"", "a report", strings.Repeat("line\n", 30000)} {
		if got, err := decrypt(encrypt(t, plaintext), passphrase); err != nil || got != plaintext {
			t.Errorf("%d bytes: got %d, %v", len(plaintext), len(got), err)
		}
	}
	first, second := encrypt(t, "x"), encrypt(t, "x")
	if bytes.Equal(first[:80], second[:80]) {
		t.Error("two files have the same salt")
	}
	algorithm := "\n$argon2id$v=19$m=65536,t=3,p=4$"
	if fips140.Enabled() {
		algorithm = "\n$pbkdf2-sha256$i=600000$"
	}
	if !strings.HasPrefix(string(first), "safeapi/passphrasefile v1"+algorithm) {
		t.Errorf("a file begins with %.80q", first)
	}
}

func TestDecryptFails(t *testing.T) {
	good := encrypt(t, "a report")
	first, rest, _ := strings.Cut(string(good), "\n")
	params, stream, _ := strings.Cut(rest, "\n")
	other, _, _ := strings.Cut(strings.SplitN(string(encrypt(t, "x")), "\n", 3)[1], "\n")
	for name, c := range map[string]struct {
		file string
		want error
	}{
		"nothing":               {"", passphrasefile.ErrFormat},
		"another file":          {"%PDF-1.7 and so on, for a long time without any line end at all", passphrasefile.ErrFormat},
		"another version":       {strings.Replace(string(good), "v1", "v2", 1), passphrasefile.ErrFormat},
		"a line end of DOS":     {strings.Replace(string(good), "v1\n", "v1\r\n", 1), passphrasefile.ErrFormat},
		"half a head":           {string(good[:40]), passphrasefile.ErrFormat},
		"an endless line":       {first + "\n$" + strings.Repeat("x", 100000), passphrasefile.ErrFormat},
		"too little work":       {first + "\n$pbkdf2-sha256$i=1000$AAAAAAAAAAAAAAAAAAAAAA\n" + stream, passphrasefile.ErrFormat},
		"too much work":         {first + "\n$argon2id$v=19$m=4194304,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA\n" + stream, passphrasefile.ErrFormat},
		"the head alone":        {first + "\n" + params + "\n", passphrasefile.ErrDecrypt},
		"the salt of another":   {first + "\n" + other + "\n" + stream, passphrasefile.ErrDecrypt},
		"cut short":             {string(good[:len(good)-1]), passphrasefile.ErrDecrypt},
		"one byte more":         {string(good) + "\n", passphrasefile.ErrDecrypt},
		"altered in the text":   {flip(good, len(good)-20), passphrasefile.ErrDecrypt},
		"altered in the header": {flip(good, len(good)-60), passphrasefile.ErrDecrypt},
	} {
		if got, err := decrypt([]byte(c.file), passphrase); !errors.Is(err, c.want) || got != "" {
			t.Errorf("%s: %q, %v; want %v", name, got, err, c.want)
		}
	}
	if got, err := decrypt(good, []byte("another passphrase")); err != passphrasefile.ErrDecrypt || got != "" {
		t.Errorf("a wrong passphrase: %q, %v; want exactly ErrDecrypt", got, err)
	}
	if _, err := decrypt(good, nil); !errors.Is(err, kdf.ErrPassphrase) {
		t.Errorf("no passphrase: %v; want ErrPassphrase", err)
	}
	if err := passphrasefile.Encrypt(&bytes.Buffer{}, strings.NewReader("x"), nil); !errors.Is(err, kdf.ErrPassphrase) {
		t.Errorf("encrypt without passphrase: %v; want ErrPassphrase", err)
	}
}

func flip(b []byte, at int) string {
	changed := bytes.Clone(b)
	changed[at] ^= 1
	return string(changed)
}

// A stream of the right key in which the head is not authenticated.
func TestHeadIsAuthenticated(t *testing.T) {
	params := kdf.NewPBKDF2()
	master, err := params.Master(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	file := bytes.NewBufferString("safeapi/passphrasefile v1\n" + params.String() + "\n")
	if err := aead.New(aead.DeriveKey(master, "passphrasefile v1")).EncryptStream(file, strings.NewReader("x"), ""); err != nil {
		t.Fatal(err)
	}
	if _, err := decrypt(file.Bytes(), passphrase); err != passphrasefile.ErrDecrypt {
		t.Errorf("%v; want ErrDecrypt", err)
	}
}

func TestArgon2idIsRefusedUnderFIPS(t *testing.T) {
	if !fips140.Enforced() {
		t.Skip("only under GODEBUG=fips140=only")
	}
	file := "safeapi/passphrasefile v1\n$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA\n"
	if _, err := decrypt([]byte(file), passphrase); !errors.Is(err, kdf.ErrNotApproved) {
		t.Errorf("%v; want ErrNotApproved", err)
	}
}

func TestSourceFails(t *testing.T) {
	good, broken := encrypt(t, "a report"), errors.New("connection reset")
	for _, n := range []int{0, 10, 40, len(good) - 5} {
		src := iotest.ErrReader(broken)
		var out bytes.Buffer
		err := passphrasefile.Decrypt(&out, iotest.DataErrReader(&both{bytes.NewReader(good[:n]), src}), passphrase)
		if !errors.Is(err, broken) || errors.Is(err, passphrasefile.ErrFormat) {
			t.Errorf("fails after %d bytes: %v; want the error of the source", n, err)
		}
	}
}

// both reads one reader, then the other.
type both struct {
	first  *bytes.Reader
	second interface{ Read([]byte) (int, error) }
}

func (b *both) Read(p []byte) (int, error) {
	if b.first.Len() > 0 {
		return b.first.Read(p)
	}
	return b.second.Read(p)
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	plain, encrypted, back := filepath.Join(dir, "plain"), filepath.Join(dir, "encrypted"), filepath.Join(dir, "back")
	write(t, plain, "a report")
	write(t, back, "what was there before")
	if err := passphrasefile.EncryptFile(encrypted, plain, passphrase); err != nil {
		t.Fatal(err)
	}
	if err := passphrasefile.DecryptFile(back, encrypted, []byte("wrong")); !errors.Is(err, passphrasefile.ErrDecrypt) || !strings.Contains(err.Error(), encrypted) {
		t.Errorf("a wrong passphrase: %v; want ErrDecrypt that names the file", err)
	}
	if got := read(t, back); got != "what was there before" {
		t.Errorf("a wrong passphrase replaced the file by %q", got)
	}
	if err := passphrasefile.DecryptFile(back, encrypted, passphrase); err != nil || read(t, back) != "a report" {
		t.Errorf("%q, %v", read(t, back), err)
	}
	// In place, both ways.
	if err := passphrasefile.EncryptFile(plain, plain, passphrase); err != nil || strings.Contains(read(t, plain), "a report") {
		t.Errorf("in place: %v", err)
	}
	if err := passphrasefile.DecryptFile(plain, plain, passphrase); err != nil || read(t, plain) != "a report" {
		t.Errorf("back in place: %q, %v", read(t, plain), err)
	}
	for _, path := range []string{plain, encrypted, back} {
		if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode() != 0o600 {
			t.Errorf("%s: mode %v, %v", path, info.Mode(), err)
		}
	}
	if err := passphrasefile.DecryptFile(back, filepath.Join(dir, "missing"), passphrase); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
	if err := passphrasefile.DecryptFile(filepath.Join(dir, "missing", "x"), encrypted, passphrase); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing directory: %v", err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 3 {
		t.Errorf("the directory has %v, %v; want the three files", entries, err)
	}
}

// Exchanging the two paths must not lose the report.
func TestExchangedPaths(t *testing.T) {
	dir := t.TempDir()
	plain, encrypted := filepath.Join(dir, "report.pdf"), filepath.Join(dir, "report.enc")
	write(t, plain, "last month's report")
	if err := passphrasefile.EncryptFile(encrypted, plain, passphrase); err != nil {
		t.Fatal(err)
	}
	write(t, plain, "this month's report")
	if err := passphrasefile.EncryptFile(plain, encrypted, passphrase); !errors.Is(err, passphrasefile.ErrEncrypted) || !strings.Contains(err.Error(), encrypted) {
		t.Errorf("%v; want ErrEncrypted that names the file", err)
	}
	if err := passphrasefile.DecryptFile(encrypted, plain, passphrase); !errors.Is(err, passphrasefile.ErrFormat) {
		t.Errorf("%v; want ErrFormat", err)
	}
	if got := read(t, plain); got != "this month's report" {
		t.Errorf("the report is %q", got)
	}
}

// A program that is killed while it decrypts leaves a part of the plaintext.
func TestLeftovers(t *testing.T) {
	dir := t.TempDir()
	plain, encrypted := filepath.Join(dir, "plain"), filepath.Join(dir, "encrypted")
	left, running := filepath.Join(dir, ".passphrasefile-tmp-123"), filepath.Join(dir, ".passphrasefile-tmp-456")
	for _, path := range []string{plain, left, running} {
		write(t, path, "a report")
	}
	old := time.Now().Add(-61 * time.Minute)
	if err := os.Chtimes(left, old, old); err != nil {
		t.Fatal(err)
	}
	if err := passphrasefile.EncryptFile(encrypted, plain, passphrase); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what was left an hour ago: %v; want it gone", err)
	}
	if got := read(t, running); got != "a report" {
		t.Errorf("what another program writes is %q", got)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// testdata/golden.enc was made by testdata/reference.py.
func TestGolden(t *testing.T) {
	if got, err := decrypt([]byte(read(t, "testdata/golden.enc")), []byte("golden passphrase")); err != nil || got != "hello, golden world" {
		t.Errorf("%q, %v", got, err)
	}
}

// Python reads what is written in FIPS 140-3 mode, with PBKDF2.
func TestInteropPython(t *testing.T) {
	program := read(t, "testdata/reference.py")
	if fips140.Enabled() {
		plaintext := strings.Repeat("line\n", 20000)
		ours := encrypt(t, plaintext)
		if got := interoptest.Python(t, "cryptography", program, ours, string(passphrase)); string(got) != plaintext {
			t.Errorf("Python reads %d bytes", len(got))
		}
	}
	theirs := interoptest.Python(t, "cryptography", program, []byte("from Python"), string(passphrase), strings.Repeat("5a", 16))
	if got, err := decrypt(theirs, passphrase); err != nil || got != "from Python" {
		t.Errorf("from Python: %q, %v", got, err)
	}
}

func TestConcurrentUse(t *testing.T) {
	file := encrypt(t, "a report")
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			if got, err := decrypt(file, passphrase); err != nil || got != "a report" {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
	group.Wait()
}

// The passphrase is empty, so that no work is done: what is left is the parser.
func FuzzHead(f *testing.F) {
	f.Add([]byte("safeapi/passphrasefile v1\n$pbkdf2-sha256$i=600000$AAECAwQFBgcICQoLDA0ODw\n"))
	f.Add([]byte("safeapi/passphrasefile v1\n"))
	f.Add([]byte("safeapi/passphrasefile v1"))
	f.Fuzz(func(t *testing.T, file []byte) {
		got, err := decrypt(file, nil)
		if got != "" || !errors.Is(err, passphrasefile.ErrFormat) && !errors.Is(err, kdf.ErrPassphrase) {
			t.Errorf("%q: %q, %v", file, got, err)
		}
	})
}
