// Package atomicfile writes files whole or not at all.
package atomicfile

import (
	"io/fs"
	"os"
	"path/filepath"
)

// defaultMode is the permission of a file that did not exist, less the umask of
// common systems: reports and baselines are no secrets.
const defaultMode fs.FileMode = 0o644

// Write puts data in place of what the file held, by way of a temporary file in
// the same directory. Whoever reads the file sees all of the old content or all
// of the new one. A file that exists keeps its permissions.
func Write(name string, data []byte) (err error) {
	mode := defaultMode
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
		if !info.Mode().IsRegular() {
			return os.WriteFile(name, data, mode) // a pipe or a terminal cannot be replaced
		}
	}
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tmp.Close()           // it may be closed already
			_ = os.Remove(tmp.Name()) // the error to tell is the other
		}
	}()
	if _, err := tmp.Write(data); err != nil {
		return err
	}
	if err := tmp.Chmod(mode); err != nil {
		return err
	}
	if err := tmp.Sync(); err != nil {
		return err
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), name)
}
