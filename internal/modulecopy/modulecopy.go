// Package modulecopy makes copies of modules that are not part of this one, for commands
// that run cryptolint on them.
package modulecopy

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Environment is what the go command needs in a copy: it may complete go.mod and go.sum.
func Environment() []string { return append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off") }

// New downloads a module into the module cache and copies it into a temporary directory,
// since the files of the cache are read-only. The caller removes the directory. required
// are modules, as in path@version, that the copy needs where it has no go.mod; without
// them, go mod tidy chooses.
func New(ctx context.Context, path, version string, required ...string) (dir string, err error) {
	source, err := download(ctx, path+"@"+version)
	if err != nil {
		return "", err
	}
	dir, err = os.MkdirTemp("", "modulecopy")
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(dir))
		}
	}()
	if err := os.CopyFS(dir, writable{os.DirFS(source)}); err != nil {
		return "", err
	}
	return dir, prepare(ctx, dir, path, required)
}

// writable is a file system whose files may be written where they are copied to.
type writable struct{ fs.FS }

func (w writable) Open(name string) (fs.File, error) {
	f, err := w.FS.Open(name)
	return writableFile{f}, err
}

func (w writable) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(w.FS, name) }

type writableFile struct{ fs.File }

func (f writableFile) Stat() (fs.FileInfo, error) {
	info, err := f.File.Stat()
	return writableInfo{info}, err
}

type writableInfo struct{ fs.FileInfo }

func (i writableInfo) Mode() fs.FileMode { return i.FileInfo.Mode() | 0o200 }

func download(ctx context.Context, module string) (dir string, err error) {
	output, err := exec.CommandContext(ctx, "go", "mod", "download", "-json", module).Output()
	var said struct{ Dir, Error string }
	if parseErr := json.Unmarshal(output, &said); parseErr != nil || said.Error != "" || err != nil {
		return "", fmt.Errorf("cannot download it: %s %w", said.Error, errors.Join(err, parseErr))
	}
	return said.Dir, nil
}

// prepare makes go.mod complete: modules from before there were any have none, and others
// replace dependencies by directories of their own repositories.
func prepare(ctx context.Context, dir, path string, required []string) error {
	file := filepath.Join(dir, "go.mod")
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return begin(ctx, dir, path, required)
	}
	if err != nil {
		return err
	}
	var kept []string
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "replace ") && strings.Contains(line, "=> .") {
			continue
		}
		kept = append(kept, line)
	}
	if err := os.WriteFile(file, []byte(strings.Join(kept, "")), 0o644); err != nil {
		return err
	}
	return require(ctx, dir, required)
}

func begin(ctx context.Context, dir, path string, required []string) error {
	if err := goIn(ctx, dir, "mod", "init", path); err != nil {
		return err
	}
	if len(required) == 0 {
		return goIn(ctx, dir, "mod", "tidy")
	}
	return require(ctx, dir, required)
}

func require(ctx context.Context, dir string, required []string) error {
	if len(required) == 0 {
		return nil
	}
	args := []string{"mod", "edit"}
	for _, module := range required {
		args = append(args, "-require="+module)
	}
	return goIn(ctx, dir, args...)
}

func goIn(ctx context.Context, dir string, args ...string) error {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	if output, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, output)
	}
	return nil
}
