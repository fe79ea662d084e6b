package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/vet"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// check is the main job: analyse packages, print findings.
func (a *app) check(ctx context.Context, args []string) (int, error) {
	f := flagSet("")
	patterns, err := a.parse(f, args)
	if err != nil {
		return 0, err
	}
	if err := a.enter(f.dir); err != nil {
		return 0, err
	}
	report, err := a.analyse(ctx, patterns)
	if err != nil {
		return 0, err
	}
	if err := output.Write(f.format, a.out, report, a.outputOptions(f)); err != nil {
		return 0, err
	}
	return a.conclude(report, f.color)
}

// analyse runs the rules on the packages, by default on those of the module
// below the working directory.
func (a *app) analyse(ctx context.Context, patterns []string) (*finding.Report, error) {
	options, err := a.vetOptions(patterns)
	if err != nil {
		return nil, err
	}
	line := startProgress(a.err)
	defer line.stop()
	options.Progress = line.done
	report, err := vet.Run(ctx, options)
	if err != nil {
		return nil, err
	}
	report.Fingerprint()
	return report, nil
}

func (a *app) outputOptions(f *flags) output.Options {
	return output.Options{
		Dir:     a.dir,
		Root:    repositoryRoot(a.dir),
		Version: buildVersion(),
		Rules:   a.metas(),
		Pages:   a.pages,
		Style:   a.style(f.color, a.out),
	}
}

// repositoryRoot returns the nearest directory at or above dir that holds a Git
// repository or worktree, or dir if there is none.
func repositoryRoot(dir string) string {
	for root := dir; ; root = filepath.Dir(root) {
		if _, err := os.Lstat(filepath.Join(root, ".git")); err == nil {
			return root
		}
		if root == filepath.Dir(root) {
			return dir
		}
	}
}

// metas returns what there is to know about the rules.
func (a *app) metas() []rule.Meta {
	var metas []rule.Meta
	for _, r := range a.rules {
		metas = append(metas, r.Meta)
	}
	return metas
}

func (a *app) vetOptions(patterns []string) (vet.Options, error) {
	tool, err := os.Executable()
	if err != nil {
		return vet.Options{}, fmt.Errorf("cannot tell where cryptolint is, so go vet cannot run it: %w", err)
	}
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	return vet.Options{Dir: a.dir, Tool: tool, Patterns: patterns, Rules: a.metas()}, nil
}

// conclude tells on the standard error what failed, what was found and what to
// do next, and returns the exit code.
func (a *app) conclude(report *finding.Report, color string) (int, error) {
	if err := output.Failures(a.err, report, a.style(color, a.err)); err != nil {
		return 0, err
	}
	_, err := fmt.Fprintln(a.err, "cryptolint:", summary(report))
	switch {
	case err != nil:
		return 0, err
	case len(report.Failures) > 0:
		return exitTrouble, nil
	case len(report.Findings) > 0:
		return exitFindings, nil
	}
	return exitClean, nil
}

// summary is the last line of a run.
func summary(report *finding.Report) string {
	text := "no findings"
	if n := len(report.Findings); n > 0 {
		files := make(map[string]bool)
		for _, f := range report.Findings {
			files[f.Pos.File] = true
		}
		text = fmt.Sprintf("%s in %s", count(n, "finding"), count(len(files), "file"))
	}
	if n := len(report.Failures); n > 0 {
		return text + "; not everything could be analysed, see above"
	}
	if n := report.Fixable(); n > 0 {
		text += fmt.Sprintf("; %d can be fixed with 'cryptolint fix', see it first with 'cryptolint fix -diff'", n)
	}
	return text
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
