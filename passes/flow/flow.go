// Package flow is the engine: it tells where values come from, where they go, and
// in which order. Rules ask it questions and never walk SSA by themselves.
//
// A package is analysed only if something that the table of cryptoapi names can be
// reached from it. What importers need to know of a package is exported as one
// package fact: which parameters reach which roles, what results come from, what
// functions fill, and what is stored in fields and variables.
package flow

import (
	"go/token"
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/datum"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/export"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/scope"
	"github.com/cryptolint/cryptolint/passes/flow/internal/trace"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Analyzer computes a *Graph. It is the only analyzer of cryptolint with facts.
var Analyzer = &analysis.Analyzer{
	Name:       "cryptoflow",
	Doc:        "follow keys, nonces, digests and randomness through the program\n\nThis pass reports nothing. The rules of cryptolint stand on it.",
	Run:        rule.Guard("the flow pass", run),
	Requires:   []*analysis.Analyzer{rule.Settings},
	ResultType: reflect.TypeFor[*Graph](),
	FactTypes:  []analysis.Fact{new(fact.Fact)},
}

// Origin is one thing that went into a value.
type Origin = value.Origin

// Source is what an origin is, and where it comes about.
type Source = value.Source

// Alternative is one way in which a value comes about: the parts that are mixed.
type Alternative = value.Alternative

// Value is a set of alternatives.
type Value = value.Value

// Sink is a place where a value is used in a role.
type Sink = uses.Sink

// Made is what is made with a key: see Graph.MadeWith.
type Made = uses.Made

// Site identifies the code of a sink.
type Site = uses.Site

// Place is what happens to the value at a sink.
type Place = uses.Place

// Kept is the place of a value in a field, or in an entry of a map, Given that of one that a
// function returns, Held that of one in a variable.
const (
	Kept  = uses.Kept
	Given = uses.Returned
	Held  = uses.Held
)

// Step is one step of the path of an origin.
type Step = value.Step

// Stored is the kind of a step into a field, Listed of one into a
// list, Returned of one out of a function.
const (
	Listed   = value.Listed
	Stored   = value.Stored
	Returned = value.Returned
)

// ByLoop stands for a row where none gives a value its role: it is compared by a loop over
// the elements.
const ByLoop = uses.ByLoop

// Trace is what the engine sees of one value at one place.
type Trace = trace.Trace

// Graph answers questions about the values of one package. It is safe for concurrent
// use. The answers are those that the same questions, asked in the same order, had
// before: no other rule changes them.
type Graph struct {
	mu    sync.Mutex
	table *cryptoapi.Table
	e     *uses.Finder // nil: nothing in the package is worth a question
	data  *datum.Index // of e
	once  *once        // shared by all rules; nil if e is

	withTests func() *Graph // nil: it is the graph with the tests
}

// Of returns the graph of a package, for an analyzer that requires Analyzer. Each
// analyzer gets its own.
func Of(pass *analysis.Pass) *Graph {
	shared := pass.ResultOf[Analyzer].(*Graph)
	if shared.e == nil {
		return &Graph{table: shared.table}
	}
	return graphOf(shared.table, shared.e.Fork(), shared.once)
}

// Engine returns what answers the questions of the graph, for the packages of the engine
// that answer more of them, and the lock that holds while one is answered. It is nil
// where nothing in the package is worth a question.
func (g *Graph) Engine() (*uses.Finder, sync.Locker) { return g.e, &g.mu }

func run(pass *analysis.Pass) (any, error) {
	table, err := tableOf(pass)
	if err != nil {
		return nil, err
	}
	return runWith(pass, table)
}

func runWith(pass *analysis.Pass, table *cryptoapi.Table) (any, error) {
	facts := fact.Imported(pass)
	g := &Graph{table: table} // of a program that only builds with its tests, nothing is known
	if program, ok := withoutTests(pass); ok {
		g = newGraph(program, table, facts)
	}
	g.withTests = sync.OnceValue(func() *Graph { return newGraph(pass, table, facts) })
	if g.e == nil || pass.Pkg.Name() == "main" {
		return g, nil // there is nothing to tell, or nobody imports it
	}
	if told := export.Package(g.e); !told.Empty() {
		pass.ExportPackageFact(told)
	}
	return g, nil
}

func newGraph(pass *analysis.Pass, table *cryptoapi.Table, facts map[string]*fact.Fact) *Graph {
	if !relevant(pass, table, facts) {
		return &Graph{table: table}
	}
	described := func(importPath string) bool { return facts[importPath] != nil }
	e := uses.New(eval.New(ir.New(pass, table, namesOf(pass), described), facts))
	e.Collect()
	return graphOf(table, e, newOnce(e))
}

func graphOf(table *cryptoapi.Table, e *uses.Finder, shared *once) *Graph {
	return &Graph{table: table, e: e, data: datum.New(e), once: shared}
}

// Sinks returns the places where a value is used in one of the roles, in the
// order of the functions in the files.
func (g *Graph) Sinks(roles ...cryptoapi.Role) []*Sink {
	if g.e == nil {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return sinksOf(g.e, roles...)
}

// Origins returns where the value at a sink can come from. What callers pass is
// left out: it is told at the call, if the callers are in sight.
func (g *Graph) Origins(s *Sink) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	e := g.e.Under(s)
	found := e.SinkValue(s)
	resolved := e.ResolveTwice(found)
	if s.Use == nil && !found.Any(value.IsConstant) {
		resolved = e.Admitted(s.Operand, resolved, s.Instr)
	}
	return scope.Closed(resolved)
}

// Key returns where the key comes from that goes with the value at a sink. What
// callers in this package pass is part of it.
func (g *Graph) Key(s *Sink) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.e.ResolveDeep(g.e.CallersPass(g.e.SinkKey(s), s.Func(), eval.MaxCallerHops), eval.MaxKeyDepth)
}

// Other returns where the value comes from that stands beside the one at a sink:
// the other side of a comparison, the hash identifier of a digest, the name of a
// variable that is set.
func (g *Graph) Other(s *Sink) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	e := g.e.Under(s)
	return e.Resolve(e.CallersPass(e.SinkOther(s), s.Func(), eval.MaxCallerHops))
}

// Position returns the position of pos for a message: the file's name and line.
func (g *Graph) Position(pos token.Pos) token.Position {
	if g.e == nil {
		return token.Position{}
	}
	return g.e.Pass.Fset.Position(pos)
}
