// Package tempfile has what the packages that write files have in common: what
// a program leaves that is killed while it writes, and directories that must be
// on disk. Errors are without prefix: the packages wrap them in their own.
package tempfile

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// leftoverAge is the age of a temporary file that nobody writes any more. It
// counts from the last write, so it does not matter how long the whole takes.
const leftoverAge = time.Hour

// RemoveLeftovers removes the files of a directory that [os.CreateTemp] made
// there with prefix + "*", and that nobody has written to for an hour. It looks
// for the prefix and a number, so that files of others are safe.
//
// It is best effort: the new file must be written all the same. It does not
// overwrite them: after a crash, one may be another name of the file itself.
func RemoveLeftovers(dir, prefix string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		number, ours := strings.CutPrefix(e.Name(), prefix)
		if _, err := strconv.ParseUint(number, 10, 64); !ours || err != nil {
			continue
		}
		info, err := e.Info()
		if err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > leftoverAge {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}
