package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/analyzers"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/annotate"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/vet"
	"github.com/cryptolint/cryptolint/internal/atomicfile"
	"github.com/cryptolint/cryptolint/internal/config"
)

const addIgnoresHelp = `Usage: cryptolint add-ignores [-reason text] [flags] [packages]

Writes an ignore comment above each line with findings:

    //cryptolint:ignore CL201 --

The comment silences nothing until somebody writes, after the "--", why the code
is right. Until then the finding is still reported. With -reason, each comment
gets that reason and takes effect at once. So do earlier comments without one.

Generated files, vendored files and files of other modules are left alone.
Findings in the baseline get no comment, unless you pass -baseline "".

Examples:

    cryptolint add-ignores ./internal/legacy/...
    cryptolint add-ignores -enable CL201 -reason "key check values, one block" ./pay
`

// annotation is what add-ignores does.
type annotation struct {
	reason  string
	places  []string // where a comment was written or completed, sorted
	files   int
	waiting int      // comments that were there
	foreign int      // findings in files that are left alone
	newer   int      // warnings, which do not fail a run
	refused []string // places at which no comment can stand, and why
}

// addIgnores writes comments for what a run would report.
func (a *app) addIgnores(ctx context.Context, args []string) (int, error) {
	f := flagSet("add-ignores")
	patterns, err := a.parse(f, args)
	if err != nil {
		return 0, err
	}
	var t annotation
	if t.reason, err = givenReason(f); err != nil {
		return 0, err
	}
	if err := a.configure(ctx, f); err != nil {
		return 0, err
	}
	report, err := a.review(ctx, patterns, false)
	if err != nil {
		return 0, err
	}
	options, err := a.vetOptions(patterns, a.config.ForAnalysis())
	if err != nil {
		return 0, err
	}
	own, err := vet.Files(ctx, options)
	if err != nil {
		return 0, err
	}
	targets := t.targets(report, own)
	for _, file := range slices.Sorted(maps.Keys(targets)) {
		if err := a.annotate(&t, file, targets[file]); err != nil {
			return 0, err
		}
	}
	return a.tellAnnotation(report, t)
}

// givenReason returns the reason of the flags, or "" if there is none.
func givenReason(f *flags) (string, error) {
	given := false
	f.set.Visit(func(set *flag.Flag) { given = given || set.Name == "reason" })
	reason := strings.TrimSpace(f.reason)
	switch {
	case given && reason == "":
		return "", errors.New("the reason is empty: write why the code is right, or leave -reason out and write it in each comment")
	case strings.ContainsAny(reason, "\r\n"):
		return "", errors.New("the reason has several lines, and a comment has one: make it shorter")
	}
	return reason, nil
}

// targets sorts the findings by file and line. What is wrong with comments has no
// comment, and files that other people or programs write are left alone.
func (t *annotation) targets(report *finding.Report, own map[string]bool) map[string][]annotate.Target {
	comments := analyzers.Ignores(nil).Meta.ID
	targets := make(map[string][]annotate.Target)
	for _, f := range report.Findings {
		file := finding.Real(f.Pos.File)
		switch {
		case f.Rule.ID == comments:
			continue
		case f.Warning:
			t.newer++
			continue
		case f.Generated || !own[file] || f.Pos.Line < 1:
			t.foreign++
			continue
		}
		lines := targets[file]
		if n := len(lines); n == 0 || lines[n-1].Line != f.Pos.Line {
			lines = append(lines, annotate.Target{Line: f.Pos.Line})
		}
		last := &lines[len(lines)-1]
		if r := (annotate.Rule{ID: f.Rule.ID, Name: f.Rule.Name}); !slices.Contains(last.Rules, r) {
			last.Rules = append(last.Rules, r)
			slices.SortFunc(last.Rules, func(x, y annotate.Rule) int { return strings.Compare(x.ID, y.ID) })
		}
		targets[file] = lines
	}
	return targets
}

// annotate writes the comments of one file.
func (a *app) annotate(t *annotation, file string, targets []annotate.Target) error {
	name := finding.Relative(a.dir, file)
	if err := leavesModule(file); err != nil {
		t.refused = append(t.refused, fmt.Sprintf("%s %v", name, err))
		return nil
	}
	source, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("cannot read %s: %w", name, err)
	}
	result, err := annotate.File(file, source, targets, t.reason)
	if err != nil {
		t.refused = append(t.refused, fmt.Sprintf("%s: %v", name, err))
		return nil
	}
	for _, target := range result.NoPlace {
		t.refused = append(t.refused, fmt.Sprintf("%s:%d: no comment can be placed there, because the line begins and ends within a string: silence %s in %s", name, target.Line, target.IDs(), config.FileName))
	}
	t.waiting += len(result.Present)
	if len(result.Written) == 0 {
		return nil
	}
	if err := atomicfile.Write(file, result.Text); err != nil {
		return fmt.Errorf("cannot write %s: %w", name, err)
	}
	t.files++
	for _, target := range result.Written {
		t.places = append(t.places, fmt.Sprintf("%s:%d: %s", name, target.Line, target.IDs()))
	}
	return nil
}

// tellAnnotation says what was done, and what is left to do.
func (a *app) tellAnnotation(report *finding.Report, t annotation) (int, error) {
	if err := output.Failures(a.err, report, a.style(a.err)); err != nil {
		return 0, err
	}
	for _, place := range t.places {
		if _, err := fmt.Fprintln(a.out, output.Safe(place)); err != nil {
			return 0, err
		}
	}
	for _, text := range t.refused {
		fmt.Fprintln(a.err, "cryptolint:", output.Safe(text))
	}
	if t.foreign > 0 {
		fmt.Fprintf(a.err, "cryptolint: %s left alone: generated and vendored files and those of other modules are not written to\n", count(t.foreign, "finding"))
	}
	if t.newer > 0 {
		fmt.Fprintf(a.err, "cryptolint: %s without a comment: newer than rules-as-of, so a run does not fail because of them\n", count(t.newer, "warning"))
	}
	fmt.Fprintln(a.err, "cryptolint:", t.summary())
	if len(report.Failures) > 0 || len(t.refused) > 0 {
		return exitTrouble, nil
	}
	return exitClean, nil
}

func (t annotation) summary() string {
	var parts []string
	if n := len(t.places); n > 0 {
		parts = append(parts, fmt.Sprintf("comments for %s written to %s", count(n, "line"), count(t.files, "file")))
	}
	if t.waiting > 0 {
		parts = append(parts, fmt.Sprintf("%s already had one without a reason", count(t.waiting, "line")))
	}
	switch {
	case len(parts) == 0:
		return "no comment was written"
	case t.reason == "":
		parts = append(parts, "write after each \"--\" why the code is right: until then, the comments silence nothing")
	}
	return strings.Join(parts, "; ")
}
