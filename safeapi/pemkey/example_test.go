package pemkey_test

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/cryptolint/cryptolint/safeapi/pemkey"
)

// A key is made once and stored; a server loads it when it starts.
func Example() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "signing-key.pem")
	passphrase := []byte("from the environment or a prompt") // not a constant in a real program

	public, key, _ := ed25519.GenerateKey(nil) // public goes where the file cannot be changed: into the configuration
	file, err := pemkey.Encode(key, passphrase)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := os.WriteFile(path, file, 0o600); err != nil {
		fmt.Println(err)
		return
	}

	file, err = os.ReadFile(path)
	if err != nil {
		fmt.Println(err)
		return
	}
	loaded, err := pemkey.DecodeFor(file, passphrase, public)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(key.Equal(loaded))
	_, err = pemkey.Decode(file, []byte("a guess"))
	fmt.Println(errors.Is(err, pemkey.ErrDecrypt))
	// Output:
	// true
	// true
}

// A file that another program wrote with fewer iterations is renewed when it is loaded.
func ExampleOutdated() {
	passphrase := []byte("correct horse battery staple")
	file, err := os.ReadFile("testdata/rsa-pyca.pem")
	if err != nil {
		fmt.Println(err)
		return
	}
	key, err := pemkey.Decode(file, passphrase)
	if err != nil {
		fmt.Println(err)
		return
	}
	if outdated, err := pemkey.Outdated(file); err == nil && outdated {
		file, err = pemkey.Encode(key, passphrase) // to be written with keyfile.Replace
		if err != nil {
			fmt.Println(err)
			return
		}
	}
	outdated, err := pemkey.Outdated(file)
	fmt.Println(outdated, err)
	// Output: false <nil>
}
