package rule

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/suppress"
)

// Step is one step of the path that a value took to the place of a finding.
type Step struct {
	Pos  token.Pos // token.NoPos where the step lies in another package
	Text string
	Home string // the package and the line of a step in another package, or "": "example.com/keys file.go:12"
}

// Finding is one defect.
type Finding struct {
	Pos        token.Pos  // where a person would mend it
	End        token.Pos  // optional
	Severity   Severity   // zero: the rule's
	Confidence Confidence // required
	Profile    string     // the only profile that it is reported in, such as "strict"; empty: the rule's
	Message    string     // what is wrong, with the names in the code; no full stop
	Why        string     // what an attacker gains, in a short clause: "an attacker can predict it"; may be empty
	Advice     string     // what to do, the call of the standard library first: "use crypto/rand.Text"; may be empty
	Instead    string     // one of Meta.Instead, which follows Advice with its import path; empty: nothing to point to
	Steps      []Step     // the path, source first

	// File holds Pos where that is in none of the package's files but in go.mod, with
	// the comments that may silence the finding.
	File *ast.File

	// Case is a word for the one of the rule's cases that this is, such as "zero"
	// or "from the clock". It may be empty. It is a part of what the finding is known
	// by, which the message is not: once released, it stays as it is.
	Case string

	// Cause is where a defect comes about that several places may show, such as the
	// constant that is the key of them all. Of the findings with one cause and case,
	// people see one, which lists the other places: the first that nothing silences, so
	// that a comment or a baseline for one place hides no other. It may be NoPos. Where it is
	// the place of the finding itself and the first step has a Home, that is the cause.
	Cause token.Pos

	// Prescribable is what a protocol or format may ask for, so that one end cannot change it
	// alone. Where names say that the code implements one, the finding is one grade milder
	// and says that both ends have to change; those of a package are one defect.
	Prescribable bool
	protocol     string // that it implements, then

	// Fix keeps stored data, and peers that speak the same format, working. After
	// it the package builds.
	Fix *analysis.SuggestedFix
	// UnsafeFix builds too, but may change a format. It is offered in place of Fix
	// where there is none, and only to people who asked for such fixes.
	UnsafeFix *analysis.SuggestedFix
}

// Pass is an analysis.Pass that reports for one rule.
type Pass struct {
	*analysis.Pass
	Config   *config.Config
	Comments *Comments
	meta     Meta
	reported map[string]bool
	told     map[token.Pos]bool // the places of findings, whether they are reported or not
	causes   map[cause]bool
	result   *Result
	tests    bool // it looks at test files alone
}

// cause is what the findings of one defect have in common: a place, in this package or in
// another one, or a protocol.
type cause struct {
	at       token.Pos
	home     string
	protocol string
	ofCase   string
}

func (f Finding) cause() cause {
	if f.protocol != "" {
		return cause{protocol: f.protocol, ofCase: f.Case + f.Severity.String()}
	}
	if f.Cause.IsValid() && f.Cause == f.Pos && len(f.Steps) > 0 && f.Steps[0].Home != "" {
		return cause{home: f.Steps[0].Home, ofCase: f.Case}
	}
	return cause{at: f.Cause, ofCase: f.Case}
}

func (c cause) known() bool { return c.at.IsValid() || c.home != "" || c.protocol != "" }

// Result is what a rule hands on to analyzers that require it.
type Result struct {
	Used        []*suppress.Comment   // the comments that silenced a finding
	Waiting     []*suppress.Comment   // the comments that would if they gave a reason
	Diagnostics []analysis.Diagnostic // what the rule reported, in that order

	// Warnings are what it did not report, because rules-as-of names an older version
	// of cryptolint: a driver may show it in a way that does not fail the run.
	Warnings []analysis.Diagnostic
}

func newPass(pass *analysis.Pass, meta Meta) *Pass {
	return &Pass{
		Pass:     pass,
		Config:   pass.ResultOf[Settings].(*config.Config),
		Comments: pass.ResultOf[comments].(*Comments),
		meta:     meta,
		reported: make(map[string]bool), told: make(map[token.Pos]bool), causes: make(map[cause]bool),
		result: &Result{},
	}
}

// withTests returns a pass that reports in test files alone. The passes below look
// at the package once more, with its test files, if they have left them out.
func (p *Pass) withTests() *Pass {
	pass := *p.Pass
	pass.ResultOf = make(map[*analysis.Analyzer]any, len(p.ResultOf))
	for required, result := range p.ResultOf {
		if r, ok := result.(interface{ WithTests() any }); ok {
			result = r.WithTests()
		}
		pass.ResultOf[required] = result
	}
	other := newPass(&pass, p.meta)
	other.result, other.tests = p.result, true
	return other
}

// hasTests reports whether the package has test files.
func (p *Pass) hasTests() bool {
	return slices.ContainsFunc(p.Files, func(file *ast.File) bool { return p.inTest(file.FileStart) })
}

