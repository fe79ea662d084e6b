package vet

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
)

// Holding returns patterns for those packages that "./..." names in o.Dir, the
// root of a module, and that lie in one of the directories, which are absolute.
// What "./..." leaves out is left out here too: nested modules, testdata, vendor,
// and directories without a file for this platform. There may be none.
func Holding(ctx context.Context, o Options, dirs map[string]bool) ([]string, error) {
	args := append([]string{"list", "-e", "-find", "-f", "{{.Dir}}"}, o.buildFlags()...)
	out, result, err := o.goOutput(ctx, append(args, "--", "./...")...)
	if err != nil {
		return nil, err
	}
	if result.failed {
		return nil, fmt.Errorf("the go command cannot list the packages in %s: %s", o.Dir, oneLine(result.stderr))
	}
	var patterns []string
	for line := range strings.Lines(out) {
		dir := strings.TrimRight(line, "\r\n")
		relative, err := filepath.Rel(o.Dir, dir)
		if err == nil && dirs[dir] {
			patterns = append(patterns, "./"+filepath.ToSlash(relative))
		}
	}
	return patterns, nil
}
