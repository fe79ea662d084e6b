// Package confined checks the names of files that the analysed code chooses: in
// its configuration, or by what it puts in a place that is looked at. They may not
// lead out of the repository, and nothing but regular files is read or replaced.
package confined

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// File returns the absolute name of a file, whose name is given from the directory
// dir, if it lies below root when all links are followed. It need not exist, nor
// need its directory. What exists must be a regular file, or a link to one below
// root. The data of git are off limits. The error says what the file is, to go on
// after its name.
//
// Nobody may change the file system meanwhile: what is checked here is used later.
func File(root, dir, name string) (string, error) {
	if filepath.IsAbs(name) {
		return "", errors.New("is an absolute path: write one from the directory of the file that names it")
	}
	file := filepath.Join(dir, name)
	root, err := filepath.EvalSymlinks(root)
	if err != nil {
		return "", fmt.Errorf("cannot be checked: %w", err)
	}
	real, err := follow(file)
	if err != nil {
		return "", fmt.Errorf("cannot be checked: %w", err)
	}
	rel, err := filepath.Rel(root, real)
	if err != nil || !filepath.IsLocal(rel) {
		return "", fmt.Errorf("leads out of %s", root)
	}
	if slices.ContainsFunc(strings.Split(rel, string(filepath.Separator)), func(part string) bool { return strings.EqualFold(part, ".git") }) {
		return "", errors.New("is inside the .git directory")
	}
	if info, err := os.Stat(real); err == nil && !info.Mode().IsRegular() {
		return "", fmt.Errorf("is not a regular file, but %s", kind(info.Mode()))
	}
	return file, nil
}

// follow resolves the links in a name of which only a first part may exist.
func follow(file string) (string, error) {
	real, err := filepath.EvalSymlinks(file)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return real, err
	}
	if _, err := os.Lstat(file); err == nil {
		return "", errors.New("it is a symbolic link to a file that does not exist")
	}
	parent := filepath.Dir(file)
	if parent == file {
		return file, nil
	}
	real, err = follow(parent)
	return filepath.Join(real, filepath.Base(file)), err
}

func kind(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a directory"
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	}
	return "a device"
}
