package cli

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/changes"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/internal/config"
)

// identity says what the report is about, where a format that is written has room
// for it.
func (a *app) identity(ctx context.Context) output.Identity {
	formats := []string{a.config.Format}
	for _, entry := range a.config.Output {
		format, _, _ := strings.Cut(entry, "=")
		formats = append(formats, format)
	}
	if !slices.ContainsFunc(formats, func(f string) bool { return f == "json" || f == "sarif" || f == "html" }) {
		return output.Identity{}
	}
	id := output.Identity{
		Module:   moduleOf(a.dir),
		Platform: cmp.Or(a.getenv("GOOS"), runtime.GOOS) + "/" + cmp.Or(a.getenv("GOARCH"), runtime.GOARCH),
	}
	if id.Module != "" {
		id.Category = "cryptolint/" + id.Module
		if a.getenv("GOOS") != "" || a.getenv("GOARCH") != "" { // one of several platforms
			id.Category += "/" + strings.ReplaceAll(id.Platform, "/", "-")
		}
	}
	if digest, err := a.digest(); err == nil {
		id.Configuration = fmt.Sprintf("%x", digest[:16])
	}
	// A report without these two is a report all the same.
	if repository, err := changes.Open(ctx, a.dir); err == nil {
		if revision, err := repository.Commit(ctx, "HEAD"); err == nil {
			id.Revision = revision
		}
		id.Repository = output.RepositoryAddress(repository.Remote(ctx))
	}
	return id
}

// digest is that of the configuration, or of those of all modules of the run.
func (a *app) digest() ([]byte, error) {
	if len(a.digests) == 0 {
		return a.config.Digest()
	}
	sum := sha256.Sum256(slices.Concat(a.digests...))
	return sum[:], nil
}

// moduleOf returns the path of the module that holds a directory, or "".
func moduleOf(dir string) string {
	root := config.ModuleRoot(dir)
	if root == "" {
		return ""
	}
	data, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return ""
	}
	return modfile.ModulePath(data)
}
