//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package secretfile

import (
	"errors"
	"os"
	"syscall"
)

// lockDir keeps other processes from changing files of the directory through
// this package, until unlock is called or the process ends. The file itself
// cannot be locked: every change replaces it.
func lockDir(dir string) (unlock func(), err error) {
	d, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(d.Fd()), syscall.LOCK_EX)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return nil, errors.Join(&os.PathError{Op: "flock", Path: dir, Err: err}, d.Close())
	}
	return func() { d.Close() }, nil // closing unlocks
}
