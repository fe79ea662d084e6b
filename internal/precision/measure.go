package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// module names a version of a module.
type module struct {
	Path, Version string
}

func parseModule(name string) (module, error) {
	path, version, ok := strings.Cut(name, "@")
	if !ok || path == "" || version == "" {
		return module{}, fmt.Errorf("%q names no version of a module: write example.com/module@v1.2.3", name)
	}
	return module{path, version}, nil
}

func (m module) String() string { return m.Path + "@" + m.Version }

func (m module) compare(other module) int {
	return cmp.Or(strings.Compare(m.Path, other.Path), strings.Compare(m.Version, other.Version))
}

// measurer runs cryptolint over modules.
type measurer struct {
	binary string
	work   string
	limit  time.Duration
}

// program returns the absolute name of an executable, since the modules are
// analysed in their own directories.
func program(name string) (string, error) {
	found, err := exec.LookPath(name)
	if err != nil {
		return "", fmt.Errorf("cannot find the program to measure: %w", err)
	}
	return filepath.Abs(found)
}

// module analyses one module, unless its report is there already.
func (m measurer) module(ctx context.Context, wanted module) (measured, error) {
	name := strings.ReplaceAll(wanted.String(), "/", "_")
	source := filepath.Join(m.work, "source", name)
	report := filepath.Join(m.work, "report", name+".json")
	if _, err := os.Stat(report); errors.Is(err, fs.ErrNotExist) {
		if err := download(ctx, wanted, source); err != nil {
			return measured{}, err
		}
		if err := m.analyse(ctx, source, report); err != nil {
			return measured{}, err
		}
	}
	data, err := os.ReadFile(report)
	if err != nil {
		return measured{}, fmt.Errorf("cannot read the report: %w", err)
	}
	result, err := parseReport(data)
	if err != nil {
		return measured{}, fmt.Errorf("%s: %w", report, err)
	}
	result.module = wanted
	if result.Lines, err = countLines(source); err != nil {
		return measured{}, err
	}
	return result, nil
}

// download copies the source of a module to where it can be a main module: its
// go.mod must not replace modules by directories that do not come with it.
func download(ctx context.Context, wanted module, to string) error {
	get := exec.CommandContext(ctx, "go", "mod", "download", "-json", wanted.String())
	get.Dir = os.TempDir()
	output, err := get.Output()
	var got struct{ Dir, Error string }
	if parseErr := json.Unmarshal(output, &got); parseErr != nil {
		return fmt.Errorf("cannot download it: %w", cmp.Or(err, parseErr))
	}
	if got.Error != "" {
		return fmt.Errorf("cannot download it: %s", got.Error)
	}
	if err := os.RemoveAll(to); err != nil {
		return fmt.Errorf("cannot remove the last copy of the source: %w", err)
	}
	if err := copySource(got.Dir, to); err != nil {
		return fmt.Errorf("cannot copy the source: %w", err)
	}
	return dropDirectories(ctx, to)
}

// copySource copies a tree of files to where it can be written.
func copySource(from, to string) error {
	return filepath.WalkDir(from, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		inside, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		target := filepath.Join(to, inside)
		if entry.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o644)
	})
}

// dropDirectories removes the replacements by directories from a go.mod.
func dropDirectories(ctx context.Context, dir string) error {
	list := exec.CommandContext(ctx, "go", "mod", "edit", "-json")
	list.Dir = dir
	output, err := list.Output()
	if err != nil {
		return fmt.Errorf("cannot read its go.mod: %w", err)
	}
	type version struct{ Path, Version string }
	var mod struct{ Replace []struct{ Old, New version } }
	if err := json.Unmarshal(output, &mod); err != nil {
		return fmt.Errorf("cannot read its go.mod: %w", err)
	}
	for _, r := range mod.Replace {
		if r.New.Version != "" {
			continue
		}
		old := r.Old.Path
		if r.Old.Version != "" {
			old += "@" + r.Old.Version
		}
		drop := exec.CommandContext(ctx, "go", "mod", "edit", "-dropreplace="+old)
		drop.Dir = dir
		if output, err := drop.CombinedOutput(); err != nil {
			return fmt.Errorf("cannot edit its go.mod: %w\n%s", err, output)
		}
	}
	return nil
}

// analyse writes the report on a module.
func (m measurer) analyse(ctx context.Context, source, report string) error {
	ctx, cancel := context.WithTimeout(ctx, m.limit)
	defer cancel()
	lint := exec.CommandContext(ctx, m.binary, "-no-config", "-format", "json", "./...")
	lint.Dir = source
	lint.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
	var stdout, stderr bytes.Buffer
	lint.Stdout, lint.Stderr = &stdout, &stderr
	// It fails where there are findings; the report decides.
	err := lint.Run()
	if _, parseErr := parseReport(stdout.Bytes()); parseErr != nil {
		return fmt.Errorf("cannot analyse it: %w\n%s", cmp.Or(ctx.Err(), err, parseErr), stderr.Bytes())
	}
	if err := os.MkdirAll(filepath.Dir(report), 0o755); err != nil {
		return fmt.Errorf("cannot keep the report: %w", err)
	}
	return os.WriteFile(report, stdout.Bytes(), 0o644)
}

// parseReport reads the JSON of cryptolint.
func parseReport(data []byte) (measured, error) {
	var report struct {
		SchemaVersion int
		Findings      []struct {
			Rule, Severity, Confidence, File, Message string
			Line                                      int
		}
		Failures []struct{ Package string }
	}
	if err := json.Unmarshal(data, &report); err != nil {
		return measured{}, fmt.Errorf("the report is not JSON: %w", err)
	}
	if report.SchemaVersion == 0 {
		return measured{}, errors.New("the JSON is no report of cryptolint")
	}
	result := measured{Failures: len(report.Failures)}
	for _, f := range report.Findings {
		problem, _, _ := strings.Cut(f.Message, "\n")
		result.Findings = append(result.Findings, finding{
			Rule: f.Rule, Place: fmt.Sprintf("%s:%d", filepath.ToSlash(f.File), f.Line),
			Severity: f.Severity, Confidence: f.Confidence, Problem: strings.ReplaceAll(problem, "\t", " "),
		})
	}
	return result, nil
}

// countLines counts the lines of the Go files that are no tests.
func countLines(dir string) (int, error) {
	lines := 0
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "vendor" || entry.Name() == "testdata") {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		lines += bytes.Count(data, []byte("\n"))
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("cannot count the lines: %w", err)
	}
	return lines, nil
}
