package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/baseline"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/vet"
	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/nearest"
)

const baselineHelp = `Usage: cryptolint baseline write [flags] [packages]
       cryptolint baseline prune [flags] [packages]

A baseline is a file that lists today's findings. A run with -baseline FILE,
or with 'baseline: FILE' in .cryptolint.yaml, silences them, so that only new
findings fail it. Commit the file.

write records the current findings. It keeps the entries of packages that it does
not analyse. prune removes the entries whose findings are gone. Neither changes
the file if a package could not be analysed.

An entry matches a finding by the rule and the code at fault. It still matches
after lines have moved, files or functions have been renamed, code has been
formatted, or a new version of cryptolint has changed the message. Code that was
edited or copied is new. Warnings, which are newer than rules-as-of, are not
written.

You can add "reason" to an entry, why the finding is accepted, and "until", the
last day on which it is: "until": "2027-01-31". From the next day on, it is
reported again.

The file is the one that -baseline or .cryptolint.yaml names, or else
.cryptolint-baseline.json next to .cryptolint.yaml or go.mod.

Examples:

    cryptolint baseline write
    cryptolint -baseline .cryptolint-baseline.json
    cryptolint baseline prune
`

// baselineCommand writes or prunes a baseline.
func (a *app) baselineCommand(ctx context.Context, args []string) (int, error) {
	f := flagSet("baseline")
	rest, err := a.parse(f, args)
	if err != nil {
		return 0, err
	}
	if len(rest) == 0 {
		return a.help([]string{"baseline"})
	}
	verbs := map[string]func(context.Context, string, []string) (int, error){"write": a.writeBaseline, "prune": a.pruneBaseline}
	run, ok := verbs[rest[0]]
	if !ok {
		if near, ok := nearest.Word(rest[0], []string{"write", "prune"}); ok {
			return 0, fmt.Errorf("unknown command baseline %s: did you mean baseline %s?", rest[0], near)
		}
		return 0, fmt.Errorf("unknown command baseline %s: use baseline write or baseline prune", rest[0])
	}
	if err := a.configure(ctx, f); err != nil {
		return 0, err
	}
	file, err := a.baselineFile(f)
	if err != nil {
		return 0, err
	}
	return run(ctx, file, rest[1:])
}

// baselineFile returns the absolute name of the baseline to write.
func (a *app) baselineFile(f *flags) (string, error) {
	if a.config.Baseline != "" {
		return a.file("baseline", a.config.Baseline)
	}
	dir := config.ModuleRoot(a.dir)
	if dir == "" {
		dir = a.dir
	}
	if !f.noFile {
		found, err := config.Find(a.dir)
		if err != nil {
			return "", err
		}
		if f.file != "" || found != "" {
			dir = a.config.Root
		}
	}
	return filepath.Join(dir, baseline.FileName), nil
}

func (a *app) loadBaseline(file string) (*baseline.Baseline, error) {
	return baseline.Load(file, finding.Relative(a.dir, file))
}

func (a *app) writeBaseline(ctx context.Context, file string, patterns []string) (int, error) {
	old := baseline.New(filepath.Dir(file), nil, nil)
	if _, err := os.Stat(file); err == nil {
		if old, err = a.loadBaseline(file); err != nil {
			return 0, err
		}
	}
	report, err := a.analyse(ctx, patterns)
	if err != nil {
		return 0, err
	}
	if len(report.Failures) > 0 {
		return a.incomplete(report, "nothing was written, because the baseline would lack what these packages hold")
	}
	known := &finding.Report{Findings: report.Findings}
	_, stay, err := a.judge(ctx, patterns, old, old.Silence(known))
	if err != nil {
		return 0, err
	}
	report.Findings = slices.Concat(known.Findings, known.Suppressed)
	a.sift(report)
	all := len(report.Findings)
	report.Findings = slices.DeleteFunc(report.Findings, func(f finding.Finding) bool { return f.Warning && f.Suppression == nil })
	if err := baseline.New(filepath.Dir(file), report.Findings, stay).Write(file); err != nil {
		return 0, err
	}
	fmt.Fprintf(a.err, "cryptolint: wrote %s to %s%s\n", count(len(report.Findings), "finding"), finding.Relative(a.dir, file), a.howToUse(file))
	if n := all - len(report.Findings); n > 0 {
		fmt.Fprintf(a.err, "cryptolint: %s left out: newer than rules-as-of, so a run does not fail because of them\n", count(n, "warning"))
	}
	if len(stay) > 0 {
		fmt.Fprintf(a.err, "cryptolint: %s of other packages kept\n", entries(len(stay)))
	}
	return exitClean, nil
}

