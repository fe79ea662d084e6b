package config

import (
	"iter"
	"path/filepath"
)

// Upward yields a directory and those above it, up to the root of the file system.
func Upward(dir string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for yield(dir) {
			parent := filepath.Dir(dir)
			if parent == dir {
				return
			}
			dir = parent
		}
	}
}

// DirectoryWith returns the nearest directory at or above dir that holds a file with that
// name, or "" if there is none.
func DirectoryWith(dir, name string) string {
	for at := range Upward(dir) {
		if isFile(filepath.Join(at, name)) {
			return at
		}
	}
	return ""
}
