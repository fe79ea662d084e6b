// Package vet runs the rules on packages by way of go vet, which analyses each
// package in a process of its own and keeps the answers in the build cache.
package vet

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// Options says what to analyse and how.
type Options struct {
	Dir      string      // working directory, absolute
	Env      []string    // variables of the go command besides those that there are
	Tool     string      // the executable that go vet shall run: this program
	Patterns []string    // packages, in the words of 'go help packages'; at least one
	Rules    []rule.Meta // the rules that the tool has
	Settings string      // what the tool goes by, as config.Config.Encode writes it
	Tags     []string    // build tags
	Tests    bool        // test files are analysed too
	Work     *Work       // added to; may be nil
	Progress *Progress   // kept up to date; may be nil

	all bool // the patterns name packages of other modules

	log     string // file that the tool writes its log to; empty: none
	overlay string // file that tells the go command of files to take for deleted; empty: none
}

// Run analyses the packages. The error is for when nothing could be analysed;
// its text is a sentence for the user. What failed beside packages that could
// be analysed is in the report.
func Run(ctx context.Context, o Options) (*finding.Report, error) {
	env, err := o.checkToolchain(ctx)
	if err != nil {
		return nil, err
	}
	if o.all, err = o.namesOthers(ctx); err != nil {
		return nil, err
	}
	unhide, err := o.hideTests(ctx, env)
	if err != nil {
		return nil, err
	}
	defer unhide()
	report, err := o.run(ctx)
	if err != nil {
		return nil, err
	}
	if err := o.pick(ctx, report, env.hasFlag("-trimpath")); err != nil {
		return nil, err
	}
	report.Sort()
	return report, nil
}

// run runs go vet and completes the report where it failed.
func (o Options) run(ctx context.Context) (*finding.Report, error) {
	report := &finding.Report{}
	units, result, err := o.vet(ctx, report, o.Patterns)
	if err != nil {
		return nil, err
	}
	said := parseComplaints(result.stderr)
	if !result.failed {
		for _, pkg := range said.packages {
			said.loose = append(said.loose, said.lines[pkg]...)
		}
		report.Notes = said.loose
		return report, nil
	}
	return report, o.explainFailure(ctx, report, units, said)
}

// vet runs go vet and adds what it finds to the report. It returns the number
// of units that were analysed.
func (o Options) vet(ctx context.Context, report *finding.Report, patterns []string) (int, outcome, error) {
	d := o.decoder(report)
	var result outcome
	var flags []string
	if o.Progress != nil {
		flags = []string{"-v"} // it prints what it compiles
	}
	err := o.logged(ctx, patterns, func() (err error) {
		result, err = o.goCommand(ctx, d.decode, o.vetArgs(patterns, flags...)...)
		return err
	})
	return d.units, result, err
}

// vetArgs returns the arguments of the go command that run the rules, with flags
// of go vet besides.
func (o Options) vetArgs(patterns []string, flags ...string) []string {
	args := append([]string{"vet", "-vettool=" + o.Tool, "-json"}, slices.Concat(o.buildFlags(), flags)...)
	return append(append(args, "--"), patterns...)
}

// buildFlags returns the flags that decide which files are built.
func (o Options) buildFlags() []string {
	var flags []string
	if len(o.Tags) > 0 {
		flags = append(flags, "-tags="+strings.Join(o.Tags, ","))
	}
	if o.overlay != "" {
		flags = append(flags, "-overlay="+o.overlay)
	}
	return flags
}

func (o Options) decoder(report *finding.Report) *decoder {
	d := &decoder{rules: make(map[string]rule.Meta), report: report, progress: o.Progress, done: make(map[string]bool)}
	for _, meta := range o.Rules {
		d.rules[meta.ID] = meta
	}
	return d
}

