package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/internal/atomicfile"
)

// writeFiles writes the report to the files that the configuration names.
func (a *app) writeFiles(report *finding.Report, options output.Options) error {
	options.Style = output.Style{}
	for _, entry := range a.config.Output {
		format, name, _ := strings.Cut(entry, "=")
		var text bytes.Buffer
		if err := output.Write(format, &text, report, options); err != nil {
			return err
		}
		if err := atomicfile.Write(a.file("output", name), text.Bytes()); err != nil {
			return fmt.Errorf("cannot write the %s report: %w", format, err)
		}
	}
	return nil
}

// file returns the absolute name of a file that a setting names: relative names
// start at the working directory where a flag says them, and at the directory of
// the configuration file where that does.
func (a *app) file(key, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	if a.config.Source(key).File != "" {
		return filepath.Join(a.config.Root, name)
	}
	return filepath.Join(a.dir, name)
}

// repositoryRoot returns the directory at or above dir that holds a git
// repository, or dir itself.
func repositoryRoot(dir string) string {
	for at := dir; ; {
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			return at
		}
		parent := filepath.Dir(at)
		if parent == at {
			return dir
		}
		at = parent
	}
}
