package trace

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Analyzer answers the question, if the package holds one. It is no rule: nobody
// but ParseAnswer reads what it reports.
var Analyzer = &analysis.Analyzer{
	Name:     "cryptotrace",
	Doc:      "tell what the engine sees at one place\n\nThis is the part of 'cryptolint trace' that runs under go vet. It reports nothing by itself.",
	Requires: []*analysis.Analyzer{flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	for _, file := range pass.Files {
		at, ok := question(pass, file)
		if !ok {
			continue
		}
		message, err := json.Marshal(answer(pass, at))
		if err != nil {
			return nil, fmt.Errorf("cannot encode the answer: %w", err)
		}
		pass.Report(analysis.Diagnostic{Pos: file.Package, Category: pass.Analyzer.Name, Message: string(message)})
	}
	return nil, nil
}

// question returns the place that a file asks about, if it is one that asks.
func question(pass *analysis.Pass, file *ast.File) (Place, bool) {
	name := filepath.Base(pass.Fset.Position(file.Package).Filename)
	if name != QuestionName {
		return Place{}, false
	}
	for _, group := range file.Comments {
		for _, comment := range group.List {
			if at, ok := parseQuestion(comment.Text); ok {
				return at, true
			}
		}
	}
	return Place{}, false
}

func answer(pass *analysis.Pass, at Place) Answer {
	g := flow.Of(pass)
	told := Answer{Package: pass.Pkg.Path(), Analysed: g.Analysed(), Values: []Value{}}
	w := writer{pass}
	for _, t := range g.Trace(at.File, at.Line, at.Column) {
		told.Values = append(told.Values, w.value(t))
	}
	return told
}

// writer puts what the engine says into words.
type writer struct{ *analysis.Pass }

func (w writer) value(t flow.Trace) Value {
	v := Value{Origins: w.alternatives(t.Origins), Callers: w.alternatives(t.Callers), Uses: []Use{}}
	switch {
	case t.Node != nil:
		v.Start, v.End = w.place(t.Node.Pos()), w.place(t.Node.End())
	case t.Sink != nil:
		v.Start = w.place(t.Sink.Pos())
		v.End = v.Start
	}
	if expr, ok := t.Node.(ast.Expr); ok {
		v.Text = short(types.ExprString(expr), 80)
	}
	if t.Result > 0 {
		v.Text = fmt.Sprintf("result %d of %s", t.Result, v.Text)
	}
	if t.Type != nil {
		v.Type = types.TypeString(t.Type, (*types.Package).Name)
	}
	if t.Sink != nil {
		v.As = t.Sink.Role.String() + " by " + t.Sink.API
	}
	seen := make(map[Use]bool)
	for _, sink := range t.Fates {
		use := Use{Role: sink.Role.String(), By: sink.API, Through: sink.Callee(), Guess: sink.Named, Place: w.place(sink.Pos())}
		if !seen[use] {
			seen[use] = true
			v.Uses = append(v.Uses, use)
		}
	}
	return v
}

func (w writer) alternatives(v flow.Value) [][]Origin {
	told := [][]Origin{}
	for _, alternative := range v {
		told = append(told, w.parts(alternative))
	}
	return told
}

func (w writer) parts(alternative flow.Alternative) []Origin {
	told := []Origin{}
	for _, o := range alternative {
		told = append(told, w.origin(o))
	}
	return told
}

func (w writer) origin(o *flow.Origin) Origin {
	told := Origin{
		Kind: o.Kind.String(), Detail: o.Detail, Name: o.Name, Open: o.Open(), Stored: o.Storage,
		Place: w.place(o.Pos), Of: w.parts(o.Of), Steps: []Step{},
	}
	if o.Const != nil {
		told.Constant = short(o.Const.ExactString(), 40)
	}
	for _, step := range o.Steps.List() {
		told.Steps = append(told.Steps, Step{Text: step.Text, Place: w.place(step.Pos)})
	}
	told.Text = describe(o, told.Constant)
	return told
}

func (w writer) place(pos token.Pos) Place {
	if !pos.IsValid() {
		return Place{}
	}
	p := rule.Place(w.Pass, pos)
	return Place{File: p.Filename, Line: p.Line, Column: p.Column}
}
