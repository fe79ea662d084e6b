package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/modulecopy"
	"github.com/cryptolint/cryptolint/internal/survey"
)

// finding is what the JSON report has of one.
type finding struct {
	Rule, Severity, Confidence, Function, File, Message string
	Line                                                int
	Steps                                               []struct{ Message string }
}

func (f finding) place() string { return fmt.Sprintf("%s:%d", filepath.ToSlash(f.File), f.Line) }

// Update runs the replays that are named, or all of them.
func (t *tables) Update(ctx context.Context, r *survey.Runner, named []string) error {
	for _, p := range t.replays {
		if len(named) > 0 && !slices.Contains(named, p.id) {
			continue
		}
		got, err := one(ctx, r, p)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			fmt.Fprintf(r.Log, "%s: %v\n", p.id, err)
			continue
		}
		t.results[p.id] = got
		fmt.Fprintf(r.Log, "%s: before %s, after %s\n", p.id, got.place, got.after)
	}
	return nil
}

// one looks for the defect before and after the fix.
func one(ctx context.Context, r *survey.Runner, p replay) (result, error) {
	got := result{id: p.id, place: none, grade: none, message: none, path: none, after: none}
	before, err := analyse(ctx, r, p, p.before)
	if err != nil {
		return got, err
	}
	if i := slices.IndexFunc(before, p.expects); i >= 0 {
		f := before[i]
		got.place, got.grade = f.place(), f.Severity+"/"+f.Confidence
		got.message, got.path = problem(f.Message), steps(f)
	}
	if p.absent != "" {
		return got, nil
	}
	after, err := analyse(ctx, r, p, p.after)
	for _, f := range after {
		if p.remains(f, before) {
			got.after = f.place()
			break
		}
	}
	return got, err
}

// about tells whether a finding is one of the rule in the file that says what is expected.
func (p replay) about(f finding) bool {
	return f.Rule == p.rule && filepath.ToSlash(f.File) == path.Join(p.dir, p.file) && strings.Contains(f.Message, p.says)
}

// expects tells whether a finding is that of the defect.
func (p replay) expects(f finding) bool {
	if !p.about(f) {
		return false
	}
	return f.Function == p.function || p.function == none && f.Function == "" || fmt.Sprint(f.Line) == p.function
}

// remains tells whether a finding after the fix is that of the defect: lines move, and
// declarations get other names. Those that have the same finding before are other places.
func (p replay) remains(f finding, before []finding) bool {
	if !p.about(f) {
		return false
	}
	return p.expects(f) || !slices.ContainsFunc(before, func(b finding) bool {
		return p.about(b) && b.Function == f.Function && !p.expects(b)
	})
}

// analyse runs cryptolint on the package in one version of the module, and shows all that
// it finds. A package that is gone has no findings.
func analyse(ctx context.Context, r *survey.Runner, p replay, v version) ([]finding, error) {
	ctx, cancel := context.WithTimeout(ctx, r.Limit)
	defer cancel()
	dir, err := modulecopy.New(ctx, v.path, v.number, p.requires...)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if _, err := os.Stat(filepath.Join(dir, p.dir)); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	output, err := r.Analyse(ctx, dir, "-profile", p.profile, "./"+p.dir)
	if err != nil {
		return nil, fmt.Errorf("%v: %w", v, err)
	}
	var report struct{ Findings []finding }
	if err := json.Unmarshal(output, &report); err != nil {
		return nil, fmt.Errorf("%v: cannot read its report: %w", v, err)
	}
	for _, f := range report.Findings {
		fmt.Fprintf(r.Log, "\t%v %s %s %s/%s %s: %s\n", v, f.place(), f.Rule, f.Severity, f.Confidence, f.Function, problem(f.Message))
	}
	return report.Findings, nil
}

// problem is the first part of a message.
func problem(message string) string {
	message, _, _ = strings.Cut(message, "; why: ")
	message, _, _ = strings.Cut(message, "; use ")
	return strings.ReplaceAll(message, "\t", " ")
}

// steps writes the way of the value in short.
func steps(f finding) string {
	var all []string
	for _, step := range f.Steps {
		all = append(all, strings.ReplaceAll(step.Message, "\t", " "))
	}
	if len(all) == 0 {
		return none
	}
	return strings.Join(all, " → ")
}
