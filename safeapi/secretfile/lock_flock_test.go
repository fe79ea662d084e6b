//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package secretfile

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/keyfile"
	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
)

// flock takes the lock of a file or directory, as another process would.
func flock(t *testing.T, path string) *os.File {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// All users who can list the directory can lock it.
func TestLockOfTheDirectoryStopsNothing(t *testing.T) {
	f := newFile(t, aead.New(aead.GenerateKey()))
	flock(t, filepath.Dir(f.path))
	mustSet(t, f, "a", "1")
	want(t, f, "a", "1")
}

// A process that hangs stops changes for a while, and reading not at all.
func TestChangesDoNotWaitForEver(t *testing.T) {
	fipstest.Skip(t, "its random source needs the real clock, which synctest replaces")
	f := newFile(t, aead.New(aead.GenerateKey()))
	mustSet(t, f, "a", "1")
	held := flock(t, f.path)
	synctest.Test(t, func(t *testing.T) {
		start, done := time.Now(), make(chan error)
		go func() { done <- f.Set("a", secret.New("2")) }()
		synctest.Wait() // it waits for the lock
		want(t, f, "a", "1")
		if err := <-done; !errors.Is(err, ErrBusy) {
			t.Errorf("Set: %v, want ErrBusy", err)
		}
		if waited := time.Since(start); waited < lockWait || waited > lockWait+time.Second {
			t.Errorf("it waited for %v, want %v", waited, lockWait)
		}
	})
	if err := held.Close(); err != nil {
		t.Fatal(err)
	}
	mustSet(t, f, "a", "3")
}

// The lock of a file that was replaced is worth nothing.
func TestLockOfAReplacedFile(t *testing.T) {
	f := newFile(t, aead.New(aead.GenerateKey()))
	flock(t, f.path)
	text, err := keyfile.Read(f.path)
	if err != nil {
		t.Fatal(err)
	}
	if err := keyfile.Replace(f.path, text); err != nil {
		t.Fatal(err)
	}
	mustSet(t, f, "a", "1")
}

// Between opening the file and locking it, another process may have replaced it.
func TestFileReplacedBeforeItIsLocked(t *testing.T) {
	f := newFile(t, aead.New(aead.GenerateKey()))
	opened, err := openToLock(f.path)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	mustSet(t, f, "a", "1")
	if err := tryLock(opened, f.path); err != errAgain {
		t.Errorf("the lock of the old file: %v, want errAgain", err)
	}
}

// What others can open, they can lock.
func TestLockNeedsAPrivateFile(t *testing.T) {
	f := newFile(t, aead.New(aead.GenerateKey()))
	if err := os.Chmod(f.path, 0o644); err != nil {
		t.Fatal(err)
	}
	flock(t, f.path)
	if err := f.Set("a", secret.New("1")); !errors.Is(err, keyfile.ErrPermissions) {
		t.Errorf("Set: %v, want ErrPermissions", err)
	}
}
