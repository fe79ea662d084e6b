package cli

import (
	"fmt"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
)

// many is how many findings make a list that nobody reads to its end: some screens.
const many = 50

// shown returns the report as the text format shows it: with the worst findings
// alone if their number is bounded. Nothing else depends on the bound.
func (a *app) shown(report *finding.Report, bound int) *finding.Report {
	if bound == 0 || a.config.Format != "text" || len(report.Findings) <= bound {
		return report
	}
	part := *report
	part.Findings = output.Worst(report.Findings, bound)
	return &part
}

// tellMany helps with a list that is long, as that of a first run is: it says where
// the findings are, and what to do next.
func (a *app) tellMany(report *finding.Report, bound int) error {
	n := len(report.Findings)
	hidden := bound > 0 && n > bound
	if a.quiet || a.config.Format != "text" || n <= many && !hidden {
		return nil
	}
	fmt.Fprintln(a.err)
	if err := output.Overview(a.err, report); err != nil {
		return err
	}
	fmt.Fprintln(a.err)
	if hidden {
		fmt.Fprintf(a.err, "cryptolint: showing the worst %d of %d findings\n", bound, n)
	}
	if n <= many {
		return nil
	}
	_, err := fmt.Fprint(a.err, `What to do next:
    cryptolint -max-findings 20                    the worst findings
    cryptolint -severity high -confidence high     what is severe and certain
    cryptolint -output html=cryptolint.html        a page that you can search and filter
    cryptolint baseline write                      accept what is there, so that only new findings fail
    cryptolint -new-from-merge-base origin/main    only what a branch adds

`)
	return err
}
