package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/vet"
	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/internal/suppress"
)

// check is the main job: analyse packages, report findings.
func (a *app) check(ctx context.Context, args []string) (int, error) {
	f := flagSet("")
	patterns, err := a.parse(f, args)
	if err != nil {
		return 0, err
	}
	if err := a.configure(ctx, f); err != nil {
		return 0, err
	}
	if f.maxFindings < 0 {
		return 0, fmt.Errorf("flag -max-findings: it must be a number of at least 0, not %d", f.maxFindings)
	}
	if f.incomplete < exitTrouble || f.incomplete > highestExit {
		return 0, fmt.Errorf("flag -incomplete-exit-code: it must be a number from %d to %d, not %d", exitTrouble, highestExit, f.incomplete)
	}
	a.unanalysed = f.incomplete
	a.quiet = f.quiet
	if f.verbose {
		a.work = &vet.Work{}
	}
	start := time.Now()
	report, err := a.reviewAll(ctx, f, patterns)
	if err != nil {
		return 0, err
	}
	report.Group()
	options := a.outputOptions()
	options.Identity = a.identity(ctx)
	if err := output.Write(a.config.Format, a.out, a.shown(report, f.maxFindings), options); err != nil {
		return 0, err
	}
	unwritten := a.writeFiles(report, options)
	if a.config.Statistics {
		if err := output.Statistics(a.err, report); err != nil {
			return 0, err
		}
	}
	if f.verbose {
		if err := a.tellWork(time.Since(start)); err != nil {
			return 0, err
		}
	}
	if err := a.tellMany(report, f.maxFindings); err != nil {
		return 0, err
	}
	if a.notes, err = a.doubts(ctx, patterns); err != nil {
		return 0, err
	}
	if hint := fileHint(patterns); hint != "" && !f.files && len(report.Failures) > 0 {
		a.notes = append(a.notes, hint)
	}
	code, err := a.conclude(report)
	return code, errors.Join(unwritten, err)
}

// reviewAll reviews what the arguments name, or several modules one by one.
func (a *app) reviewAll(ctx context.Context, f *flags, patterns []string) (*finding.Report, error) {
	modules, err := a.modulesFor(ctx, f, patterns)
	if err != nil {
		return nil, err
	}
	if len(modules) > 0 {
		return a.reviewModules(ctx, f, modules)
	}
	return a.review(ctx, patterns, f.files)
}

// report analyses the packages and keeps of the findings what the configuration
// wants. The analysis itself goes by as little of the configuration as it can, so
// that what has not changed comes from the cache.
func (a *app) report(ctx context.Context, patterns []string) (*finding.Report, error) {
	report, err := a.analyse(ctx, patterns)
	if err != nil {
		return nil, err
	}
	a.sift(report)
	return report, nil
}

// analyse runs the rules on the packages, by default on those of the module
// below the working directory.
func (a *app) analyse(ctx context.Context, patterns []string) (*finding.Report, error) {
	options, err := a.vetOptions(patterns, a.config.ForAnalysis())
	if err != nil {
		return nil, err
	}
	if err := a.checkModels(ctx, options); err != nil {
		return nil, err
	}
	line := startProgress(a.err)
	defer line.stop()
	options.Progress = line.run
	return a.vet(ctx, options)
}

// vet runs the rules. The analysis honours the comments of other tools; where the
// configuration does not, they silence nothing.
func (a *app) vet(ctx context.Context, options vet.Options) (*finding.Report, error) {
	report, err := vet.Run(ctx, options)
	if err != nil {
		return nil, err
	}
	var silenced []finding.Finding
	for _, f := range report.Suppressed {
		by := f.Suppression
		switch {
		case (by.Kind == finding.ByNolint || by.Kind == finding.ByLint) && !a.config.Nolint || by.Kind == finding.ByNosec && !a.config.Nosec:
			f.Suppression = nil
		case suppress.Expired(by.Until, time.Now()):
			f.Suppression, f.Expired = nil, by
			at := finding.Position{File: f.Pos.File, Line: by.Line, Column: 1}
			f.Steps = append(f.Steps, finding.Step{Pos: at, Message: "the ignore comment expired on " + by.Until})
		default:
			silenced = append(silenced, f)
			continue
		}
		report.Findings = append(report.Findings, f)
	}
	report.Suppressed = silenced
	report.Sort()
	return report, nil
}

