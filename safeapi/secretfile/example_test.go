package secretfile_test

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/keyfile"
	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secretfile"
)

// A set-up program writes the settings, the service reads them.
func Example() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	keyPath, path := filepath.Join(dir, "settings.key"), filepath.Join(dir, "settings.enc")

	// Set-up, once:
	key := aead.GenerateKey()
	if err := keyfile.CreateKey(keyPath, key); err != nil {
		fmt.Println(err)
		return
	}
	settings, err := secretfile.Create("settings of the shop", path, aead.New(key))
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := settings.Set("database password", secret.New("p4ss")); err != nil {
		fmt.Println(err)
		return
	}

	// The service, at every start:
	key, err = keyfile.ReadKey(keyPath, aead.ParseKey)
	if err != nil {
		fmt.Println(err)
		return
	}
	settings, err = secretfile.Open("settings of the shop", path, aead.New(key))
	if err != nil {
		fmt.Println(err)
		return
	}
	password, ok := settings.Get("database password")
	fmt.Println(password, ok, len(password.Reveal()))
	// Output: [secret] true 4
}

// A new key for the file. Services that run have been given both keys before.
func ExampleFile_Rekey() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	oldPath, newPath := filepath.Join(dir, "old.key"), filepath.Join(dir, "new.key")
	path := filepath.Join(dir, "settings.enc")
	setUp(oldPath, path)

	oldKey, err := keyfile.ReadKey(oldPath, aead.ParseKey)
	if err != nil {
		fmt.Println(err)
		return
	}
	newKey := aead.GenerateKey()
	if err := keyfile.CreateKey(newPath, newKey); err != nil { // stored before anything needs it
		fmt.Println(err)
		return
	}
	settings, err := secretfile.Open("settings of the shop", path, aead.New(newKey, oldKey))
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := settings.Rekey(aead.New(newKey, oldKey)); err != nil {
		fmt.Println(err)
		return
	}
	// … when every service has the new key alone:
	settings, err = secretfile.Open("settings of the shop", path, aead.New(newKey))
	if err != nil { // the old key is still needed
		fmt.Println(err)
		return
	}
	if err := keyfile.Destroy(oldPath); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(settings.Names())
	// Output: [database password]
}

func setUp(keyPath, path string) {
	key := aead.GenerateKey()
	if err := keyfile.CreateKey(keyPath, key); err != nil {
		fmt.Println(err)
		return
	}
	settings, err := secretfile.Create("settings of the shop", path, aead.New(key))
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := settings.Set("database password", secret.New("p4ss")); err != nil {
		fmt.Println(err)
	}
}
