package config

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/cryptolint/cryptolint/internal/confined"
)

// FileName is the name of the configuration file.
const FileName = ".cryptolint.yaml"

// misnamed is how people spell FileName as well.
const misnamed = ".cryptolint.yml"

// Find returns the configuration file of the directory: the one in it, or the
// nearest above. The search ends at the root of the repository. It returns ""
// if there is none.
func Find(dir string) (string, error) {
	for dir := range Upward(dir) {
		file := filepath.Join(dir, FileName)
		switch info, err := os.Lstat(file); {
		case err == nil && !info.IsDir():
			if _, err := confined.File(RepositoryRoot(dir), dir, FileName); err != nil {
				return "", fmt.Errorf("the configuration %s %w: only a regular file in the repository is read", file, err)
			}
			return file, nil
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return "", fmt.Errorf("cannot look for %s: %w", file, err)
		}
		if wrong := filepath.Join(dir, misnamed); isFile(wrong) {
			return "", fmt.Errorf("the configuration is read from %s: rename %s to that", FileName, wrong)
		}
		if IsRepository(dir) {
			break
		}
	}
	return "", nil
}

// IsRepository tells whether the directory is the root of a git repository.
func IsRepository(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, ".git"))
	return err == nil
}

// RepositoryRoot returns the directory at or above dir that holds a git
// repository, or dir itself.
func RepositoryRoot(dir string) string {
	for at := range Upward(dir) {
		if IsRepository(at) {
			return at
		}
	}
	return dir
}

// Load reads a configuration file, and those that it extends.
func Load(ctx context.Context, file string, rules []Rule) (*Config, error) {
	path, err := filepath.Abs(file)
	if err != nil {
		return nil, fmt.Errorf("cannot determine where %s is: %w", file, err)
	}
	root := filepath.Dir(path)
	c, err := loadFile(ctx, policyFile{file, path, RepositoryRoot(root)}, rules, nil)
	if err != nil {
		return nil, err
	}
	c.Root = root
	return c, nil
}

// readBounded reads a file up to a little more than a configuration may have, so
// that Parse can say that it has too much.
func readBounded(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxSize+1))
}

// ModuleRoot returns the directory at or above dir that holds a go.mod, or ""
// if there is none.
func ModuleRoot(dir string) string { return DirectoryWith(dir, "go.mod") }

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.IsDir()
}
