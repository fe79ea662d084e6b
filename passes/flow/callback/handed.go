package callback

import (
	"iter"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Handed is a function that a program hands over at a sink.
type Handed struct {
	*Callback
	Sink   *flow.Sink   // where, or nil
	Origin *flow.Origin // the function, with the way that it came
	Ways   flow.Value   // what else can be handed over there
}

// At goes through the functions that are handed over at the sinks of some roles. It leaves out
// those whose code is not in sight.
func (f *Finder) At(roles ...cryptoapi.Role) iter.Seq[*Handed] {
	return func(yield func(*Handed) bool) {
		for _, sink := range f.graph.Sinks(roles...) {
			for h := range f.In(f.graph.Origins(sink)) {
				if h.Sink = sink; !yield(h) {
					return
				}
			}
		}
	}
}

// In goes through the functions that a value can be, without a sink. It leaves out those whose
// code is not in sight.
func (f *Finder) In(ways flow.Value) iter.Seq[*Handed] {
	return func(yield func(*Handed) bool) {
		for _, o := range ways.Origins() {
			if c := f.Of(o); c != nil && !yield(&Handed{c, nil, o, ways}) {
				return
			}
		}
	}
}

// Around returns the function that holds a sink, or nil.
func (f *Finder) Around(sink *flow.Sink) *Callback {
	return f.Of(&flow.Origin{Source: &flow.Source{Kind: cryptoapi.Function, Fn: sink.Func()}})
}
