// Package secretfile keeps the secrets of a program, passwords of databases and
// tokens of other services, in one encrypted file: name → value.
//
//	key, err := keyfile.ReadKey("settings.key", aead.ParseKey)
//	settings, err := secretfile.Open("settings of the shop", "settings.enc", aead.New(key))
//	password, ok := settings.Get("database password")
//
// The file can be backed up and copied with the program; the key cannot, and
// stays in a separate file (package keyfile), or in whatever holds keys where
// the program runs.
//
// Names and values are encrypted and authenticated as a whole: nobody without
// the key can read, change, add or remove them. Encryption does not hide how
// long the file is, and does not notice that an old copy was put in place of a
// newer one.
//
// The purpose that [Create] and [Open] take says which file it is: a file that
// was made for another purpose is not read. Without it, an attacker who can
// write files could exchange two that are encrypted with the same key.
// [CreateWithoutPurpose] and [OpenWithoutPurpose] are for a key that encrypts
// one file only.
//
// # Rotation
//
// To change the key without downtime:
//
//  1. make the new key, and give every program both: aead.New(old, new)
//  2. [File.Rekey] with aead.New(new, old)
//  3. give every program the new key alone
//  4. open the file with the new key alone, and if that works, keyfile.Destroy
//     the old one
//
// Only Rekey changes the key of the file. [File.Set] and [File.Delete] write it
// back under the key that it has on disk, so that a program of step 1 does not
// undo step 2.
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
// "safeapi/secretfile 1", followed by " for " and the purpose if there is one.
// The plaintext is, for each entry, in ascending order of
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
// A File is safe for concurrent use. Several processes of one user can use one
// file: each change is made to what the file holds at that time, under a lock of
// the file (flock, on Linux, macOS and the BSDs; elsewhere, one process must be
// the only one that writes). A change that does not get the lock within ten
// seconds is not made, and returns [ErrBusy]. Reading values never waits for
// it. A File has the values of when it was opened, last changed or reloaded.
//
// The package runs under GODEBUG=fips140=only.
package secretfile

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/keyfile"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// The errors of this package, besides those of package keyfile: fs.ErrNotExist,
// fs.ErrExist and keyfile.ErrPermissions can be asked for with errors.Is.
var (
	// ErrInvalid means that the file is not one of this package, is damaged or
	// changed, or is encrypted with another key or for another purpose. It does
	// not say which.
	ErrInvalid = errors.New("secretfile: damaged file, another key, or another purpose")

	// ErrBusy means that another process has kept the lock of the file for too
	// long. Nothing was changed.
	ErrBusy = errors.New("secretfile: another process has had the file locked")

	// ErrLimit means that a name or value is longer than the format allows.
	ErrLimit = errors.New("secretfile: name or value out of range")
)

const (
	maxName  = 255     // bytes
	maxValue = 1 << 20 // bytes
	maxPlain = 8 << 20 // bytes

	// lockWait is how long a change waits for those of other processes. One
	// takes a fraction of a second, even of a full file.
	lockWait = 10 * time.Second
)

// File is an open file of secrets. Make one with [Create] or [Open]. There is
// nothing to close. It prints redacted.
type File struct {
	secret.Opaque
	path, context string

	// writing is held while the file on disk is read or changed, mu only while
	// a field below is: Get does not wait for the disk.
	writing sync.Mutex
	mu      sync.RWMutex
	keys    *aead.Keyring // changed under both
	content
}

// content is what the file holds.
type content struct {
	entries map[string]secret.Bytes // never changed once it is here
	onDisk  *aead.Keyring           // the keys, with the one of the file as the primary
	stale   bool                    // encrypted with a previous key
}

// Create makes a new file without entries, for a purpose such as "settings
// of the shop"; only [Open] with the same one reads it. It returns an error
// of fs.ErrExist, and changes nothing, if the path is taken. It panics if
// purpose is empty.
func Create(purpose, path string, keys *aead.Keyring) (*File, error) {
	return create(purposeContext(purpose), path, keys)
}

// CreateWithoutPurpose is like [Create], without a purpose: for a key that no
// other file is encrypted with.
func CreateWithoutPurpose(path string, keys *aead.Keyring) (*File, error) {
	return create(context, path, keys)
}

// Open reads the file that was made for the purpose. It returns ErrInvalid
// if none of the keys fits or the purpose is another, and keyfile.ErrPermissions
// if others may read the file. It panics if purpose is empty.
func Open(purpose, path string, keys *aead.Keyring) (*File, error) {
	return open(purposeContext(purpose), path, keys)
}

// OpenWithoutPurpose is like [Open], for a file that [CreateWithoutPurpose]
// made.
func OpenWithoutPurpose(path string, keys *aead.Keyring) (*File, error) {
	return open(context, path, keys)
}

func purposeContext(purpose string) string {
	if purpose == "" {
		panic("secretfile: an empty purpose; say what the file is for, or use CreateWithoutPurpose and OpenWithoutPurpose")
	}
	return context + " for " + purpose
}

func create(context, path string, keys *aead.Keyring) (*File, error) {
	mustBeKeys(keys)
	f := &File{path: path, context: context, keys: keys}
	f.content = content{entries: map[string]secret.Bytes{}, onDisk: keys}
	if err := f.store(keyfile.Create, f.content); err != nil {
		return nil, fmt.Errorf("secretfile: create: %w", err)
	}
	return f, nil
}

