package output

import (
	"net/url"
	"path/filepath"
	"strings"
)

// repoPath returns the name of a file as seen from the root of the repository,
// with slashes, or the absolute name with slashes if the file is not below it.
// The root may have been reached through a symbolic link and the file not, or
// the other way round.
func repoPath(root, file string) (name string, inside bool) {
	if file == "" {
		return "", false
	}
	if rel, err := filepath.Rel(root, file); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel), true
	}
	realRoot, rootErr := filepath.EvalSymlinks(root)
	realFile, fileErr := filepath.EvalSymlinks(file)
	if rootErr == nil && fileErr == nil {
		if rel, err := filepath.Rel(realRoot, realFile); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel), true
		}
	}
	return filepath.ToSlash(file), false
}

// repoURI returns the name of a file as a URI: relative to the root of the
// repository, or with the scheme file if the file is not below it.
func repoURI(root, file string) (uri string, inside bool) {
	name, inside := repoPath(root, file)
	if inside {
		return (&url.URL{Path: name}).String(), true
	}
	if !strings.HasPrefix(name, "/") {
		name = "/" + name // the letter of a Windows drive
	}
	return (&url.URL{Scheme: "file", Path: name}).String(), false
}
