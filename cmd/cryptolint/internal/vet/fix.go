package vet

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// Fix lets the go command apply the fixes: it merges them, corrects imports and
// formats. The report is that of the analysis before; packages that failed
// there are not asked again. Files whose lines end in CRLF keep that.
func Fix(ctx context.Context, o Options, report *finding.Report) error {
	windows := crlfFiles(report)
	_, err := o.fix(ctx, report)
	for _, file := range windows {
		err = errors.Join(err, restoreCRLF(file))
	}
	return err
}

// Diff returns what Fix would change as a unified diff that "patch -p1" and
// "git apply" understand, run from the working directory. Files are in the
// order of their names.
func Diff(ctx context.Context, o Options, report *finding.Report) (string, error) {
	out, err := o.fix(ctx, report, "-diff")
	if err != nil {
		return "", err
	}
	places, err := o.places(ctx)
	if err != nil {
		return "", err
	}
	named := make(map[string]bool)
	for _, p := range places {
		named[p.dir] = true
	}
	return tidyDiff(out, o.Dir, named)
}

// fix runs go vet -fix. Where it fails, so did the analysis before, which has
// told why; where the analysis did not, the failure is news.
func (o Options) fix(ctx context.Context, report *finding.Report, flags ...string) (string, error) {
	// With -trimpath, the go command may have the fixes of another checkout in
	// its cache, and would apply them there.
	args := append([]string{"vet", "-vettool=" + o.Tool, "-fix", "-trimpath=false"}, slices.Concat(o.buildFlags(), flags)...)
	patterns := o.Patterns
	if len(report.Failures) > 0 {
		packages, err := o.list(ctx, o.Patterns)
		if err != nil {
			return "", err
		}
		good, _ := split(packages)
		patterns = paths(good)
	}
	out, result, err := o.goOutput(ctx, append(append(args, "--"), patterns...)...)
	if err != nil {
		return "", err
	}
	if result.failed && out == "" && len(report.Failures) == 0 {
		return "", fmt.Errorf("go vet -fix failed: %s", strings.TrimSpace(result.stderr))
	}
	return out, nil
}
