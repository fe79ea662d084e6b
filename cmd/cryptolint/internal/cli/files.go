package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/internal/atomicfile"
	"github.com/cryptolint/cryptolint/internal/config"
)

// writeFiles writes the report to the files that the configuration names. One that
// cannot be written does not keep the others from being.
func (a *app) writeFiles(report *finding.Report, options output.Options) error {
	options.Style = output.Style{}
	var errs []error
	for _, entry := range a.config.Output {
		format, name, _ := strings.Cut(entry, "=")
		if err := a.writeFile(format, name, report, options); err != nil {
			errs = append(errs, fmt.Errorf("cannot write the %s report to %s: %w", format, name, reason(err)))
		}
	}
	return errors.Join(errs...)
}

func (a *app) writeFile(format, name string, report *finding.Report, options output.Options) error {
	var text bytes.Buffer
	if err := output.Write(format, &text, report, options); err != nil {
		return err
	}
	return atomicfile.Write(a.file("output", name), text.Bytes())
}

// reason leaves out of an error of the file system what was tried on which file.
func reason(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
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
	for at := range config.Upward(dir) {
		if config.IsRepository(at) {
			return at
		}
	}
	return dir
}
