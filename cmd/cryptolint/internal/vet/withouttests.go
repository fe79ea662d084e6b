package vet

import (
	"context"
	"slices"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// analyseWithoutTests analyses the packages whose test files alone are broken,
// as if they had none: the go command looks at a package together with its tests
// or not at all. It adds what it finds to the report, and the reasons of packages
// that are broken without their tests too. It returns the import paths of the
// packages that could be analysed.
func (o Options) analyseWithoutTests(ctx context.Context, report *finding.Report, packages []named) ([]string, error) {
	hidden := make(map[string]string)
	for _, p := range packages {
		for _, file := range p.tests {
			hidden[file] = ""
		}
	}
	if len(hidden) == 0 {
		return nil, nil
	}
	remove, err := o.hide(hidden)
	if err != nil {
		return nil, err
	}
	defer remove()

	listed, err := o.list(ctx, paths(packages))
	if err != nil {
		return nil, err
	}
	good, _ := split(listed)
	if len(good) == 0 {
		return nil, nil
	}
	_, result, err := o.vet(ctx, report, paths(good))
	if err != nil {
		return nil, err
	}
	said := parseComplaints(result.stderr)
	report.Failures = append(report.Failures, said.failures()...)
	return slices.DeleteFunc(paths(good), func(path string) bool { return slices.Contains(said.packages, path) }), nil
}
