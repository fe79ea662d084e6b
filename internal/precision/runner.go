package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/modulecopy"
	"github.com/cryptolint/cryptolint/internal/survey"
)

// Update runs cryptolint on the modules that are named, or on all of them.
func (t *tables) Update(ctx context.Context, r *survey.Runner, named []string) error {
	for i := range t.modules {
		m := &t.modules[i]
		if len(named) > 0 && !slices.Contains(named, m.path) {
			continue
		}
		found, err := one(ctx, r, m)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			fmt.Fprintf(r.Log, "%s@%s: %v\n", m.path, m.version, err)
			continue
		}
		t.replace(m.path, found)
		fmt.Fprintf(r.Log, "%s@%s: %d lines, %d findings\n", m.path, m.version, m.lines, len(found))
	}
	return nil
}

// one copies a module, since its own files are read-only, and runs cryptolint there, with
// the default profile and without the module's own configuration.
func one(ctx context.Context, r *survey.Runner, m *module) ([]finding, error) {
	ctx, cancel := context.WithTimeout(ctx, r.Limit)
	defer cancel()
	dir, err := modulecopy.New(ctx, m.path, m.version)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if m.lines, err = countLines(dir); err != nil {
		return nil, err
	}
	output, err := r.Analyse(ctx, dir, "./...")
	if exit := new(exec.ExitError); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 2) {
		return nil, err
	}
	return parse(m.path, output)
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