// howToUse tells what to do with the baseline, if nobody has done it.
func (a *app) howToUse(file string) string {
	if a.config.Source("baseline").File != "" {
		return ""
	}
	name := finding.Relative(a.dir, file)
	return fmt.Sprintf(": use it with -baseline %s, or with 'baseline: %s' in %s beside it", name, filepath.Base(file), config.FileName)
}

func (a *app) pruneBaseline(ctx context.Context, file string, patterns []string) (int, error) {
	old, err := a.loadBaseline(file)
	if err != nil {
		return 0, err
	}
	report, err := a.analyse(ctx, patterns)
	if err != nil {
		return 0, err
	}
	if len(report.Failures) > 0 {
		return a.incomplete(report, "nothing was pruned, because it is unknown what these packages still contain")
	}
	comments := len(report.Suppressed)
	gone, stay, err := a.judge(ctx, patterns, old, old.Silence(report))
	if err != nil {
		return 0, err
	}
	name := finding.Relative(a.dir, file)
	if len(gone) == 0 && !old.Old() {
		fmt.Fprintf(a.err, "cryptolint: nothing to prune in %s: it has %s\n", name, entries(old.Len()))
		return exitClean, nil
	}
	pruned := baseline.New(filepath.Dir(file), report.Suppressed[comments:], stay)
	if err := pruned.Write(file); err != nil {
		return 0, err
	}
	if old.Old() {
		fmt.Fprintf(a.err, "cryptolint: %s is now in the current format\n", name)
	}
	fmt.Fprintf(a.err, "cryptolint: pruned %s from %s, %d left\n", entries(len(gone)), name, pruned.Len())
	return exitClean, nil
}

// incomplete tells what could not be analysed, and what was not done because of it.
func (a *app) incomplete(report *finding.Report, consequence string) (int, error) {
	if err := output.Failures(a.err, report, a.style(a.err)); err != nil {
		return 0, err
	}
	return 0, fmt.Errorf("not everything could be analysed: %s", consequence)
}

// stale tells that entries of the baseline are of no use any more.
func (a *app) stale(n int) string {
	match, fixed := "match", "their findings are fixed, or their lines were edited and are reported again"
	if n == 1 {
		match, fixed = "matches", "its finding is fixed, or its line was edited and is reported again"
	}
	text := fmt.Sprintf("%s of the baseline %s nothing: %s; 'cryptolint baseline prune", entries(n), match, fixed)
	if a.config.Source("baseline").Flag != "" {
		text += " -baseline " + a.config.Baseline
	}
	return text + "' removes " + map[bool]string{true: "it", false: "them"}[n == 1]
}

// judge splits the entries of a baseline that no finding needed: those whose
// findings are gone, and those that stay because their files were not analysed.
func (a *app) judge(ctx context.Context, patterns []string, b *baseline.Baseline, idle []baseline.Entry) (gone, stay []baseline.Entry, err error) {
	if len(idle) == 0 {
		return nil, nil, nil
	}
	options, err := a.vetOptions(patterns, a.config.ForAnalysis())
	if err != nil {
		return nil, nil, err
	}
	analysed, err := vet.Files(ctx, options)
	if err != nil {
		return nil, nil, err
	}
	for _, e := range idle {
		file := b.File(e)
		_, seen := analysed[file]
		_, err := os.Stat(file)
		switch {
		case strings.HasSuffix(file, "_test.go") && !a.config.Tests:
			stay = append(stay, e)
		case seen || errors.Is(err, fs.ErrNotExist) && a.covers(options.Patterns, file):
			gone = append(gone, e)
		default:
			stay = append(stay, e)
		}
	}
	return gone, stay, nil
}

// covers tells whether one of the patterns, such as ./..., names all packages of a
// directory above the file.
func (a *app) covers(patterns []string, file string) bool {
	for _, pattern := range patterns {
		dir, all := strings.CutSuffix(filepath.ToSlash(pattern), "...")
		if !all || !strings.HasPrefix(dir, ".") || !strings.HasSuffix(dir, "/") {
			continue
		}
		root := finding.Real(filepath.Join(a.dir, filepath.FromSlash(dir), baseline.FileName))
		if rel, err := filepath.Rel(filepath.Dir(root), file); err == nil && filepath.IsLocal(rel) {
			return true
		}
	}
	return false
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}