func (p *Pass) inTest(pos token.Pos) bool {
	return strings.HasSuffix(p.Fset.PositionFor(pos, false).Filename, "_test.go")
}

// Option returns what is set for an option of the rule, which Meta declares.
func (p *Pass) Option(name string) []string {
	for _, o := range p.meta.Options {
		if o.Name == name {
			return p.Config.OptionValues(p.meta.ID, o)
		}
	}
	panic("rule " + p.meta.ID + " declares no option " + name)
}

// Number is Option for an option that takes a number.
func (p *Pass) Number(name string) int {
	values := p.Option(name)
	if len(values) != 1 {
		panic("option " + name + " of rule " + p.meta.ID + " is not a single value")
	}
	n, err := strconv.Atoi(values[0]) // the configuration was checked when it was read
	if err != nil {
		panic("option " + name + " of rule " + p.meta.ID + " is not a number")
	}
	return n
}

// Report reports a finding, unless a comment silences it, the configuration does
// not want it, or the same finding was reported before. The pass over the program
// reports nothing in test files, and the one over the tests nothing elsewhere. Test
// support is reported only where tests are.
func (p *Pass) Report(f Finding) {
	p.told[f.Pos] = true
	if !f.Pos.IsValid() || p.inTest(f.Pos) != p.tests || !p.Config.Tests && p.supports(f.Pos) {
		return
	}
	p.soften(&f)
	message := p.meta.message(f)
	key := fmt.Sprintf("%d %s", f.Pos, message)
	if p.reported[key] {
		return
	}
	p.reported[key] = true

	if f.Profile == "" {
		f.Profile = p.meta.Profile
	}
	f.Fix = p.fix(f)
	comment := p.comment(f)
	if comment != nil && !comment.Effective() && comment.Reason == "" && comment.Correct == "" {
		f.Steps = append(f.Steps, Step{Pos: comment.Pos, Text: "this ignore comment gives no reason after --, so it silences nothing"})
	}
	mark := p.mark(f, comment)
	silenced := mark.Silenced != "" && !suppress.Expired(mark.Until, time.Now())
	if silenced && !p.Config.Everything || !p.Config.Reports(p.candidate(f, mark, Place(p.Pass, f.Pos).Filename)) {
		return
	}
	if p.knownCause(f) && !p.Config.Everything && f.Fix == nil { // the command puts them together after its filters; each is fixed
		return
	}
	diagnostic := analysis.Diagnostic{
		Pos:      f.Pos,
		End:      cmp.Or(f.End, p.extent(f.Pos)),
		Category: p.meta.ID,
		Message:  message,
		URL:      p.meta.URL(),
		Related:  p.related(f, mark),
	}
	if f.Fix != nil {
		diagnostic.SuggestedFixes = []analysis.SuggestedFix{*f.Fix}
	}
	if !p.Config.Everything && p.Config.Newer(p.meta.SinceOf(f.Case)) {
		p.result.Warnings = append(p.result.Warnings, diagnostic)
		return
	}
	p.result.Diagnostics = append(p.result.Diagnostics, diagnostic)
	p.Pass.Report(diagnostic)
}

// Told reports whether the rule has had a finding at a place, whatever became of it.
func (p *Pass) Told(pos token.Pos) bool { return p.told[pos] }

// ReportFirst reports a finding, unless the rule has had another one at its place: a field is
// reached from each place that uses it.
func (p *Pass) ReportFirst(f Finding) {
	if !p.Told(f.Pos) {
		p.Report(f)
	}
}

// ReportOnce reports a finding, unless one with its Case was reported so at its place before,
// whatever its message.
func (p *Pass) ReportOnce(f Finding) {
	key := fmt.Sprintf("%d case %s", f.Pos, f.Case)
	if p.reported[key] {
		return
	}
	p.reported[key] = true
	p.Report(f)
}

// ReportNearest reports findings as ReportOnce does, and of those with one Cause only the one with
// the fewest steps: what is filled from a default is not where that is changed.
func (p *Pass) ReportNearest(found []Finding) {
	found = slices.SortedStableFunc(slices.Values(found), func(f, g Finding) int { return cmp.Compare(len(f.Steps), len(g.Steps)) })
	told := make(map[token.Pos]bool)
	for _, f := range found {
		if !told[f.Cause] {
			p.ReportOnce(f)
		}
		told[f.Cause] = f.Cause.IsValid()
	}
}

// ReportInFile reports a finding once in each file: not where the rule has had another one
// at its place, and not after that.
func (p *Pass) ReportInFile(f Finding) {
	key := fmt.Sprintf("%s in %s: %s", f.Case, p.Fset.File(f.Pos).Name(), f.Message)
	if p.reported[key] {
		return
	}
	p.reported[key] = true
	p.ReportFirst(f)
}

// knownCause reports whether a finding with the same cause was reported before.
func (p *Pass) knownCause(f Finding) bool {
	c := f.cause()
	known := c.known() && p.causes[c]
	p.causes[c] = true
	return known
}

