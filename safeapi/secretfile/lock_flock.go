//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package secretfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/keyfile"
)

// pause is the time between two attempts to get the lock.
const pause = 10 * time.Millisecond

// lockFile keeps other processes from changing the file through this package,
// until unlock is called or the process ends. It returns ErrBusy if another
// process does not let it go within the time.
//
// The lock is one of the file itself, which only its owner can open. Every user
// who can list the directory could take a lock of that, and keep it. Every change
// puts a new file in the place of the old one. So when it has the lock, it looks
// whether that file is still the one of the path.
func lockFile(path string, wait time.Duration) (unlock func(), err error) {
	deadline := time.Now().Add(wait)
	for {
		f, err := openToLock(path)
		if err != nil {
			return nil, err
		}
		err = tryLock(f, path)
		if err == nil {
			return func() { f.Close() }, nil // closing unlocks
		}
		if err := f.Close(); err != nil {
			return nil, err
		}
		if !errors.Is(err, errAgain) {
			return nil, err
		}
		if time.Now().After(deadline) {
			return nil, fmt.Errorf("%w for %v; look for a process that hangs", ErrBusy, wait)
		}
		time.Sleep(pause)
	}
}

var errAgain = errors.New("the lock is taken, or the file has been replaced")

// openToLock opens for writing, which NFS wants for a lock, and else for
// reading.
func openToLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|syscall.O_NONBLOCK, 0)
	if errors.Is(err, fs.ErrPermission) {
		f, err = os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	}
	return f, err
}

// tryLock returns errAgain if it should be tried again.
func tryLock(f *os.File, path string) error {
	locked, err := f.Stat()
	if err != nil {
		return err
	}
	if mode := locked.Mode().Perm(); mode&0o077 != 0 { // others could keep the lock
		return fmt.Errorf("%w: the mode of %s is %#o", keyfile.ErrPermissions, path, mode)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	switch {
	case errors.Is(err, syscall.EWOULDBLOCK), errors.Is(err, syscall.EINTR):
		return errAgain
	case errors.Is(err, errors.ErrUnsupported): // a file system without locks
	case err != nil:
		return &os.PathError{Op: "flock", Path: path, Err: err}
	}
	current, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !os.SameFile(locked, current) {
		return errAgain
	}
	return nil
}
