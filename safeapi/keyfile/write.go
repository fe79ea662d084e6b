package keyfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/cryptolint/cryptolint/safeapi/internal/tempfile"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

const temporaryPrefix = ".keyfile-tmp-"

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
	tempfile.RemoveLeftovers(dir, temporaryPrefix)
	f, err := os.CreateTemp(dir, temporaryPrefix+"*") // mode 0600, and never an existing file
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
	return tempfile.SyncDir(dir)
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
