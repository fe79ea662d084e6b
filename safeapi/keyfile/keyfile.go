// Package keyfile keeps keys and other secrets in files that only their owner
// may read, written so that a crash leaves the old file or the new one, never
// half of one.
//
//	err := keyfile.CreateKey("app.key", aead.GenerateKey())
//	key, err := keyfile.ReadKey("app.key", aead.ParseKey)
//
// A file is written under a temporary name in the same directory with mode
// 0600, synced, given its name in one step, and the directory is synced.
// [CreateKey] writes the text of the key and a line end; [Create] writes the
// bytes as they are.
//
// # What is read
//
// A file is read if it belongs to the user of the program or to root, and if
// nobody but its owner has any permission for it. A read-only file may also be
// readable by its group (mode 0440), because that is how platforms provide
// secrets. A file that others can read is refused. If the platform creates it
// that way and keeps others out by other means, use [ReadMounted].
//
//	Kubernetes   0440 with fsGroup in the securityContext, 0400 with
//	             defaultMode: 0400 as root: Read. The default, 0644, is refused.
//	systemd      0440 in $CREDENTIALS_DIRECTORY (LoadCredential=): Read
//	Docker       0444 in /run/secrets: ReadMounted
//
// The directory matters too: an attacker who can write to it can put another
// file there. A file may be a symbolic link, as in Kubernetes.
//
// On Windows and Plan 9 there are no such mode bits: who may read a file is
// decided by its directory, nothing is checked, and directories are not synced.
//
// # After a crash
//
// A program that is killed while it writes leaves a file ".keyfile-tmp-" and a
// number in the directory, which may hold the key. The next one that writes a
// key there removes those that are older than an hour, and no other file.
//
// All functions are safe for concurrent use, among processes as well. The
// package contains no cryptography and runs under GODEBUG=fips140=only.
package keyfile

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/cryptolint/cryptolint/safeapi/internal/tempfile"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// The errors of this package, besides those of package os: fs.ErrNotExist and
// fs.ErrExist can be asked for with errors.Is.
var (
	// ErrPermissions means that others than the owner can read or write the
	// file, or that it belongs to another user. A user who could read it may have
	// the key: changing the mode does not take it back.
	ErrPermissions = errors.New("keyfile: others may access the file")

	// ErrSize means that a file or secret is empty or larger than MaxSize.
	ErrSize = errors.New("keyfile: empty or too large")

	// ErrNotRegular means that the path is a directory, a device, a pipe, or,
	// for Destroy, a symbolic link.
	ErrNotRegular = errors.New("keyfile: not a regular file")

	// ErrPrivateKey means that a file is not a private key in the clear that
	// ReadPrivateKey takes. The text of the error says why.
	ErrPrivateKey = errors.New("keyfile: not a private key in the clear")
)

// MaxSize is the largest file in bytes.
const MaxSize = 16 << 20

// Revealer is a key of this library: all key types have Reveal.
type Revealer interface{ Reveal() string }

// CreateKey writes the text of a key to a new file. If there is a file already,
// it returns an error that is fs.ErrExist and changes nothing, so that running
// the set-up twice does not lose the key of existing data.
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
	text, err := Read(path)
	return parseKey(path, text, err, parse)
}

func parseKey[K any](path string, text secret.Bytes, err error, parse func(string) (K, error)) (K, error) {
	var none K
	if err != nil {
		return none, err
	}
	defer text.Wipe()
	raw := text.Reveal()
	defer secret.Wipe(raw)
	key, err := parse(string(raw))
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

// Read returns the bytes of the file. It returns ErrPermissions if others could
// read or write it; the package comment says what is accepted.
func Read(path string) (secret.Bytes, error) {
	return readSecret(path, checkPrivate)
}

// ReadMounted is like [Read], for a file that a container platform has mounted for
// one container and made readable for all in it: Docker's /run/secrets/name. The
// file must belong to root or the user of the program, and only its owner may
// write it.
//
// Do not use it for a file that other users of the machine can reach.
func ReadMounted(path string) (secret.Bytes, error) {
	return readSecret(path, checkMounted)
}

// ReadMountedKey is like [ReadKey], for a file as [ReadMounted] reads it.
func ReadMountedKey[K any](path string, parse func(string) (K, error)) (K, error) {
	text, err := ReadMounted(path)
	return parseKey(path, text, err, parse)
}

func readSecret(path string, check func(mode fs.FileMode, owner, user int) error) (secret.Bytes, error) {
	data, err := read(path, check)
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

func read(path string, check func(mode fs.FileMode, owner, user int) error) ([]byte, error) {
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
	if checksMode {
		if err := check(info.Mode().Perm(), ownerOf(info), os.Geteuid()); err != nil {
			return nil, err
		}
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
	return tempfile.SyncDir(filepath.Dir(path))
}
