package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// runner runs cryptolint on modules of the module cache.
type runner struct {
	command string
	limit   time.Duration
	log     io.Writer
}

// all runs cryptolint on the modules that are named, or on all of them.
func (r *runner) all(ctx context.Context, t *tables, named []string) error {
	for i := range t.modules {
		m := &t.modules[i]
		if len(named) > 0 && !slices.Contains(named, m.path) {
			continue
		}
		found, err := r.one(ctx, m)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			fmt.Fprintf(r.log, "%s@%s: %v\n", m.path, m.version, err)
			continue
		}
		t.replace(m.path, found)
		fmt.Fprintf(r.log, "%s@%s: %d lines, %d findings\n", m.path, m.version, m.lines, len(found))
	}
	return nil
}

// one copies a module, since its own files are read-only, and runs cryptolint there, with
// the default profile and without the module's own configuration.
func (r *runner) one(ctx context.Context, m *module) ([]finding, error) {
	ctx, cancel := context.WithTimeout(ctx, r.limit)
	defer cancel()
	source, err := download(ctx, m.path+"@"+m.version)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "precision")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := os.CopyFS(dir, writable{os.DirFS(source)}); err != nil {
		return nil, err
	}
	if m.lines, err = countLines(dir); err != nil {
		return nil, err
	}
	if err := prepare(ctx, dir, m.path); err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, r.command, "-no-config", "-format", "json", "-fail-on", "never", "./...")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	output, err := cmd.Output()
	if exit := new(exec.ExitError); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 2) {
		return nil, fmt.Errorf("%w\n%s", err, stderr.String())
	}
	return parse(m.path, output)
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
func prepare(ctx context.Context, dir, path string) error {
	file := filepath.Join(dir, "go.mod")
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		if err := goIn(ctx, dir, "mod", "init", path); err != nil {
			return err
		}
		return goIn(ctx, dir, "mod", "tidy")
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
	return os.WriteFile(file, []byte(strings.Join(kept, "")), 0o644)
}

func goIn(ctx context.Context, dir string, args ...string) error {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	if output, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, output)
	}
	return nil
}

func countLines(dir string) (lines int, err error) {
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		lines += bytes.Count(text, []byte("\n"))
		return err
	})
	return lines, err
}

// parse reads a report of cryptolint.
func parse(module string, output []byte) ([]finding, error) {
	var report struct {
		Findings []struct {
			Rule, Severity, Confidence, File string
			Line                             int
		}
	}
	if err := json.Unmarshal(output, &report); err != nil {
		return nil, fmt.Errorf("cannot read its report: %w", err)
	}
	var found []finding
	for _, f := range report.Findings {
		found = append(found, finding{
			module: module, place: fmt.Sprintf("%s:%d", filepath.ToSlash(f.File), f.Line),
			rule: f.Rule, severity: f.Severity, confidence: f.Confidence, verdict: unread,
		})
	}
	return found, nil
}
