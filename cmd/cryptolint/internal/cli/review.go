package cli

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/baseline"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/changes"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// review is report without what the team knows already: what the baseline lists,
// and what stands on lines that have not changed. What it needs for that it gets
// first, so that nobody waits for an analysis to learn of a slip of the finger.
//
// The arguments are packages, or files where it is asked for.
func (a *app) review(ctx context.Context, args []string, files bool) (*finding.Report, error) {
	known, err := a.knownFindings()
	if err != nil {
		return nil, err
	}
	since, err := a.since(ctx)
	if err != nil {
		return nil, err
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
		if known.Old() {
			report.Notes = append(report.Notes, a.oldBaseline())
		}
		if !files && len(report.Failures) == 0 {
			gone, _, err := a.judge(ctx, args, known, idle)
			if err != nil {
				return nil, err
			}
			report.Stale = len(gone)
		}
	}
	a.sift(report)
	return report, since.keep(ctx, report)
}

// knownFindings reads the baseline in force, or returns nil if there is none.
func (a *app) knownFindings() (*baseline.Baseline, error) {
	if a.config.Baseline == "" {
		return nil, nil
	}
	file, err := a.file("baseline", a.config.Baseline)
	if err != nil {
		return nil, err
	}
	return a.loadBaseline(file)
}

// since is the commit since which findings count; the zero value lets all count.
type since struct {
	repository *changes.Repository
	commit     string
}

// since asks git for the commit that the configuration names.
func (a *app) since(ctx context.Context) (since, error) {
	revision, mergeBase := a.config.NewFromRev, a.config.NewFromMergeBase
	if revision != "" && mergeBase != "" {
		// A flag goes over the file, also where the file has the other key.
		switch byFlag, otherByFlag := a.config.Source("new-from-rev").Flag != "", a.config.Source("new-from-merge-base").Flag != ""; {
		case byFlag == otherByFlag:
			return since{}, errors.New("new-from-rev and new-from-merge-base cannot be used together: give one of them")
		case byFlag:
			mergeBase = ""
		default:
			revision = ""
		}
	}
	if revision == "" && mergeBase == "" {
		return since{}, nil
	}
	repository, err := changes.Open(ctx, a.dir)
	if err != nil {
		return since{}, err
	}
	commit := ""
	if mergeBase != "" {
		commit, err = repository.MergeBase(ctx, mergeBase)
	} else {
		commit, err = repository.Commit(ctx, revision)
	}
	return since{repository, commit}, err
}

// keep leaves in the report the findings on lines that are new.
func (s since) keep(ctx context.Context, report *finding.Report) error {
	if s.repository == nil {
		return nil
	}
	changed, err := s.repository.Since(ctx, s.commit, extensions(report))
	if err != nil {
		return err
	}
	old := func(f finding.Finding) bool { return !changed.New(f.Pos.File, f.Pos.Line, f.End.Line) }
	all := len(report.Findings)
	report.Findings = slices.DeleteFunc(report.Findings, old)
	report.Unchanged = all - len(report.Findings)
	report.Suppressed = slices.DeleteFunc(report.Suppressed, old)
	return nil
}

// extensions returns those of the files with findings.
func extensions(report *finding.Report) []string {
	var all []string
	for _, f := range slices.Concat(report.Findings, report.Suppressed) {
		if extension := filepath.Ext(f.Pos.File); !slices.Contains(all, extension) {
			all = append(all, extension)
		}
	}
	return all
}

// oldBaseline says what to do with a baseline of an old format.
func (a *app) oldBaseline() string {
	command := "cryptolint baseline prune"
	if a.config.Source("baseline").Flag != "" {
		command += " -baseline " + a.config.Baseline
	}
	return "cryptolint: the baseline has an old format, in which a finding that is worded otherwise is a new one: '" + command + "' upgrades it"
}
