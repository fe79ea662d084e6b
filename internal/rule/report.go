package rule

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/suppress"
)

// Step is one step of the path that a value took to the place of a finding.
type Step struct {
	Pos  token.Pos // token.NoPos where the step lies in another package
	Text string
}

// Finding is one defect.
type Finding struct {
	Pos        token.Pos  // where a person would mend it
	End        token.Pos  // optional
	Severity   Severity   // zero: the rule's
	Confidence Confidence // required
	Message    string     // what is wrong, with the names in the code; no full stop
	Instead    string     // one of Meta.Instead; empty: nothing to point to
	Steps      []Step     // the path, source first
	Fix        *analysis.SuggestedFix
}

// Pass is an analysis.Pass that reports for one rule.
type Pass struct {
	*analysis.Pass
	meta     Meta
	ignores  func() *suppress.Set // read when there is something to report
	reported map[string]bool
}

func newPass(pass *analysis.Pass, meta Meta) *Pass {
	return &Pass{
		Pass:     pass,
		meta:     meta,
		ignores:  sync.OnceValue(func() *suppress.Set { return suppress.Parse(pass.Fset, pass.Files) }),
		reported: make(map[string]bool),
	}
}

// Report reports a finding, unless an ignore comment with a reason covers it,
// the place is in a test file, or the same finding was reported before.
func (p *Pass) Report(f Finding) {
	position := p.Fset.Position(f.Pos)
	if !f.Pos.IsValid() || strings.HasSuffix(position.Filename, "_test.go") {
		return
	}
	message := p.message(f)
	key := fmt.Sprintf("%d %s", f.Pos, message)
	if p.reported[key] {
		return
	}
	p.reported[key] = true

	ignore := p.ignores().At(position, p.meta.ID)
	if ignore.Covers && ignore.Reason != "" {
		return
	}
	if ignore.Covers {
		message += fmt.Sprintf(" (the ignore comment has no reason; write //cryptolint:ignore %s -- why this is safe)", p.meta.ID)
	}
	diagnostic := analysis.Diagnostic{
		Pos:      f.Pos,
		End:      f.End,
		Category: p.meta.ID,
		Message:  message,
		URL:      p.meta.URL(),
		Related:  p.related(f),
	}
	if f.Fix != nil {
		diagnostic.SuggestedFixes = []analysis.SuggestedFix{*f.Fix}
	}
	p.Pass.Report(diagnostic)
}

func (p *Pass) message(f Finding) string {
	message := p.meta.ID + ": " + f.Message
	if f.Instead != "" {
		message += "; use " + f.Instead
	}
	return message
}

// related carries the grade and the path. The go command's JSON has no field
// for severity or confidence, so the grade is the first related entry, which
// also tells it to people who read plain go vet.
func (p *Pass) related(f Finding) []analysis.RelatedInformation {
	grade := Grade{Severity: f.Severity, Confidence: f.Confidence}
	if grade.Severity == 0 {
		grade.Severity = p.meta.Severity
	}
	related := []analysis.RelatedInformation{{Pos: f.Pos, Message: grade.String()}}
	for _, step := range f.Steps {
		pos := step.Pos
		if !pos.IsValid() {
			pos = f.Pos
		}
		related = append(related, analysis.RelatedInformation{Pos: pos, Message: step.Text})
	}
	return related
}

// Grade is how bad and how sure, as one finding has it.
type Grade struct {
	Severity   Severity
	Confidence Confidence
}

func (g Grade) String() string {
	return fmt.Sprintf("severity %s, confidence %s", g.Severity, g.Confidence)
}

// ParseGrade reads what Grade.String wrote.
func ParseGrade(text string) (Grade, bool) {
	rest, found := strings.CutPrefix(text, "severity ")
	if !found {
		return Grade{}, false
	}
	severity, confidence, found := strings.Cut(rest, ", confidence ")
	if !found {
		return Grade{}, false
	}
	s, err := ParseSeverity(severity)
	if err != nil {
		return Grade{}, false
	}
	c, err := ParseConfidence(confidence)
	if err != nil {
		return Grade{}, false
	}
	return Grade{s, c}, true
}

// FileOf returns the file of the package that holds pos, or nil.
func (p *Pass) FileOf(pos token.Pos) *ast.File {
	for _, file := range p.Files {
		if file.FileStart <= pos && pos < file.FileEnd {
			return file
		}
	}
	return nil
}
