package vet

import (
	"context"
	"errors"
	"fmt"
	"go/version"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/unit"
)

// oldest is the first Go release whose go vet caches and streams the JSON of a
// vet tool.
const oldest = "go1.26"

// environment is what the go command says of itself in a directory.
type environment struct {
	gomod, gowork string
	flags         []string // of GOFLAGS
}

// hasFlag reports whether GOFLAGS has a flag, which is named with its dash.
func (e environment) hasFlag(name string) bool {
	return slices.ContainsFunc(e.flags, func(flag string) bool {
		flag, _, _ = strings.Cut(flag, "=")
		return flag == name || flag == "-"+name
	})
}

// checkToolchain makes sure that the go command is there, is recent enough,
// and finds a module where the patterns need one.
func (o Options) checkToolchain(ctx context.Context) (environment, error) {
	if _, err := exec.LookPath("go"); err != nil {
		return environment{}, errors.New("cryptolint needs the go command, version 1.26 or later, and PATH has none: install Go from https://go.dev/dl")
	}
	out, result, err := o.goOutput(ctx, "env", "GOVERSION", "GOMOD", "GOWORK", "GOFLAGS", "GO111MODULE")
	if err != nil {
		return environment{}, err
	}
	values := strings.Split(out, "\n")
	if result.failed || len(values) < 3 {
		return environment{}, fmt.Errorf("the go command does not work here: %s", oneLine(result.stderr))
	}
	if err := checkVersion(values[0]); err != nil {
		return environment{}, err
	}
	if len(values) > 4 && values[4] == "off" {
		if err := o.checkGopath(ctx); err != nil {
			return environment{}, err
		}
	}
	outside := values[1] == os.DevNull && !isFile(values[2])
	if outside && needModule(o.Patterns) {
		return environment{}, noModule(o.Dir)
	}
	env := environment{gomod: values[1], gowork: values[2]}
	if len(values) > 3 {
		env.flags = strings.Fields(values[3])
	}
	return env, nil
}

func checkVersion(goversion string) error {
	release := unit.Release(goversion)
	switch {
	case release == "":
		return fmt.Errorf("cryptolint needs Go 1.26 or later, and the go command on PATH reports the version %q", strings.TrimSpace(goversion))
	case version.Compare(release, oldest) < 0:
		return fmt.Errorf("cryptolint needs Go 1.26 or later, and the go command on PATH is %s: install a newer one from https://go.dev/dl", strings.TrimSpace(goversion))
	}
	return unit.CheckRelease(goversion)
}

// checkGopath returns an error for packages outside of GOPATH if the go command
// does not use modules: they have no import path there, so nothing of them can be
// told from the standard library.
func (o Options) checkGopath(ctx context.Context) error {
	out, err := o.find(ctx, "{{.ImportPath}}")
	if err != nil {
		return err
	}
	for path := range strings.Lines(out) {
		if strings.HasPrefix(path, "_/") {
			return fmt.Errorf("GO111MODULE is off, and %s is not in GOPATH: unset GO111MODULE to analyse its module", strings.TrimPrefix(strings.TrimSpace(path), "_"))
		}
	}
	return nil
}

// needModule tells whether a pattern is a directory, which only means
// something within a module.
func needModule(patterns []string) bool { return slices.ContainsFunc(patterns, isDirectory) }

// isDirectory tells whether a pattern is a directory, or a tree of them.
func isDirectory(pattern string) bool {
	return !strings.HasSuffix(pattern, ".go") && (strings.HasPrefix(pattern, ".") || filepath.IsAbs(pattern))
}

// oneLine joins the lines of a message.
func oneLine(text string) string {
	return strings.Join(strings.Fields(text), " ")
}