// fix returns the fix that is offered, or nil. In a file that cgo rewrote, nobody
// could apply it: its offsets are those of the copy.
func (p *Pass) fix(f Finding) *analysis.SuggestedFix {
	if file := p.FileOf(f.Pos); file != nil && rewritten(p.Pass, file) {
		return nil
	}
	if f.Fix == nil && p.Config.Unsafe {
		return f.UnsafeFix
	}
	return f.Fix
}

// comment returns the comment that silences a finding, or that would if it gave a
// reason, or nil. Rules that look for idle comments learn of it.
func (p *Pass) comment(f Finding) *suppress.Comment {
	set := p.Comments.Set()
	if f.File != nil {
		set = suppress.Parse(p.Fset, []*ast.File{f.File})
	}
	comment := set.At(suppress.Query{
		Position: p.Fset.PositionFor(f.Pos, false), Sources: p.sources(f), ID: p.meta.ID, Name: p.meta.Name, Gosec: p.meta.Gosec, Lint: p.meta.Lint,
		Nolint: p.Config.Nolint, Foreign: p.Config.Foreign, Nosec: p.Config.Nosec,
	})
	switch {
	case comment == nil:
	case comment.Effective():
		p.result.Used = append(p.result.Used, comment)
	default:
		p.result.Waiting = append(p.result.Waiting, comment)
	}
	return comment
}

// mark says of a finding what its diagnostic has no field for.
func (p *Pass) mark(f Finding, comment *suppress.Comment) Mark {
	position := p.Fset.PositionFor(f.Pos, false)
	m := Mark{Severity: f.Severity, Confidence: f.Confidence, Profile: f.Profile, Generated: p.Comments.Generated(position.Filename), Places: p.places(f)}
	if m.Severity == 0 {
		m.Severity = p.meta.Severity
	}
	if since := p.meta.SinceOf(f.Case); since != p.meta.Since {
		m.Since = since
	}
	if p.Config.Everything { // people who read go vet have no use for it
		m.Key, m.Function = p.identify(f)
		m.Cause = p.causeOf(f)
	}
	if comment != nil && comment.Effective() {
		m.Silenced, m.Reason, m.Until, m.Line = comment.Kind, comment.Reason, comment.Until, comment.Line
	}
	return m
}

// sources returns the places in this package where the value of a finding comes
// from.
func (p *Pass) sources(f Finding) []token.Position {
	var all []token.Position
	for _, step := range f.Steps {
		if step.Pos.IsValid() {
			all = append(all, p.Fset.PositionFor(step.Pos, false))
		}
	}
	return append(all, p.written(f)...)
}

// places returns Mark.Places.
func (p *Pass) places(f Finding) []token.Position {
	all := []token.Pos{f.Pos, f.End}
	if !f.End.IsValid() {
		all[1] = p.extent(f.Pos)
	}
	for _, step := range f.Steps {
		all = append(all, p.placeOf(step, f))
	}
	if f.Fix != nil {
		for _, edit := range f.Fix.TextEdits {
			all = append(all, edit.Pos)
		}
	}
	var places []token.Position
	claimed := false
	for _, pos := range all {
		place, said := Place(p.Pass, pos), p.Fset.Position(pos)
		claimed = claimed || place.Filename != said.Filename || place.Line != said.Line || place.Column != said.Column
		places = append(places, place)
	}
	if !claimed {
		return nil
	}
	return places
}

// placeOf returns where a step is shown: where the value comes in by the finding's
// line if the step lies in another package.
func (p *Pass) placeOf(step Step, f Finding) token.Pos {
	if step.Pos.IsValid() {
		return step.Pos
	}
	return f.Pos
}

func (p *Pass) candidate(f Finding, m Mark, file string) config.Candidate {
	return config.Candidate{
		ID: p.meta.ID, Name: p.meta.Name, Profile: f.Profile,
		Severity: m.Severity.String(), Confidence: f.Confidence.String(),
		Package: p.Pkg.Path(), File: file, Generated: m.Generated,
	}
}

// related carries the mark and the path. The go command's JSON has no field for
// severity and the like, so the mark is the first related entry, which also tells
// it to people who read plain go vet.
func (p *Pass) related(f Finding, m Mark) []analysis.RelatedInformation {
	if severity, err := ParseSeverity(p.Config.SeverityOf(p.candidate(f, m, Place(p.Pass, f.Pos).Filename))); err == nil {
		m.Severity = severity
	}
	related := []analysis.RelatedInformation{{Pos: f.Pos, Message: m.String()}}
	for _, step := range f.Steps {
		related = append(related, analysis.RelatedInformation{Pos: p.placeOf(step, f), Message: step.Text})
	}
	return related
}

// FileOf returns the file of the package that holds pos, or nil.
func (p *Pass) FileOf(pos token.Pos) *ast.File { return fileOf(p.Pass, pos) }
