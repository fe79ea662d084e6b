package keyfile_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/cryptolint/cryptolint/safeapi/keyfile"
	"github.com/cryptolint/cryptolint/safeapi/mac"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// A service that makes its key at the first start and reads it at all others,
// also if two of its processes start at once.
func Example() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "cookies.key")

	if err := keyfile.CreateKey(path, mac.GenerateKey()); err != nil && !errors.Is(err, fs.ErrExist) {
		fmt.Println(err)
		return
	}
	key, err := keyfile.ReadKey(path, mac.ParseKey)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(key)
	// Output: [secret]
}

// A token of another service, as it was given out.
func ExampleRead() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "api-token")

	if err := keyfile.Create(path, secret.New("tok-3f9a")); err != nil {
		fmt.Println(err)
		return
	}
	token, err := keyfile.Read(path)
	fmt.Println(token, token.Len(), err)

	os.Chmod(path, 0o644) // a mistake
	_, err = keyfile.Read(path)
	fmt.Println(errors.Is(err, keyfile.ErrPermissions))
	// Output:
	// [secret] 8 <nil>
	// true
}

// A key that nothing is encrypted with any more.
func ExampleDestroy() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "old.key")
	if err := keyfile.CreateKey(path, mac.GenerateKey()); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(keyfile.Destroy(path))
	_, err = keyfile.Read(path)
	fmt.Println(errors.Is(err, fs.ErrNotExist))
	// Output:
	// <nil>
	// true
}

// The private key of a certificate, as a platform or an authority's tool has
// written it.
func ExampleReadPrivateKey() {
	key, err := keyfile.ReadPrivateKey("/etc/tls/tls.key")
	if err != nil {
		fmt.Println(errors.Is(err, fs.ErrNotExist))
		return
	}
	fmt.Printf("%T", key)
	// Output: true
}
