//go:build unix

package tempfile

import (
	"errors"
	"os"
	"syscall"
)

// SyncDir makes the names in the directory durable.
func SyncDir(dir string) error {
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
