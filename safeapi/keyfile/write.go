package keyfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/secret"
)

const (
	temporaryName = ".keyfile-*"

	// leftoverAge is the age of a temporary file that nobody writes any more:
	// writing takes a fraction of a second.
	leftoverAge = time.Hour
)

func writeText(path string, key Revealer, publish func(temporary, path string) error, verb string) error {
	text := []byte(key.Reveal() + "\n")
	defer secret.Wipe(text)
	b := secret.New(text)
	defer b.Wipe()
	return write(path, b, publish, verb)
}

func write(path string, key secret.Bytes, publish func(temporary, path string) error, verb string) error {
	data := key.Reveal()
	defer secret.Wipe(data)
	if err := writeBytes(path, data, publish); err != nil {
		return fmt.Errorf("keyfile: %s %s: %w", verb, path, err)
	}
	return nil
}

func writeBytes(path string, data []byte, publish func(temporary, path string) error) error {
	if len(data) == 0 || len(data) > MaxSize {
		return fmt.Errorf("%w: %d bytes", ErrSize, len(data))
	}
	dir := filepath.Dir(path)
	removeLeftovers(dir)
	f, err := os.CreateTemp(dir, temporaryName) // mode 0600, and never an existing file
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone already if all went well
	if err := fill(f, data); err != nil {
		return err
	}
	if err := publish(f.Name(), path); err != nil {
		return err
	}
	return syncDir(dir)
}

// fill writes and closes the file. The data is on disk before the file gets its
// name: otherwise a crash could leave the name with an empty file.
func fill(f *os.File, data []byte) error {
	_, err := f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// create gives the temporary file its name if nothing has it. Rename would
// replace what is there; a hard link does not.
func create(temporary, path string) error {
	err := os.Link(temporary, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	return createWithoutLinks(temporary, path)
}

// createWithoutLinks is for file systems without hard links, such as FAT. Two
// programs cannot both succeed; a crash may leave an incomplete file.
func createWithoutLinks(temporary, path string) error {
	data, err := os.ReadFile(temporary)
	if err != nil {
		return err
	}
	defer secret.Wipe(data)
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := fill(f, data); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// removeLeftovers removes what programs left that were killed while they wrote.
// It is best effort: the new key must be written all the same. It does not
// overwrite them: after a crash of create, the file may be the key itself, with
// two names.
func removeLeftovers(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if ours, _ := filepath.Match(temporaryName, e.Name()); !ours {
			continue
		}
		info, err := e.Info()
		if err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > leftoverAge {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}
