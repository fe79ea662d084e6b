package vet

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/trace"
)

// Trace asks what the engine sees at a place. The report has the findings of the
// package, and what failed; the answer is nil where that kept the package from
// being analysed. The error is a sentence for the user. Options.Patterns does not
// count.
//
// All other packages come from the cache that Run fills, and the second answer
// for one place does too.
func Trace(ctx context.Context, o Options, at trace.Place) (*trace.Answer, *finding.Report, error) {
	from := o.Dir
	o.Dir, o.Patterns = filepath.Dir(at.File), []string{"."}
	if _, err := o.checkToolchain(ctx); err != nil {
		return nil, nil, err
	}
	holder, err := o.holderOf(ctx, at.File)
	if err != nil {
		return nil, nil, err
	}
	at.File = filepath.Join(holder.Dir, filepath.Base(at.File))
	overlay, remove, err := writeQuestion(holder.nameFor(filepath.Base(at.File)), at)
	if err != nil {
		return nil, nil, err
	}
	defer remove()

	report := &finding.Report{}
	d := o.decoder(report)
	result, err := o.goCommand(ctx, d.decode, o.vetArgs(o.Patterns, "-overlay="+overlay)...)
	if err != nil {
		return nil, nil, err
	}
	if strings.Contains(result.stderr, "must not be replaced") {
		return nil, nil, fmt.Errorf("%s belongs to a module in the module cache, which the go command keeps as it is: copy that module to a directory of your own and trace there", at.File)
	}
	report.Failures = append(report.Failures, failuresOf(result, o.Dir, from)...)
	report.Sort()
	return answerOf(holder, d.answers, report)
}

// failuresOf returns what kept go vet from its work in dir, with the names of files
// as seen from another directory.
func failuresOf(result outcome, dir, from string) []finding.Failure {
	if !result.failed {
		return nil
	}
	said := parseComplaints(result.stderr)
	for pkg, lines := range said.lines {
		for i, line := range lines {
			if name, ok := strings.CutPrefix(line, "./"); ok {
				said.lines[pkg][i] = finding.Relative(from, filepath.Join(dir, name))
			}
		}
	}
	if failures := said.failures(); len(failures) > 0 {
		return failures
	}
	return []finding.Failure{{Message: "go vet failed: " + strings.Join(said.loose, "\n")}}
}

// answerOf reads the answer. A package that the tool found not worth a look has
// none.
func answerOf(holder *holder, answers []string, report *finding.Report) (*trace.Answer, *finding.Report, error) {
	if len(answers) == 0 {
		if len(report.Failures) > 0 {
			return nil, report, nil
		}
		return &trace.Answer{Package: holder.ImportPath, Values: []trace.Value{}}, report, nil
	}
	answer, err := trace.ParseAnswer(answers[0])
	if err != nil {
		return nil, nil, err
	}
	return &answer, report, nil
}

// writeQuestion writes the file that asks, and the overlay that adds it to the
// package, to a temporary directory.
func writeQuestion(pkg string, at trace.Place) (overlay string, remove func(), err error) {
	question, err := trace.Question(pkg, at)
	if err != nil {
		return "", nil, err
	}
	tmp, err := os.MkdirTemp("", "cryptolint-trace-")
	if err != nil {
		return "", nil, fmt.Errorf("cannot create a temporary directory: %w", err)
	}
	name := trace.QuestionName
	file := filepath.Join(tmp, name)
	err = os.WriteFile(file, []byte(question), 0o600)
	if err == nil {
		overlay, err = writeOverlay(tmp, map[string]string{filepath.Join(filepath.Dir(at.File), name): file})
	}
	if err != nil {
		_ = os.RemoveAll(tmp) // the error to tell is the other
		return "", nil, fmt.Errorf("cannot store the question for go vet: %w", err)
	}
	return overlay, func() { _ = os.RemoveAll(tmp) }, nil
}

// holder is the package that holds a file, as go list tells it.
type holder struct {
	Dir, ImportPath, Name                        string
	Standard                                     bool
	GoFiles, CgoFiles, TestGoFiles, XTestGoFiles []string
	IgnoredGoFiles, InvalidGoFiles               []string
	Error                                        *listError
}

// holderOf returns the package of a file, or the reason why the file is in none
// that can be analysed.
func (o Options) holderOf(ctx context.Context, file string) (*holder, error) {
	fields := "Dir,ImportPath,Name,Standard,GoFiles,CgoFiles,TestGoFiles,XTestGoFiles,IgnoredGoFiles,InvalidGoFiles,Error"
	args := append([]string{"list", "-e", "-find", "-json=" + fields}, o.buildFlags()...)
	out, result, err := o.goOutput(ctx, append(args, "--", ".")...)
	if err != nil {
		return nil, err
	}
	var h holder
	if err := json.Unmarshal([]byte(out), &h); err != nil {
		return nil, fmt.Errorf("the go command cannot load the package of %s: %s", file, oneLine(result.stderr))
	}
	name := filepath.Base(file)
	switch {
	case h.Standard:
		return nil, fmt.Errorf("%s belongs to the standard library, which is not analysed: a table describes its functions", file)
	case slices.Contains(h.IgnoredGoFiles, name):
		return nil, fmt.Errorf("%s is not part of the build here: its build constraints ask for another GOOS, GOARCH or -tags, which can be set with GOFLAGS=-tags=…", file)
	case h.nameFor(name) != "":
		return &h, nil
	case h.Error != nil:
		return nil, fmt.Errorf("the go command cannot load the package of %s: %s", file, oneLine(hint(h.ImportPath, h.Error.String())))
	}
	return nil, fmt.Errorf("%s does not belong to any package: the go command ignores it", file)
}

// nameFor returns the name of the package that a file of the directory belongs to,
// or "".
func (h *holder) nameFor(file string) string {
	switch {
	case slices.Contains(h.XTestGoFiles, file):
		return h.Name + "_test"
	case slices.Contains(slices.Concat(h.GoFiles, h.CgoFiles, h.TestGoFiles, h.InvalidGoFiles), file):
		return h.Name
	}
	return ""
}
