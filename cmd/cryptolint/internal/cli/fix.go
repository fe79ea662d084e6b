package cli

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/baseline"
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
	if err := a.configure(ctx, f); err != nil {
		return 0, err
	}
	a.quiet = f.quiet
	a.allowUnsafe(f)
	known, err := a.knownFindings()
	if err != nil {
		return 0, err
	}
	before, err := a.report(ctx, patterns)
	if err != nil {
		return 0, err
	}
	if before.Fixable() == 0 {
		return a.nothingToFix(before, known, f)
	}
	options, err := a.vetOptions(patterns, a.config.ForFixes())
	if err != nil {
		return 0, err
	}
	if f.diff {
		return a.showDiff(ctx, options, before)
	}
	if err := a.checkTargets(before); err != nil {
		return 0, err
	}
	if err := vet.Fix(ctx, options, before); err != nil {
		return 0, err
	}
	after, err := a.report(ctx, patterns)
	if err != nil {
		return 0, err
	}
	return a.afterFix(before, after, known)
}

// checkTargets makes sure that no fix writes out of the module, to where a link
// leads. The go command follows links.
func (a *app) checkTargets(report *finding.Report) error {
	for _, f := range report.Findings {
		for _, fix := range f.Fixes {
			for _, edit := range fix.Edits {
				if err := leavesModule(edit.File); err != nil {
					return fmt.Errorf("nothing was fixed, because %s %w: leave the package out, or replace the link by a file", finding.Relative(a.dir, edit.File), err)
				}
			}
		}
	}
	return nil
}

func (a *app) nothingToFix(report *finding.Report, known *baseline.Baseline, f *flags) (int, error) {
	if !a.quiet {
		fmt.Fprintln(a.err, "cryptolint: nothing to fix automatically")
	}
	if f.diff && len(report.Failures) == 0 {
		return exitClean, nil
	}
	silence(known, report)
	if err := output.Text(a.out, report, a.outputOptions()); err != nil {
		return 0, err
	}
	return a.conclude(report)
}

// silence silences what the baseline lists, if there is one: it is fixed where it
// can be, and does not fail the run where it cannot.
func silence(known *baseline.Baseline, report *finding.Report) {
	if known != nil {
		known.Silence(report)
		report.Sort()
	}
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

// allowUnsafe lets the rules offer fixes after which stored data, or peers, may
// not work any more, if that was asked for.
func (a *app) allowUnsafe(f *flags) {
	if f.unsafe {
		c := *a.config
		c.Unsafe = true
		a.config = &c
	}
}

func (a *app) afterFix(before, after *finding.Report, known *baseline.Baseline) (int, error) {
	if !a.quiet {
		if err := a.tellFixed(before, after); err != nil {
			return 0, err
		}
	}
	silence(known, after)
	if err := output.Text(a.out, after, a.outputOptions()); err != nil {
		return 0, err
	}
	if n := after.Fixable(); n > 0 {
		fmt.Fprintf(a.err, "cryptolint: %s not fixed: the go command leaves generated and vendored files and those of other modules alone, and files with cgo\n", count(n, "finding"))
		for i := range after.Findings {
			after.Findings[i].Fixes = nil // the summary must not send people here again
		}
	}
	return a.conclude(after)
}

// tellFixed counts for each rule what was fixed and what is left.
func (a *app) tellFixed(before, after *finding.Report) error {
	was, is := byRule(before), byRule(after)
	fixed := 0
	var table strings.Builder
	for _, id := range slices.Sorted(maps.Keys(was)) {
		n := max(0, was[id]-is[id])
		fixed += n
		fmt.Fprintf(&table, "    %s  %d fixed, %d left\n", output.Safe(id), n, is[id])
	}
	_, err := fmt.Fprintf(a.err, "cryptolint: fixed %s\n%s", count(fixed, "finding"), table.String())
	return err
}

// byRule counts findings by the ID of the rule.
func byRule(report *finding.Report) map[string]int {
	counts := make(map[string]int)
	for _, f := range report.Findings {
		counts[f.Rule.ID]++
	}
	return counts
}
