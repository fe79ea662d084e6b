package aead_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/cryptolint/cryptolint/safeapi/aead"
)

// A column of a database. The context ties each value to its row.
func ExampleKeyring_Encrypt() {
	keys := aead.New(aead.GenerateKey())

	stored := keys.Encrypt([]byte("1 Main Street"), "user 4711, address")

	address, err := keys.Decrypt(stored, "user 4711, address")
	fmt.Println(string(address), err)

	_, err = keys.Decrypt(stored, "user 4712, address") // moved to another row
	fmt.Println(err)
	// Output:
	// 1 Main Street <nil>
	// aead: decryption failed
}

// A column of type TEXT. The parts of the context cannot run into each other,
// whatever a user calls himself.
func ExampleContext() {
	keys := aead.New(aead.GenerateKey())
	user := "4711"

	stored := keys.EncryptText([]byte("1 Main Street"), aead.Context("user", user, "address"))

	address, err := keys.DecryptText(stored, aead.Context("user", user, "address"))
	fmt.Println(string(address), err)
	fmt.Println(aead.Context("a,b", "c") == aead.Context("a", "b,c"))
	// Output:
	// 1 Main Street <nil>
	// false
}

// A table of many short values is encrypted anew.
func ExampleKeyring_Batch() {
	old := aead.GenerateKey()
	rows := map[string][]byte{"alice": aead.New(old).Encrypt([]byte("secret of alice"), "alice")}

	keys := aead.New(aead.GenerateKey(), old)
	batch := keys.Batch()
	for name, row := range rows {
		rotated, err := batch.Rotate(row, name)
		if err != nil {
			fmt.Println(name, err)
			continue
		}
		rows[name] = rotated
	}

	value, err := keys.Decrypt(rows["alice"], "alice")
	fmt.Println(string(value), err)
	// Output: secret of alice <nil>
}

// A key is made once, kept where secrets are kept, and read at the start.
func ExampleParseKey() {
	key := aead.GenerateKey()
	os.Setenv("APP_KEY", key.Reveal())

	read, err := aead.ParseKey(os.Getenv("APP_KEY"))
	fmt.Println(read, err, read.ID() == key.ID())
	// Output: [secret] <nil> true
}

// The new key encrypts; what the old one encrypted is read, and encrypted anew.
func ExampleKeyring_Rotate() {
	old := aead.GenerateKey()
	rows := map[string][]byte{"alice": aead.New(old).Encrypt([]byte("secret of alice"), "alice")}

	keys := aead.New(aead.GenerateKey(), old)
	for name, row := range rows {
		if !keys.NeedsRotation(row) {
			continue
		}
		rotated, err := keys.Rotate(row, name)
		if err != nil {
			fmt.Println(name, err)
			continue
		}
		rows[name] = rotated
	}

	fmt.Println(keys.NeedsRotation(rows["alice"]))
	// Output: false
}

// A file is decrypted to a temporary one, which takes its name only when the
// end of the file has been authenticated.
func ExampleKeyring_DecryptStream() {
	keys := aead.New(aead.GenerateKey())
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)

	encrypted := filepath.Join(dir, "report.enc")
	if err := encryptFile(keys, encrypted, strings.NewReader("a long report")); err != nil {
		fmt.Println(err)
		return
	}
	report := filepath.Join(dir, "report.txt")
	if err := decryptFile(keys, report, encrypted); err != nil {
		fmt.Println(err)
		return
	}
	text, err := os.ReadFile(report)
	fmt.Println(string(text), err)
	// Output: a long report <nil>
}

func encryptFile(keys *aead.Keyring, path string, src io.Reader) error {
	dst, err := os.Create(path)
	if err != nil {
		return err
	}
	defer dst.Close()
	if err := keys.EncryptStream(dst, src, "report"); err != nil {
		return err
	}
	return dst.Close()
}

func decryptFile(keys *aead.Keyring, path, encrypted string) error {
	src, err := os.Open(encrypted)
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := os.CreateTemp(filepath.Dir(path), ".decrypt-*")
	if err != nil {
		return err
	}
	defer os.Remove(dst.Name()) // fails after the rename, as it should
	defer dst.Close()
	if err := keys.DecryptStream(dst, src, "report"); err != nil {
		return err
	}
	if err := dst.Close(); err != nil {
		return err
	}
	return os.Rename(dst.Name(), path)
}

// A program that writes, such as archive/tar, gets an io.Writer.
func ExampleKeyring_NewWriter() {
	keys := aead.New(aead.GenerateKey())
	var archive strings.Builder

	w := keys.NewWriter(&archive, "archive")
	for i := range 3 {
		if _, err := fmt.Fprintf(w, "line %d\n", i); err != nil {
			fmt.Println(err)
			return
		}
	}
	if err := w.Finish(); err != nil { // only now the stream is complete
		fmt.Println(err)
		return
	}

	text, err := io.ReadAll(keys.NewReader(strings.NewReader(archive.String()), "archive"))
	fmt.Println(strings.Count(string(text), "\n"), err)
	// Output: 3 <nil>
}
