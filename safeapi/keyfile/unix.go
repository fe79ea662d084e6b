//go:build unix

package keyfile

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

const (
	checksMode = true

	// nonBlocking keeps opening a named pipe from waiting for a writer.
	nonBlocking = syscall.O_NONBLOCK
)

// ownerOf returns the user id of the owner.
func ownerOf(info fs.FileInfo) int {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(stat.Uid)
	}
	return -1 // nobody
}

// syncDir makes the names in the directory durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil // file systems that have nothing to sync there
	}
	return errors.Join(err, d.Close())
}
