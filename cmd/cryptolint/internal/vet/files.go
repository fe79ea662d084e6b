package vet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// Files returns the Go files that the patterns name and that are part of the
// build, with those of tests, as finding.Real has their names. It tells of each
// whether it belongs to a main module, which is the one that people work on.
// Packages that cannot be loaded have none.
func Files(ctx context.Context, o Options) (map[string]bool, error) {
	args := append([]string{"list", "-e", "-find", "-json=Dir,Standard,Module,GoFiles,CgoFiles,TestGoFiles,XTestGoFiles"}, o.buildFlags()...)
	out, _, err := o.goOutput(ctx, slices.Concat(args, []string{"--"}, o.Patterns)...)
	if err != nil {
		return nil, err
	}
	files := make(map[string]bool)
	for stream := json.NewDecoder(strings.NewReader(out)); ; {
		var p struct {
			holder
			Module *struct{ Main bool }
		}
		err := stream.Decode(&p)
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, fmt.Errorf("cannot read the output of go list: %w", err)
		}
		own := !p.Standard && (p.Module == nil || p.Module.Main)
		for _, name := range slices.Concat(p.GoFiles, p.CgoFiles, p.TestGoFiles, p.XTestGoFiles) {
			files[finding.Real(filepath.Join(p.Dir, name))] = own
		}
	}
}
