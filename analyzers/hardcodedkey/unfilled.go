package hardcodedkey

import (
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// openWay reports whether a key is, on some way, what callers pass.
func (c *checker) openWay(sink *flow.Sink) bool {
	return c.graph.Whole(sink).Any(flow.Alternative.Open)
}

// unfilled reports whether a key is memory that the function of the sink has made. A literal
// nil is none: a method of signing may have a key of its own, and a key function returns it
// beside an error.
func unfilled(sink *flow.Sink, o *flow.Origin) bool {
	return !o.Nil() && sink.Place() != flow.Kept && madeIn(sink, o)
}

// maybeFilled reports whether a key, with what callers pass, can be more than zero bytes.
func (c *checker) maybeFilled(sink *flow.Sink) bool {
	return c.graph.Whole(sink).Any(func(a flow.Alternative) bool { return !a.Only(cryptoapi.Zero) })
}

// madeIn reports whether the function of a sink makes the memory that an origin is: code
// out of sight may fill a field. What is kept in a field may be filled there later.
func madeIn(sink *flow.Sink, o *flow.Origin) bool {
	function := sink.Func().Syntax()
	return function != nil && function.Pos() <= o.Pos && o.Pos < function.End()
}