func (a *app) vetOptions(patterns []string, settings *config.Config) (vet.Options, error) {
	tool, err := os.Executable()
	if err != nil {
		return vet.Options{}, fmt.Errorf("cannot determine where cryptolint is, so go vet cannot run it: %w", err)
	}
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	encoded, err := settings.Encode()
	if err != nil {
		return vet.Options{}, err
	}
	var env []string
	if a.noWorkspace {
		env = []string{"GOWORK=off"}
	}
	return vet.Options{Env: env, Dir: a.dir, Tool: tool, Patterns: patterns, Rules: a.metas(), Settings: encoded, Tags: a.config.Tags, Tests: a.config.Tests, Work: a.work}, nil
}

func (a *app) metas() []rule.Meta {
	var metas []rule.Meta
	for _, r := range a.rules {
		metas = append(metas, r.Meta)
	}
	return metas
}

// sift leaves in the report what the configuration wants to see.
func (a *app) sift(report *finding.Report) {
	a.hidden = make(map[string]int)
	report.Findings = a.wanted(report.Findings)
	a.omitted = a.leftOut() // before those that are silenced anyway
	report.Suppressed = a.wanted(report.Suppressed)
	report.Sort()
	report.Fingerprint()
}

func (a *app) wanted(findings []finding.Finding) []finding.Finding {
	var kept []finding.Finding
	for _, f := range findings {
		candidate := config.Candidate{
			ID: f.Rule.ID, Name: f.Rule.Name, Profile: f.Profile,
			Severity: f.Severity.String(), Confidence: f.Confidence.String(),
			Package: f.Package, File: f.Pos.File, Generated: f.Generated,
		}
		if why := a.config.Silent(candidate); why != "" {
			a.hidden[why]++
			continue
		}
		if severity, err := rule.ParseSeverity(a.config.SeverityOf(candidate)); err == nil {
			f.Severity = severity
		}
		f.Warning = a.config.Newer(f.Since)
		kept = append(kept, f)
	}
	return kept
}

func (a *app) outputOptions() output.Options {
	return output.Options{
		Dir: a.dir, Root: config.RepositoryRoot(a.dir), Version: buildVersion(), Rules: a.metas(), Pages: a.pages,
		Style: a.style(a.out), ShowSuppressed: a.config.ShowSuppressed, Time: time.Now(),
	}
}

// conclude tells on the standard error what failed, what was found and what to
// do next, and returns the exit code.
func (a *app) conclude(report *finding.Report) (int, error) {
	if err := output.Failures(a.err, report, a.style(a.err)); err != nil {
		return 0, err
	}
	if !a.quiet {
		for _, line := range append(a.notes, a.summary(report)) {
			if _, err := fmt.Fprintln(a.err, "cryptolint:", line); err != nil {
				return 0, err
			}
		}
	}
	switch {
	case len(report.Failures) > 0:
		return cmp.Or(a.unanalysed, exitTrouble), nil
	case a.fails(report):
		return exitFindings, nil
	}
	return exitClean, nil
}

// fails tells whether the findings make the exit code 1.
func (a *app) fails(report *finding.Report) bool {
	if a.failing != nil {
		return *a.failing
	}
	return a.severe(report)
}

// severe tells whether a finding has the severity at which a run fails, and no
// warning.
func (a *app) severe(report *finding.Report) bool {
	for _, f := range report.Findings {
		if !f.Warning && a.config.Fails(f.Severity.String()) {
			return true
		}
	}
	return false
}

// summary is the last line of a run.
func (a *app) summary(report *finding.Report) string {
	text := "no findings"
	if n := len(report.Findings); n > 0 {
		files := make(map[string]bool)
		for _, f := range report.Findings {
			files[f.Pos.File] = true
		}
		text = fmt.Sprintf("%s in %s", count(n, "finding"), count(len(files), "file"))
	}
	if n := report.Warnings(); n > 0 {
		text += fmt.Sprintf(", of which %s", warnings(n))
	}
	if n := len(report.Suppressed); n > 0 {
		text += fmt.Sprintf(", %d silenced", n)
	}
	if n := a.omitted; n > 0 {
		text += fmt.Sprintf(", %d left out by the configuration", n)
	}
	if n := report.Unchanged; n > 0 {
		text += fmt.Sprintf(", %d on lines that have not changed", n)
	}
	if n := len(report.Failures); n > 0 {
		return text + "; not everything could be analysed, see above"
	}
	if n := report.Stale; n > 0 {
		text += "; " + a.stale(n)
	}
	if n := report.Fixable(); n > 0 {
		text += fmt.Sprintf("; %d can be fixed with 'cryptolint fix', see it first with 'cryptolint fix -diff'", n)
	}
	return text
}

// warnings says what findings are that do not make the run fail.
func warnings(n int) string {
	if n == 1 {
		return "1 is newer than rules-as-of and does not fail the run"
	}
	return fmt.Sprintf("%d are newer than rules-as-of and do not fail the run", n)
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
