// Package secretfile keeps the secrets of a program, passwords of databases and
// tokens of other services, in one encrypted file: name → value.
//
//	key, err := keyfile.ReadKey("settings.key", aead.ParseKey)
//	settings, err := secretfile.Open("settings.enc", aead.New(key))
//	password, ok := settings.Get("database password")
//
// The file can be backed up and copied with the program; the key cannot, and
// stays in a file of its own (package keyfile), or in whatever holds keys where
// the program runs.
//
// Names and values are encrypted and authenticated as a whole: nobody without
// the key can read, change, add, remove or exchange them. What encryption cannot
// hide is how long the file is, and that an old copy was put in the place of the
// newer one.
//
// # Rotation
//
// To change the key without a stop:
//
//  1. make the new key, and give every reader both: aead.New(old, new)
//  2. [File.Rekey] with aead.New(new, old)
//  3. give every reader the new key alone, then keyfile.Destroy the old one
//
// # Format
//
// A text file of mode 0600, whose every version replaces the one before in one
// step (package keyfile):
//
//	safeapi-secretfile-1
//	<base64, RFC 4648 section 4, padded, in lines of 64 characters>
//
// The base64 is what package aead encrypts in one message, with the context
// "safeapi/secretfile 1". The plaintext is, for each entry, in ascending order of
// the bytes of the names, which are all different:
//
//	2  length of the name in bytes, big-endian: 1 to 255
//	n  name, UTF-8
//	4  length of the value in bytes, big-endian: up to 1 MiB
//	n  value
//
// and at most 8 MiB in all.
//
// # Concurrency
//
// A File is safe for concurrent use. Several processes can use one file: each
// change is made to what the file holds at that time, under a lock of its
// directory (flock, on Linux, macOS and the BSDs; elsewhere, one process must be
// the only one that writes). A File has the values of when it was opened, last
// changed or reloaded.
//
// The package runs under GODEBUG=fips140=only.
package secretfile

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/keyfile"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// The errors of this package, besides those of package keyfile: fs.ErrNotExist,
// fs.ErrExist and keyfile.ErrPermissions can be asked for with errors.Is.
var (
	// ErrInvalid means that the file is not one of this package, is damaged or
	// changed, or is encrypted with another key. It does not say which.
	ErrInvalid = errors.New("secretfile: damaged file or another key")

	// ErrLimit means that a name or value is longer than the format allows.
	ErrLimit = errors.New("secretfile: name or value out of range")
)

const (
	maxName  = 255     // bytes
	maxValue = 1 << 20 // bytes
	maxPlain = 8 << 20 // bytes
)

// File is an open file of secrets. Make one with [Create] or [Open]. There is
// nothing to close. It prints as "[secret]".
type File struct {
	secret.Opaque
	path string

	mu      sync.Mutex
	keys    *aead.Keyring
	entries map[string]secret.Bytes // never changed once it is here
	stale   bool                    // encrypted with a previous key
}

// Create makes a new file without entries. It returns an error of fs.ErrExist,
// and changes nothing, if the path is taken.
func Create(path string, keys *aead.Keyring) (*File, error) {
	mustBeKeys(keys)
	f := &File{path: path, keys: keys, entries: map[string]secret.Bytes{}}
	if err := f.store(keyfile.Create, keys, f.entries); err != nil {
		return nil, fmt.Errorf("secretfile: create: %w", err)
	}
	return f, nil
}

// Open reads the file. It returns ErrInvalid if none of the keys fits, and
// keyfile.ErrPermissions if others may read the file.
func Open(path string, keys *aead.Keyring) (*File, error) {
	mustBeKeys(keys)
	f := &File{path: path, keys: keys}
	if err := f.load(); err != nil {
		return nil, fmt.Errorf("secretfile: open %s: %w", path, err)
	}
	return f, nil
}

// Get returns the value of the name, and whether there is one. The value is a
// copy, to be wiped at will.
func (f *File) Get(name string) (secret.Bytes, bool) {
	f.lock()
	defer f.mu.Unlock()
	v, ok := f.entries[name]
	if !ok {
		return secret.Bytes{}, false
	}
	raw := v.Reveal()
	defer secret.Wipe(raw)
	return secret.New(raw), true
}

// Names returns the names in ascending order.
func (f *File) Names() []string {
	f.lock()
	defer f.mu.Unlock()
	return slices.Sorted(maps.Keys(f.entries))
}

