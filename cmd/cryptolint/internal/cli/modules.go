package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/vet"
)

// allModules is the pattern for all packages of a workspace.
const allModules = "work"

// module is one of several modules that a run analyses.
type module struct {
	root string // absolute
	used bool   // by the workspace: the others are analysed without it
}

// modulesFor returns the modules that a run analyses one by one, each by its own
// configuration, or none if it is an ordinary run: those below the directory if
// that is asked for, or those of the workspace.
func (a *app) modulesFor(ctx context.Context, f *flags, patterns []string) ([]module, error) {
	work := slices.Equal(patterns, []string{allModules})
	if !f.modules && !work {
		return nil, nil
	}
	if f.modules && (len(patterns) > 0 || f.files) {
		return nil, errors.New("-modules takes all packages of all modules: leave out the packages, or name one module with -C")
	}
	used, err := vet.Workspace(ctx, vet.Options{Dir: a.dir})
	if err != nil {
		return nil, err
	}
	if work {
		return asModules(used, used), nil
	}
	roots, err := vet.ModulesBelow(ctx, a.dir)
	if err == nil && len(roots) == 0 {
		err = fmt.Errorf("there is no go.mod in %s or below it", a.dir)
	}
	return asModules(roots, used), err
}

func asModules(roots, used []string) []module {
	var all []module
	for _, root := range roots {
		inWorkspace := slices.ContainsFunc(used, func(u string) bool { return finding.Real(u) == finding.Real(root) })
		all = append(all, module{root, inWorkspace})
	}
	return all
}

// reviewModules reviews the modules one by one and joins the reports. A module that
// cannot be analysed does not keep the others from being.
func (a *app) reviewModules(ctx context.Context, f *flags, modules []module) (*finding.Report, error) {
	whole := &finding.Report{}
	a.hidden = make(map[string]int)
	a.failing = new(bool)
	for _, m := range modules {
		name := finding.Relative(a.dir, m.root)
		path := moduleOf(m.root)
		whole.Modules = append(whole.Modules, path)
		part, err := a.reviewModule(ctx, *f, m)
		if ctx.Err() != nil {
			return nil, errors.New("interrupted: nothing was reported")
		}
		if err != nil {
			whole.Failures = append(whole.Failures, finding.Failure{Module: path, Package: name, Message: err.Error()})
			continue
		}
		for i := range part.Failures {
			part.Failures[i].Module = path
		}
		whole.Add(part)
	}
	if err := a.enter(a.dir); err != nil {
		return nil, err
	}
	whole.Sort()
	whole.Fingerprint()
	return whole, nil
}

// reviewModule reviews one module by its own configuration, below the flags.
func (a *app) reviewModule(ctx context.Context, f flags, m module) (*finding.Report, error) {
	b := *a
	f.dir = m.root
	if f.file != "" && !filepath.IsAbs(f.file) {
		f.file = filepath.Join(a.dir, f.file) // that of the run, not one of the module
	}
	if err := b.configure(ctx, &f); err != nil {
		return nil, err
	}
	b.noWorkspace = !m.used
	report, err := b.review(ctx, nil, false)
	if err != nil {
		return nil, err
	}
	for why, n := range b.hidden {
		a.hidden[why] += n
	}
	digest, err := b.config.Digest()
	if err != nil {
		return nil, err
	}
	a.digests = append(a.digests, digest)
	*a.failing = *a.failing || b.severe(report)
	if b.config.Source("output").File != "" {
		report.Notes = append(report.Notes, fmt.Sprintf("cryptolint: %s: output in %s is ignored in a run over several modules",
			output.Safe(finding.Relative(a.dir, m.root)), filepath.Base(b.configFile)))
	}
	return report, nil
}
