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
	"github.com/cryptolint/cryptolint/internal/confined"
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
	file, err := a.file("output", name)
	if err != nil {
		return err
	}
	return atomicfile.Write(file, text.Bytes())
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
// the configuration file where that does. What a configuration file names that
// belongs to the code must lie in the repository.
func (a *app) file(key, name string) (string, error) {
	if a.config.Source(key).File == "" || a.trusted {
		return a.absolute(key, name), nil
	}
	file, err := confined.File(config.RepositoryRoot(a.config.Root), a.config.Root, name)
	if err != nil {
		return "", fmt.Errorf("%s: %s: %s %w; name it with -%s, or the configuration with -config", a.config.Source(key), key, name, err, key)
	}
	return file, nil
}

func (a *app) absolute(key, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	if a.config.Source(key).File != "" {
		return filepath.Join(a.config.Root, name)
	}
	return filepath.Join(a.dir, name)
}

// leavesModule says why a source file must not be written: links lead out of its
// module. It returns nil for one that may be.
func leavesModule(file string) error {
	root := config.ModuleRoot(filepath.Dir(file))
	if root == "" {
		return nil
	}
	rel, err := filepath.Rel(root, file)
	if err == nil {
		_, err = confined.File(root, root, rel)
	}
	return err
}
