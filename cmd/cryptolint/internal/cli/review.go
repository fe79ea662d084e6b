package cli

import (
	"context"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/baseline"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// review is report without what the team knows already: what the baseline lists,
// and what stands on lines that have not changed. What it needs for that it gets
// first, so that nobody waits for an analysis to learn of a slip of the finger.
//
// The arguments are packages, or files where it is asked for.
func (a *app) review(ctx context.Context, args []string, files bool) (*finding.Report, error) {
	var known *baseline.Baseline
	if a.config.Baseline != "" {
		var err error
		if known, err = a.loadBaseline(a.file("baseline", a.config.Baseline)); err != nil {
			return nil, err
		}
	}
	analyse := a.analyse
	if files {
		analyse = a.analyseFiles
	}
	report, err := analyse(ctx, args)
	if err != nil {
		return nil, err
	}
	if known != nil {
		idle := known.Silence(report)
		if !files && len(report.Failures) == 0 {
			gone, _, err := a.judge(ctx, args, known, idle)
			if err != nil {
				return nil, err
			}
			report.Stale = len(gone)
		}
	}
	a.sift(report)
	return report, nil
}
