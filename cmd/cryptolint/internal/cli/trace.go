package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/trace"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/vet"
	"github.com/cryptolint/cryptolint/internal/nearest"
)

// trace tells what the engine sees of the values at a place.
func (a *app) trace(ctx context.Context, args []string) (int, error) {
	f := flagSet("trace")
	rest, err := a.parse(f, args)
	if err != nil {
		return 0, err
	}
	if len(rest) != 1 {
		return 0, errors.New("trace takes one place, file.go:line or file.go:line:column (see 'cryptolint help trace')")
	}
	if err := a.configure(ctx, f); err != nil {
		return 0, err
	}
	at, err := a.placeOf(rest[0])
	if err != nil {
		return 0, err
	}
	answer, report, err := a.ask(ctx, at)
	if err != nil {
		return 0, err
	}
	if answer == nil {
		return exitTrouble, output.Failures(a.err, report, a.style(a.err))
	}
	return a.tell(*answer, at, f)
}

func (a *app) ask(ctx context.Context, at trace.Place) (*trace.Answer, *finding.Report, error) {
	options, err := a.vetOptions(nil, a.config.ForAnalysis())
	if err != nil {
		return nil, nil, err
	}
	line := startProgress(a.err)
	defer line.stop()
	options.Progress = line.run
	return vet.Trace(ctx, options, at)
}

// tell prints an answer, or why there is none.
func (a *app) tell(answer trace.Answer, at trace.Place, f *flags) (int, error) {
	switch {
	case !answer.Analysed:
		return 0, fmt.Errorf("%s is not analysed: it imports nothing that the engine knows, and compares nothing that is named like a secret, so no rule can find anything in it", answer.Package)
	case len(answer.Values) == 0 && at.Column > 0:
		return 0, fmt.Errorf("no value at %s: point at a variable, a field or a call, or leave out the column to see all values of the line", a.placeText(at))
	case len(answer.Values) == 0:
		return 0, fmt.Errorf("no value begins on %s: name the line on which the statement begins, or a column", a.placeText(at))
	}
	if f.format == "json" || f.json {
		return exitClean, output.TraceJSON(a.out, answer, a.dir, buildVersion())
	}
	return exitClean, output.Trace(a.out, answer.Values, at.File, a.dir, a.style(a.out))
}

func (a *app) placeText(at trace.Place) string {
	text := fmt.Sprintf("%s:%d", finding.Relative(a.dir, at.File), at.Line)
	if at.Column > 0 {
		text += fmt.Sprintf(":%d", at.Column)
	}
	return text
}

// placeOf reads file.go:line[:column] and makes sure that there is such a place.
func (a *app) placeOf(word string) (trace.Place, error) {
	file, numbers, ok := splitPlace(strings.TrimSuffix(word, ":"))
	if !ok {
		return trace.Place{}, fmt.Errorf("%s is not a valid place: write file.go:line or file.go:line:column, as in the findings", word)
	}
	if !filepath.IsAbs(file) {
		file = filepath.Join(a.dir, file)
	}
	at := trace.Place{File: file, Line: numbers[0]}
	if len(numbers) > 1 {
		at.Column = numbers[1]
	}
	return at, a.checkPlace(at)
}

// splitPlace splits "C:\dir\file.go:12:5" into the name and the numbers, which are
// one or two and at least 1.
func splitPlace(word string) (file string, numbers []int, ok bool) {
	end := strings.LastIndex(word, ".go:")
	if end < 0 {
		return "", nil, false
	}
	file = word[:end+len(".go")]
	for text := range strings.SplitSeq(word[end+len(".go:"):], ":") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return "", nil, false
		}
		numbers = append(numbers, n)
	}
	return file, numbers, len(numbers) <= 2
}

func (a *app) checkPlace(at trace.Place) error {
	name := finding.Relative(a.dir, at.File)
	data, err := os.ReadFile(at.File)
	if errors.Is(err, os.ErrNotExist) {
		return a.noFile(at.File)
	}
	if err != nil {
		return fmt.Errorf("cannot read the file of the place: %w", err)
	}
	if strings.HasSuffix(at.File, "_test.go") {
		return fmt.Errorf("%s is a test, and tests are not analysed", name)
	}
	lines := bytes.Split(bytes.TrimSuffix(data, []byte("\n")), []byte("\n"))
	if at.Line > len(lines) {
		return fmt.Errorf("%s has %s, not %d", name, count(len(lines), "line"), at.Line)
	}
	if length := len(lines[at.Line-1]); at.Column > length {
		return fmt.Errorf("line %d of %s has %s, not %d; columns count bytes", at.Line, name, count(length, "column"), at.Column)
	}
	return nil
}

// noFile makes a sentence for a file that is not there, with the name in the same
// directory that was most likely meant.
func (a *app) noFile(file string) error {
	name := finding.Relative(a.dir, file)
	entries, err := os.ReadDir(filepath.Dir(file))
	if err != nil {
		return fmt.Errorf("there is no file %s", name)
	}
	var known []string
	for _, entry := range entries {
		if strings.HasSuffix(entry.Name(), ".go") {
			known = append(known, entry.Name())
		}
	}
	if near, ok := nearest.Word(filepath.Base(file), known); ok {
		return fmt.Errorf("there is no file %s: did you mean %s?", name, finding.Relative(a.dir, filepath.Join(filepath.Dir(file), near)))
	}
	return fmt.Errorf("there is no file %s", name)
}
