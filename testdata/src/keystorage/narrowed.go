package keystorage

import (
	"crypto"
	"os"

	"example.test/keystorage/files"
)

func goodNarrowed(key crypto.PrivateKey) error {
	text, err := files.PEM(key)
	if err != nil {
		return err
	}
	f, err := os.Create("server.key")
	if err != nil {
		return err
	}
	if err := f.Chmod(0o600); err != nil {
		return err
	}
	_, err = f.Write(text)
	return err
}

func goodNarrowedByName(key crypto.PrivateKey) error {
	text, err := files.PEM(key)
	if err != nil {
		return err
	}
	if err := os.WriteFile("server.key", text, 0o644); err != nil {
		return err
	}
	return narrow("server.key")
}

func narrow(name string) error { return os.Chmod(name, 0o400) }
