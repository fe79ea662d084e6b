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
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Analyzer computes a *Graph. It is the only analyzer of cryptolint with facts.
var Analyzer = &analysis.Analyzer{
	Name:       "cryptoflow",
	Doc:        "follow keys, nonces, digests and randomness through the program\n\nThis pass reports nothing. The rules of cryptolint stand on it.",
	Run:        rule.Guard("the flow pass", run),
	Requires:   []*analysis.Analyzer{rule.Settings},
	ResultType: reflect.TypeFor[*Graph](),
	FactTypes:  []analysis.Fact{new(Fact)},
}

// Origin is one thing that went into a value.
type Origin = value.Origin

// Alternative is one way in which a value comes about: the parts that are mixed.
type Alternative = value.Alternative

// Value is a set of alternatives.
type Value = value.Value

// Graph answers questions about the values of one package. It is safe for concurrent
// use. The answers are those that the same questions, asked in the same order, had
// before: no other rule changes them.
type Graph struct {
	mu    sync.Mutex
	table *cryptoapi.Table
	e     *finder // nil: nothing in the package is worth a question

	withTests func() *Graph // nil: it is the graph with the tests
}

// Of returns the graph of a package, for an analyzer that requires Analyzer. Each
// analyzer gets its own.
func Of(pass *analysis.Pass) *Graph {
	shared := pass.ResultOf[Analyzer].(*Graph)
	if shared.e == nil {
		return &Graph{table: shared.table}
	}
	return &Graph{table: shared.table, e: shared.e.fork()}
}

// Engine returns what answers the questions of the graph, for the packages of the engine
// that answer more of them, and the lock that holds while one is answered. It is nil
// where nothing in the package is worth a question.
func (g *Graph) Engine() (*finder, sync.Locker) { return g.e, &g.mu }

func run(pass *analysis.Pass) (any, error) {
	table, err := tableOf(pass)
	if err != nil {
		return nil, err
	}
	return runWith(pass, table)
}

func runWith(pass *analysis.Pass, table *cryptoapi.Table) (any, error) {
	facts := importFacts(pass)
	g := newGraph(withoutTests(pass), table, facts)
	g.withTests = sync.OnceValue(func() *Graph { return newGraph(pass, table, facts) })
	if g.e == nil || pass.Pkg.Name() == "main" {
		return g, nil // there is nothing to tell, or nobody imports it
	}
	if fact := g.e.export(); !fact.empty() {
		pass.ExportPackageFact(fact)
	}
	return g, nil
}

func newGraph(pass *analysis.Pass, table *cryptoapi.Table, facts map[string]*Fact) *Graph {
	if !relevant(pass, table, facts) {
		return &Graph{table: table}
	}
	described := func(importPath string) bool { return facts[importPath] != nil }
	e := newFinder(newEvaluator(newProgram(pass, table, namesOf(pass), described), facts))
	e.collect()
	return &Graph{table: table, e: e}
}

// collect finds the sinks of the package twice: the first round tells which fields
// reach roles, the second sees the stores to those fields.
func (e *finder) collect() {
	e.collectSinks()
	if e.learnFieldUses() {
		e.sinksOf = newMemo[*ssa.Function, []*Sink]()
		e.usesOf = newMemo[*ssa.Function, []use]()
	}
	e.found = e.collectSinks()
}

func (e *finder) collectSinks() []*Sink {
	var all []*Sink
	for _, fn := range e.funcs {
		all = append(all, e.sinks(fn)...)
	}
	return all
}

// maxFieldUses bounds the roles that one field is said to reach.
const maxFieldUses = 6

// learnFieldUses notes the fields of this package whose content reaches a role,
// so that a constructor's parameter that is kept in one reaches it, too. It
// reports whether there are any.
func (e *finder) learnFieldUses() bool {
	for _, fn := range e.funcs {
		for _, sink := range e.sinks(fn) {
			if sink.Named || sink.Role == cryptoapi.AsCompared || !summarized(sink.Role) {
				continue
			}
			for _, o := range wholly(sink.Role, e.sinkValue(sink)).Origins() {
				if o.Stored() && len(e.fieldUses[o.Storage]) < maxFieldUses {
					e.addFieldUse(o.Storage, use{Role: sink.Role, API: sink.API, Hops: sink.hops + 1})
				}
			}
		}
	}
	return len(e.fieldUses) > 0
}

