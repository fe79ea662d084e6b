package vet

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// Fix lets the go command apply the fixes: it merges them, mends imports and
// formats. The report is that of the analysis before; packages that failed
// there are not asked again.
func Fix(ctx context.Context, o Options, report *finding.Report) error {
	_, err := o.fix(ctx, report)
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
	return tidyDiff(out, o.Dir, named), nil
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

// tidyDiff leaves the files in the diff that lie in one of the directories, each
// once, and makes it independent of the order in which packages are done and of
// where the module lies: the go command writes absolute names with "(old)" and
// "(new)" behind them.
func tidyDiff(diff, dir string, named map[string]bool) string {
	var files []string
	keep := true
	lines := strings.SplitAfter(diff, "\n")
	for i, line := range lines {
		name, isHeader := strings.CutPrefix(line, "--- ")
		name, isOld := strings.CutSuffix(name, " (old)\n")
		if isHeader && isOld && i+1 < len(lines) && lines[i+1] == "+++ "+name+" (new)\n" {
			keep = named[filepath.Dir(name)]
			short := filepath.ToSlash(finding.Relative(dir, name))
			lines[i+1] = "+++ b/" + short + "\n"
			if keep {
				files = append(files, "--- a/"+short+"\n")
			}
			continue
		}
		if keep && len(files) == 0 {
			files = append(files, "")
		}
		if keep {
			files[len(files)-1] += line
		}
	}
	slices.Sort(files)
	return strings.Join(slices.Compact(files), "")
}