func open(context, path string, keys *aead.Keyring) (*File, error) {
	mustBeKeys(keys)
	f := &File{path: path, context: context, keys: keys}
	c, err := f.load()
	if err != nil {
		return nil, fmt.Errorf("secretfile: open %s: %w", path, err)
	}
	f.content = c
	return f, nil
}

// Get returns the value of the name, and whether there is one. The value is a
// copy, to be wiped at will.
func (f *File) Get(name string) (secret.Bytes, bool) {
	f.mustBeMade()
	f.mu.RLock()
	v, ok := f.entries[name]
	f.mu.RUnlock()
	if !ok {
		return secret.Bytes{}, false
	}
	raw := v.Reveal()
	defer secret.Wipe(raw)
	return secret.New(raw), true
}

// Names returns the names in ascending order.
func (f *File) Names() []string {
	f.mustBeMade()
	f.mu.RLock()
	defer f.mu.RUnlock()
	return slices.Sorted(maps.Keys(f.entries))
}

// Set gives the name a value, in the place of the one that it has. The name is 1
// to 255 bytes of UTF-8, the value up to 1 MiB. When Set returns nil, the change
// is on disk, under the key that the file had before.
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
	return f.change("set a value", func(c *content) { c.entries[name] = own })
}

// Delete removes the name and its value. It is not an error if there is none. Old
// copies and backups of the file still have it.
func (f *File) Delete(name string) error {
	return f.change("delete a value", func(c *content) { delete(c.entries, name) })
}

// Reload reads the file again, for what other processes have changed. After an
// error, f has the values from before.
func (f *File) Reload() error {
	f.mustBeMade()
	f.writing.Lock()
	defer f.writing.Unlock()
	c, err := f.load()
	if err != nil {
		return fmt.Errorf("secretfile: reload %s: %w", f.path, err)
	}
	f.use(f.keys, c)
	return nil
}

// Rekey encrypts the file with the primary key of keys, and uses keys from now
// on. When it returns nil, the file on disk does not need the old key any more;
// see the package comment for how to destroy that one.
func (f *File) Rekey(keys *aead.Keyring) error {
	mustBeKeys(keys)
	return f.changeUnder(keys, "rekey", func(c *content) { c.onDisk, c.stale = keys, false })
}

// NeedsRotation reports whether the file was encrypted with one of the previous
// keys when it was read: then [File.Rekey] it before that key is dropped.
//
// A program of step 1 of a rotation, which has the new key as a previous one,
// sees true after step 2. It must not rekey: give it the new key alone.
func (f *File) NeedsRotation() bool {
	f.mustBeMade()
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.stale
}

func (f *File) change(what string, apply func(*content)) error {
	return f.changeUnder(nil, what, apply)
}

// changeUnder applies a change to what is on disk, which another process may
// have changed since f read it, and then uses keys, unless they are nil.
func (f *File) changeUnder(keys *aead.Keyring, what string, apply func(*content)) error {
	f.mustBeMade()
	f.writing.Lock()
	defer f.writing.Unlock()
	unlock, err := lockFile(f.path, lockWait)
	if err != nil {
		return fmt.Errorf("secretfile: %s: %w", what, err)
	}
	defer unlock()
	c, err := f.load()
	if err != nil {
		return fmt.Errorf("secretfile: %s: read %s: %w", what, f.path, err)
	}
	apply(&c) // c is nobody else's yet
	if err := f.store(keyfile.Replace, c); err != nil {
		return fmt.Errorf("secretfile: %s: %w", what, err)
	}
	if keys == nil {
		keys = f.keys
	}
	f.use(keys, c)
	return nil
}

func (f *File) use(keys *aead.Keyring, c content) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.keys, f.content = keys, c
}

// load reads the file on disk. f.writing is held, or nobody else has f.
func (f *File) load() (content, error) {
	text, err := keyfile.Read(f.path)
	if err != nil {
		return content{}, err
	}
	ciphertext, ok := unarmor(text.Reveal())
	if !ok {
		return content{}, ErrInvalid
	}
	onDisk, ok := f.keys.EncryptingAs(ciphertext)
	if !ok {
		return content{}, ErrInvalid
	}
	plain, err := onDisk.Decrypt(ciphertext, f.context)
	if err != nil {
		return content{}, ErrInvalid
	}
	defer secret.Wipe(plain)
	entries, ok := decode(plain)
	if !ok {
		return content{}, ErrInvalid
	}
	return content{entries, onDisk, f.keys.NeedsRotation(ciphertext)}, nil
}

func (f *File) store(write func(string, secret.Bytes) error, c content) error {
	plain, err := encode(c.entries)
	if err != nil {
		return err
	}
	defer secret.Wipe(plain)
	return write(f.path, secret.New(armor(c.onDisk.Encrypt(plain, f.context))))
}

func (f *File) mustBeMade() {
	if f == nil || f.context == "" {
		panic("secretfile: use of a File that was not made by Create or Open")
	}
}

func mustBeKeys(keys *aead.Keyring) {
	if keys == nil {
		panic("secretfile: a nil Keyring; make one with aead.New")
	}
	keys.NeedsRotation(nil) // panics for the zero Keyring, and says what to do
}
