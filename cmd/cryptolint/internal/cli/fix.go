package cli

import (
	"context"
	"fmt"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/vet"
)

// fix applies the fixes of the findings that have one, then tells what is
// left. With -diff it changes nothing and prints what it would change.
func (a *app) fix(ctx context.Context, args []string) (int, error) {
	f := flagSet("fix")
	patterns, err := a.parse(f, args)
	if err != nil {
		return 0, err
	}
	if err := a.configure(f); err != nil {
		return 0, err
	}
	before, err := a.report(ctx, patterns)
	if err != nil {
		return 0, err
	}
	if before.Fixable() == 0 {
		return a.nothingToFix(before, f)
	}
	options, err := a.vetOptions(patterns, a.config)
	if err != nil {
		return 0, err
	}
	if f.diff {
		return a.showDiff(ctx, options, before)
	}
	if err := vet.Fix(ctx, options, before); err != nil {
		return 0, err
	}
	after, err := a.report(ctx, patterns)
	if err != nil {
		return 0, err
	}
	return a.afterFix(before, after)
}

func (a *app) nothingToFix(report *finding.Report, f *flags) (int, error) {
	fmt.Fprintln(a.err, "cryptolint: nothing to fix by machine")
	if f.diff && len(report.Failures) == 0 {
		return exitClean, nil
	}
	return a.conclude(report)
}

func (a *app) showDiff(ctx context.Context, options vet.Options, before *finding.Report) (int, error) {
	diff, err := vet.Diff(ctx, options, before)
	if err != nil {
		return 0, err
	}
	if err := output.Diff(a.out, diff, a.out.is, a.style(a.out)); err != nil {
		return 0, err
	}
	if len(before.Failures) > 0 {
		return a.conclude(before)
	}
	if diff == "" {
		return exitClean, nil
	}
	return exitFindings, nil
}

func (a *app) afterFix(before, after *finding.Report) (int, error) {
	if err := output.Text(a.out, after, a.outputOptions()); err != nil {
		return 0, err
	}
	fixed := max(0, len(before.Findings)-len(after.Findings))
	fmt.Fprintf(a.err, "cryptolint: fixed %s\n", count(fixed, "finding"))
	if n := after.Fixable(); n > 0 {
		fmt.Fprintf(a.err, "cryptolint: %s not fixed: the go command leaves generated and vendored files and those of other modules alone\n", count(n, "finding"))
		for i := range after.Findings {
			after.Findings[i].Fixes = nil // the summary must not send people here again
		}
	}
	return a.conclude(after)
}
