// Package ignores finds ignore comments that do nothing: without a reason, with a
// rule that does not exist, or where there is nothing to silence. Such a comment
// says that somebody looked, and hides the next finding on its line.
package ignores

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/nearest"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/internal/suppress"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL001", Name: "ignores", Title: "ignore comment that silences nothing",
	Severity: rule.Low, CWE: 1164,
	Since: "0.1.0",
}

// Known is a rule that comments may name.
type Known struct {
	Meta     rule.Meta
	Analyzer *analysis.Analyzer
}

// New makes the rule for comments that name the others.
func New(others []Known) *analysis.Analyzer {
	c := &checker{others: others}
	var requires []*analysis.Analyzer
	for _, k := range others {
		requires = append(requires, k.Analyzer)
	}
	return rule.New(Meta, c.run, requires...)
}

type checker struct{ others []Known }

// misspelled is a comment that is almost right.
var misspelled = rule.Finding{
	Confidence: rule.Certain,
	Message:    "the ignore comment is misspelled, so it silences nothing",
	Advice:     "write %[1]s",
}

func (c *checker) run(pass *rule.Pass) error {
	for _, comment := range pass.Comments.Set().All() {
		position := pass.Fset.PositionFor(comment.Pos, false)
		if comment.Kind != suppress.Ignore || !pass.Config.Tests && strings.HasSuffix(position.Filename, "_test.go") {
			continue
		}
		if comment.Correct != "" {
			f := misspelled.Naming(comment.Correct)
			f.Pos, f.End, f.Fix = comment.Pos, comment.End, respell(pass, comment)
			pass.Report(f)
			continue
		}
		for _, fault := range c.faults(pass, comment) {
			pass.Report(rule.Finding{Pos: comment.Pos, End: comment.End, Confidence: rule.Certain, Message: fault})
		}
	}
	return nil
}

// isWaiting reports whether a finding is reported that the comment would silence
// if it gave a reason.
func (c *checker) isWaiting(pass *rule.Pass, comment *suppress.Comment) bool {
	return slices.ContainsFunc(c.others, func(k Known) bool {
		result, ok := pass.ResultOf[k.Analyzer].(*rule.Result)
		return ok && slices.Contains(result.Waiting, comment)
	})
}

// faults says what is wrong with a comment.
func (c *checker) faults(pass *rule.Pass, comment *suppress.Comment) []string {
	switch {
	case len(comment.Names) == 0:
		return []string{"the ignore comment names no rule, so it silences nothing: write //cryptolint:ignore CL201 -- why this is safe"}
	case comment.Until != "" && suppress.CheckUntil(comment.Until) != nil:
		return []string{fmt.Sprintf("the ignore comment silences nothing, because \"until\" is not followed by a date: write //cryptolint:ignore %s until 2027-01-31 -- why this is safe", strings.Join(comment.Names, ","))}
	case !comment.Effective() && c.isWaiting(pass, comment):
		return nil // the finding is reported beside it: one report is enough
	case !comment.Effective():
		return []string{fmt.Sprintf("the ignore comment gives no reason, so it silences nothing: write //cryptolint:ignore %s -- why this is safe", strings.Join(comment.Names, ","))}
	}
	var faults []string
	for _, name := range comment.Names {
		if fault := c.fault(pass, comment, name); fault != "" {
			faults = append(faults, fault)
		}
	}
	return faults
}

func (c *checker) fault(pass *rule.Pass, comment *suppress.Comment, name string) string {
	var known []string
	for _, k := range c.others {
		if name != k.Meta.ID && name != k.Meta.Name {
			known = append(known, k.Meta.ID, k.Meta.Name)
			continue
		}
		result, ok := pass.ResultOf[k.Analyzer].(*rule.Result)
		if ok && slices.Contains(result.Used, comment) {
			return ""
		}
		return fmt.Sprintf("%s has no finding here: remove it from the ignore comment, or it will hide the next one", name)
	}
	if near, ok := nearest.Word(name, known); ok {
		return fmt.Sprintf("the ignore comment names the rule %q, which does not exist: did you mean %s?", name, near)
	}
	return fmt.Sprintf("the ignore comment names the rule %q, which does not exist: see 'cryptolint rules'", name)
}
