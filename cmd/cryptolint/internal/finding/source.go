package finding

import (
	"os"
	"path/filepath"
)

// sourceLimit is the size of the longest file that is read, in bytes. Files that
// people write have less than a megabyte, generated ones some.
const sourceLimit = 64 << 20

// ReadSource returns the text of a source file, or nothing if it is not to be
// had.
//
// A position can name any file of the machine, because a line directive can:
// "//line /dev/zero:1", "//line /home/ci/.netrc:1". The code may be a stranger's,
// and the report may be public. So only a regular file is read that is called
// .go when all links are followed, and that is not too long.
func ReadSource(file string) []byte {
	real, err := filepath.EvalSymlinks(file)
	if err != nil || filepath.Ext(real) != ".go" {
		return nil
	}
	info, err := os.Stat(real)
	if err != nil || !info.Mode().IsRegular() || info.Size() > sourceLimit {
		return nil
	}
	data, err := os.ReadFile(real)
	if err != nil {
		return nil
	}
	return data
}
