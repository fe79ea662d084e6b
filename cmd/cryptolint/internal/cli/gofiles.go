package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/vet"
	"github.com/cryptolint/cryptolint/internal/config"
)

// touched is what a list of files names in one module.
type touched struct {
	root string          // directory of the module, absolute
	all  bool            // its go.mod or go.sum is among the files
	dirs map[string]bool // directories of Go files, absolute
}

// analyseFiles runs the rules on the packages that hold the files, which may lie
// in several modules.
func (a *app) analyseFiles(ctx context.Context, files []string) (*finding.Report, error) {
	modules, stray, err := a.modulesOf(files)
	if err != nil {
		return nil, err
	}
	report := &finding.Report{}
	for _, file := range stray {
		report.Notes = append(report.Notes, fmt.Sprintf("cryptolint: %s is in no module and was left out", finding.Relative(a.dir, file)))
	}
	line := startProgress(a.err)
	defer line.stop()
	for _, module := range modules {
		part, err := a.analyseModule(ctx, module, line.run)
		if err != nil {
			return nil, err
		}
		report.Findings = append(report.Findings, part.Findings...)
		report.Suppressed = append(report.Suppressed, part.Suppressed...)
		report.Failures = append(report.Failures, part.Failures...)
		report.Notes = append(report.Notes, part.Notes...)
	}
	report.Sort()
	return report, nil
}

// analyseModule runs the rules on what is touched of one module.
func (a *app) analyseModule(ctx context.Context, m touched, progress *vet.Progress) (*finding.Report, error) {
	options, err := a.vetOptions(nil, a.config.ForAnalysis())
	if err != nil {
		return nil, err
	}
	options.Dir, options.Progress = m.root, progress
	if !m.all {
		if options.Patterns, err = vet.Holding(ctx, options, m.dirs); err != nil {
			return nil, err
		}
	}
	if len(options.Patterns) == 0 {
		return &finding.Report{}, nil
	}
	return a.vet(ctx, options)
}

// modulesOf sorts the files by module, in the order in which they come. The files
// need not exist any more. Stray ones are in no module.
func (a *app) modulesOf(files []string) (modules []touched, stray []string, err error) {
	for _, file := range files {
		base := filepath.Base(file)
		ofModule := base == "go.mod" || base == "go.sum"
		if !ofModule && !strings.HasSuffix(base, ".go") {
			return nil, nil, fmt.Errorf("%s is not a Go file: -files takes .go files, go.mod and go.sum; without -files, cryptolint takes packages", file)
		}
		dir, err := a.realDir(file)
		if err != nil {
			return nil, nil, err
		}
		root := config.ModuleRoot(dir)
		if root == "" {
			stray = append(stray, filepath.Join(dir, base))
			continue
		}
		i := slices.IndexFunc(modules, func(m touched) bool { return m.root == root })
		if i < 0 {
			i = len(modules)
			modules = append(modules, touched{root: root, dirs: make(map[string]bool)})
		}
		modules[i].dirs[dir] = true
		modules[i].all = modules[i].all || ofModule
	}
	return modules, stray, nil
}

// realDir returns the directory of a file as the go command writes it.
func (a *app) realDir(file string) (string, error) {
	dir, err := filepath.Abs(filepath.Dir(file))
	if err != nil {
		return "", fmt.Errorf("cannot determine where %s is: %w", file, err)
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real, nil
	}
	return dir, nil // it is gone
}
