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
// The code may be a stranger's, and the report may be public. So only a regular
// file is read that is called .go when all links are followed, and that is not too
// long. The caller sees to it that the file is one that was analysed.
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

// Beside tells whether a file lies in the directory of another, and is no link to
// a third. The path of a value may claim to lead through any file of the machine:
// the compiler keeps what line directives said of the packages that are imported,
// such as "//line /home/ci/private/key.go:3". Only what lies beside the finding is
// of the package that was analysed, and may be quoted.
func Beside(file, other string) bool {
	if filepath.Dir(file) != filepath.Dir(other) {
		return false
	}
	info, err := os.Lstat(other)
	return err == nil && info.Mode().IsRegular()
}
