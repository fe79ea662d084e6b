// Package keyfile keeps keys and other secrets in files that only their owner
// may read, written so that a crash leaves the old file or the new one, never
// half of one.
//
//	err := keyfile.CreateKey("app.key", aead.GenerateKey())
//	key, err := keyfile.ReadKey("app.key", aead.ParseKey)
//
// A file is written under a temporary name in the same directory with mode
// 0600, synced, given its name in one step, and the directory is synced.
// Reading refuses a file that its group or others may read, write or execute.
// [CreateKey] writes the text of the key and a line end; [Create] writes the
// bytes as they are.
//
// The directory matters too: who may write to it can put another file there. A
// file may be a symbolic link, as in Kubernetes; there, mount the secret with
// defaultMode: 0400.
//
// On Windows and Plan 9 there are no such mode bits: who may read a file is
// decided by its directory, nothing is checked, and directories are not synced.
//
// All functions are safe for concurrent use, among processes as well. The
// package has no cryptography of its own and runs under GODEBUG=fips140=only.
package keyfile

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// The errors of this package, besides those of package os: fs.ErrNotExist and
// fs.ErrExist can be asked for with errors.Is.
var (
	// ErrPermissions means that others than the owner can read or write the
	// file. Whoever could has the key: changing the mode does not take it back.
	ErrPermissions = errors.New("keyfile: others may access the file")

	// ErrSize means that a file or secret is empty or larger than MaxSize.
	ErrSize = errors.New("keyfile: empty or too large")

	// ErrNotRegular means that the path is a directory, a device, a pipe, or,
	// for Destroy, a symbolic link.
	ErrNotRegular = errors.New("keyfile: not a regular file")
)

// MaxSize is the largest file in bytes.
const MaxSize = 16 << 20

// Revealer is a key of this library: all key types have Reveal.
type Revealer interface{ Reveal() string }

// CreateKey writes the text of a key to a new file. It returns an error of
// fs.ErrExist, and changes nothing, if there is a file already: a key that data
// is encrypted with is not lost to a second start of the set-up.
func CreateKey(path string, key Revealer) error {
	return writeText(path, key, create, "create")
}

// ReplaceKey writes the text of a key to a file in the place of what is there.
func ReplaceKey(path string, key Revealer) error {
	return writeText(path, key, os.Rename, "replace")
}

// ReadKey reads a key that CreateKey or ReplaceKey wrote. parse is the function
// ParseKey of the key's package.
func ReadKey[K any](path string, parse func(string) (K, error)) (K, error) {
	var none K
	text, err := Read(path)
	if err != nil {
		return none, err
	}
	defer text.Wipe()
	key, err := parse(string(text.Reveal()))
	if err != nil {
		return none, fmt.Errorf("keyfile: read %s: %w", path, err)
	}
	return key, nil
}

// Create writes the secret to a new file, as [CreateKey] does.
func Create(path string, key secret.Bytes) error {
	return write(path, key, create, "create")
}

// Replace writes the secret to a file in the place of what is there. A symbolic
// link is replaced, and not the file that it points to.
func Replace(path string, key secret.Bytes) error {
	return write(path, key, os.Rename, "replace")
}

// Read returns the bytes of the file. It returns ErrPermissions if group or
// others have any permission for it.
func Read(path string) (secret.Bytes, error) {
	data, err := read(path)
	if err != nil {
		return secret.Bytes{}, fmt.Errorf("keyfile: read %s: %w", path, err)
	}
	defer secret.Wipe(data)
	return secret.New(data), nil
}

// Destroy overwrites the file with random bytes, syncs it, and removes it.
//
// It is best effort. An SSD, a journaling or copy-on-write file system, a
// snapshot or a backup may keep the old bytes, and nothing can tell. What makes
// a key worthless is that nothing is encrypted with it any more.
func Destroy(path string) error {
	if err := destroy(path); err != nil {
		return fmt.Errorf("keyfile: destroy %s: %w", path, err)
	}
	return nil
}

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
	f, err := os.CreateTemp(dir, ".keyfile-*") // mode 0600, and never an existing file
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

func read(path string) ([]byte, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|nonBlocking, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat() // of what was opened, whatever the path is by now
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, ErrNotRegular
	}
	if mode := info.Mode().Perm(); checksMode && mode&0o077 != 0 {
		return nil, fmt.Errorf("%w: its mode is %#o; chmod 600 it, and replace the key if others may have read it", ErrPermissions, mode)
	}
	data, err := io.ReadAll(io.LimitReader(f, MaxSize+1))
	if err != nil {
		return nil, err
	}
	if len(data) == 0 || len(data) > MaxSize {
		secret.Wipe(data)
		return nil, ErrSize
	}
	return data, nil
}

func destroy(path string) error {
	named, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if !named.Mode().IsRegular() {
		return ErrNotRegular
	}
	f, err := os.OpenFile(path, os.O_WRONLY|nonBlocking, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	opened, err := f.Stat()
	if err != nil {
		return err
	}
	if !os.SameFile(named, opened) {
		return fmt.Errorf("%w: it was exchanged meanwhile", ErrNotRegular)
	}
	if _, err := io.CopyN(f, rand.Reader, opened.Size()); err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Remove(path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}