// wholly returns the alternatives of a value that decide what it is used as. One of
// several parts of a nonce does not: a counter is fine beside a fixed field.
func wholly(role cryptoapi.Role, v Value) Value {
	if role != cryptoapi.AsNonce && role != cryptoapi.AsStreamNonce {
		return v
	}
	return slices.DeleteFunc(slices.Clone(v), func(a Alternative) bool { return len(a) > 1 })
}

func (e *finder) addFieldUse(key string, u use) {
	for _, known := range e.fieldUses[key] {
		if known.Role == u.Role {
			return
		}
	}
	e.fieldUses[key] = append(e.fieldUses[key], u)
}

// Sinks returns the places where a value is used in one of the roles, in the
// order of the functions in the files.
func (g *Graph) Sinks(roles ...cryptoapi.Role) []*Sink {
	if g.e == nil {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	var found []*Sink
	for _, sink := range g.e.found {
		if !slices.Contains(roles, sink.Role) {
			continue
		}
		if sink.stored == "" && !g.e.toldOfField(sink) { // or else told by the sink that the field reaches
			found = append(found, sink)
		}
	}
	return found
}

// Origins returns where the value at a sink can come from. What callers pass is
// left out: it is told at the call, if the callers are in sight.
func (g *Graph) Origins(s *Sink) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	return closed(g.e.resolve(g.e.sinkValue(s)))
}

// Key returns where the key comes from that goes with the value at a sink. What
// callers in this package pass is part of it.
func (g *Graph) Key(s *Sink) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.e.resolveDeep(g.e.callersPass(g.e.sinkKey(s), s.Func(), maxCallerHops), maxKeyDepth)
}

// Other returns where the value comes from that stands beside the one at a sink:
// the other side of a comparison, the hash identifier of a digest.
func (g *Graph) Other(s *Sink) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.e.resolve(g.e.callersPass(g.e.sinkOther(s), s.Func(), maxCallerHops))
}

// closed leaves out the alternatives that depend on what a caller passes.
func closed(v Value) Value {
	var rest Value
	for _, alternative := range v {
		if !alternative.Open() {
			rest = append(rest, alternative)
		}
	}
	return rest
}

// maxCallerHops bounds how far up callers are followed.
const maxCallerHops = 3

// callersPass replaces the open parts of a value of a function by what its callers
// pass, if all of them are known: those of a function that is not exported and is
// only ever called.
func (e *evaluator) callersPass(v Value, fn *ssa.Function, hops int) Value {
	v, fn = e.outermost(v, fn)
	if hops == 0 || !v.Any(dependsOnCaller) || !e.onlyCalled(fn) {
		return v
	}
	var all Value
	for _, call := range e.callers[fn] {
		for _, t := range e.targets(call) {
			if t.fn == fn {
				passed := e.instantiate(v, t, call).Then(call.Pos(), "passed to "+t.name())
				all = value.Join(all, e.callersPass(passed, call.Parent(), hops-1))
			}
		}
	}
	return all
}

// dependsOnCaller reports whether a part, or what one was computed from, is what a
// caller passes.
func dependsOnCaller(a Alternative) bool {
	return a.Open() || slices.ContainsFunc(a, func(o *Origin) bool { return dependsOnCaller(o.Of) })
}

// onlyCalled reports whether all callers of the function are known.
func (e *evaluator) onlyCalled(fn *ssa.Function) bool {
	if fn.Object() == nil || fn.Object().Exported() || e.referenced[fn] || len(e.callers[fn]) == 0 {
		return false
	}
	return fn.Signature.Recv() == nil || !e.mayBeInterfaceMethod(fn)
}

// mayBeInterfaceMethod reports whether a method may be called through an
// interface.
func (e *evaluator) mayBeInterfaceMethod(fn *ssa.Function) bool {
	named := namedOf(fn.Signature.Recv().Type())
	return named == nil || e.converted[named.Obj()] != nil
}

// Position returns the position of pos for a message: the file's name and line.
func (g *Graph) Position(pos token.Pos) token.Position {
	if g.e == nil {
		return token.Position{}
	}
	return g.e.pass.Fset.Position(pos)
}