// Set gives the name a value, in the place of the one that it has. The name is 1
// to 255 bytes of UTF-8, the value up to 1 MiB. When Set returns nil, the change
// is on disk.
func (f *File) Set(name string, value secret.Bytes) error {
	if name == "" || len(name) > maxName || !utf8.ValidString(name) {
		return fmt.Errorf("%w: the name has %d bytes, want 1 to %d of UTF-8", ErrLimit, len(name), maxName)
	}
	raw := value.Reveal() // a copy of our own: the caller may wipe theirs
	defer secret.Wipe(raw)
	if len(raw) > maxValue {
		return fmt.Errorf("%w: the value has %d bytes, want at most %d", ErrLimit, len(raw), maxValue)
	}
	own := secret.New(raw)
	return f.change("set a value", func(entries map[string]secret.Bytes) { entries[name] = own })
}

// Delete removes the name and its value. It is no error if there is none. Old
// copies and backups of the file still have it.
func (f *File) Delete(name string) error {
	return f.change("delete a value", func(entries map[string]secret.Bytes) { delete(entries, name) })
}

// Reload reads the file again, for what other processes have changed. After an
// error, f has the values from before.
func (f *File) Reload() error {
	f.lock()
	defer f.mu.Unlock()
	if err := f.load(); err != nil {
		return fmt.Errorf("secretfile: reload %s: %w", f.path, err)
	}
	return nil
}

// Rekey encrypts the file with the primary key of keys, and uses keys from now
// on. When it returns nil, the file on disk does not need the old key any more;
// see the package comment for how to destroy that one.
func (f *File) Rekey(keys *aead.Keyring) error {
	mustBeKeys(keys)
	f.lock()
	defer f.mu.Unlock()
	unlock, err := lockDir(filepath.Dir(f.path))
	if err != nil {
		return fmt.Errorf("secretfile: rekey %s: %w", f.path, err)
	}
	defer unlock()
	if err := f.load(); err != nil {
		return fmt.Errorf("secretfile: rekey %s: %w", f.path, err)
	}
	if err := f.store(keyfile.Replace, keys, f.entries); err != nil {
		return fmt.Errorf("secretfile: rekey: %w", err)
	}
	f.keys, f.stale = keys, false
	return nil
}

// NeedsRotation reports whether the file was encrypted with one of the previous
// keys when it was read: then [File.Rekey] it before that key is dropped.
func (f *File) NeedsRotation() bool {
	f.lock()
	defer f.mu.Unlock()
	return f.stale
}

// change applies a change to what is on disk, which another process may have
// changed since f read it.
func (f *File) change(what string, apply func(map[string]secret.Bytes)) error {
	f.lock()
	defer f.mu.Unlock()
	unlock, err := lockDir(filepath.Dir(f.path))
	if err != nil {
		return fmt.Errorf("secretfile: %s: %w", what, err)
	}
	defer unlock()
	if err := f.load(); err != nil {
		return fmt.Errorf("secretfile: %s: read %s: %w", what, f.path, err)
	}
	entries := maps.Clone(f.entries)
	apply(entries)
	if err := f.store(keyfile.Replace, f.keys, entries); err != nil {
		return fmt.Errorf("secretfile: %s: %w", what, err)
	}
	f.entries, f.stale = entries, false
	return nil
}

func (f *File) load() error {
	text, err := keyfile.Read(f.path)
	if err != nil {
		return err
	}
	ciphertext, ok := unarmor(text.Reveal())
	if !ok {
		return ErrInvalid
	}
	plain, err := f.keys.Decrypt(ciphertext, context)
	if err != nil {
		return ErrInvalid
	}
	defer secret.Wipe(plain)
	entries, ok := decode(plain)
	if !ok {
		return ErrInvalid
	}
	f.entries, f.stale = entries, f.keys.NeedsRotation(ciphertext)
	return nil
}

func (f *File) store(write func(string, secret.Bytes) error, keys *aead.Keyring, entries map[string]secret.Bytes) error {
	plain, err := encode(entries)
	if err != nil {
		return err
	}
	defer secret.Wipe(plain)
	return write(f.path, secret.New(armor(keys.Encrypt(plain, context))))
}

func (f *File) lock() {
	if f == nil || f.keys == nil {
		panic("secretfile: use of a File that was not made by Create or Open")
	}
	f.mu.Lock()
}

func mustBeKeys(keys *aead.Keyring) {
	if keys == nil {
		panic("secretfile: a nil Keyring; make one with aead.New")
	}
}