// explainFailure completes the report of a go vet that failed: which packages
// could not be analysed, and why. Where one package that cannot be loaded kept
// the go command from looking at any, the others are analysed now, and so are
// those whose test files alone are broken.
func (o Options) explainFailure(ctx context.Context, report *finding.Report, units int, said complaints) error {
	packages, err := o.list(ctx, o.Patterns)
	if err != nil {
		return err
	}
	listed := len(packages)
	packages = slices.DeleteFunc(packages, o.emptyWithoutTests)
	if len(packages) == 0 && listed > 0 {
		return nil
	}
	good, bad := split(packages)
	if units == 0 && len(said.packages) == 0 {
		if len(good) == 0 && len(bad) == 0 {
			return nothingToDo(o.Patterns, said.loose)
		}
		if len(good) > 0 && len(bad) > 0 {
			_, result, err := o.vet(ctx, report, paths(good))
			if err != nil {
				return err
			}
			said = parseComplaints(result.stderr)
		}
	}
	failures := said.failures()
	for _, p := range bad {
		failures = append(failures, finding.Failure{Package: p.path, Message: hint(p.path, strings.Join(p.errors, "\n"))})
	}
	saved, err := o.analyseWithoutTests(ctx, report, failing(packages, failures))
	if err != nil {
		return err
	}
	for i, f := range failures {
		if slices.Contains(saved, f.Package) {
			failures[i].Message = "its test files are broken, and only the rest of it was analysed\n" + f.Message
		}
	}
	report.Failures = append(report.Failures, failures...)
	addDependents(report, good, saved)
	if len(report.Failures) == 0 {
		report.Failures = []finding.Failure{{Message: "go vet failed: " + strings.Join(said.loose, "\n")}}
	} else if len(bad) == 0 {
		report.Notes = said.loose // otherwise they say what is said of the packages
	}
	return nil
}

// failing returns the packages that failed for a reason of their own.
func failing(packages []named, failures []finding.Failure) []named {
	var found []named
	for _, p := range packages {
		if slices.ContainsFunc(failures, func(f finding.Failure) bool { return f.Package == p.path && !f.Internal }) {
			found = append(found, p)
		}
	}
	return found
}

func split(packages []named) (good, bad []named) {
	for _, p := range packages {
		if len(p.errors) > 0 {
			bad = append(bad, p)
		} else {
			good = append(good, p)
		}
	}
	return good, bad
}

func paths(packages []named) []string {
	var all []string
	for _, p := range packages {
		all = append(all, p.path)
	}
	return all
}

// addDependents adds the packages that the go command left out without a word,
// because one that they import does not compile. Broken tests, as of the packages
// that are saved, do not matter to importers.
func addDependents(report *finding.Report, packages []named, saved []string) {
	var broken []string
	for _, f := range report.Failures {
		if !f.Internal && !slices.Contains(saved, f.Package) {
			broken = append(broken, f.Package)
		}
	}
	for _, p := range packages {
		if slices.Contains(broken, p.path) || slices.Contains(saved, p.path) {
			continue
		}
		if i := slices.IndexFunc(p.deps, func(dep string) bool { return slices.Contains(broken, dep) }); i >= 0 {
			report.Failures = append(report.Failures, finding.Failure{Package: p.path, Message: "it needs " + p.deps[i] + ", which failed"})
		}
	}
}

// nothingToDo makes one sentence of what the go command says when the patterns
// name nothing at all.
func nothingToDo(patterns, said []string) error {
	text := strings.Join(said, " ")
	names := strings.Join(patterns, " ")
	switch {
	case strings.Contains(text, "matched no packages") || strings.Contains(text, "no packages to vet"):
		return fmt.Errorf("no packages match %s: check the path, or use ./... for all packages of the module", names)
	}
	return fmt.Errorf("the go command cannot load %s: %s", names, oneLine(text))
}

// hint adds to what go list says of a package how to go on.
func hint(path, message string) string {
	switch {
	case strings.Contains(message, "package "+path+" is not in std"):
		return message + "\nfor a directory, write ./" + path
	case strings.Contains(message, " is not in std (") && os.Getenv("GOCACHEPROG") != "":
		return message + "\nthe go command may not reach its cache: find out whether the program in GOCACHEPROG works"
	case strings.Contains(message, "no such file or directory") || strings.Contains(message, "directory not found"):
		return "there is no such directory"
	case strings.Contains(message, "does not contain modules listed in go.work"):
		return "no module of the workspace is here: write 'cryptolint work' for all packages of the workspace, or name a directory in one of its modules"
	case strings.Contains(message, "does not contain main module") || strings.Contains(message, "outside main module"):
		return "it is outside the module: run cryptolint inside the module that contains it, or name that module with -C"
	}
	return message
}
