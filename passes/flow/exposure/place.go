package exposure

import (
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// Place is what kind of place a program shows something in.
type Place int

// The kinds of places.
const (
	Elsewhere Place = iota // memory, a file, a writer that is not known
	Log
	Output // standard output or standard error
	Error  // the text of an error
	Answer // what an HTTP server sends to its client
)

// Where returns the kind of place in which a sink shows its value.
func Where(g *flow.Graph, s *flow.Sink) Place {
	switch {
	case s.Of("errors", "github.com/pkg/errors"), s.Is("fmt.Errorf"):
		return Error
	case s.Of("net/http", "expvar"):
		return Answer
	case !s.Of("fmt"):
		return Log
	case s.Is("fmt.Fprint", "fmt.Fprintln", "fmt.Fprintf"):
		return written(g, s)
	}
	return Output
}

// written returns the kind of place that a writer leads to.
func written(g *flow.Graph, s *flow.Sink) Place {
	if Answers(g, s) {
		return Answer
	}
	for _, writer := range g.Other(s).Origins() {
		if writer.Storage == "os.Stderr" || writer.Storage == "os.Stdout" {
			return Output
		}
	}
	return Elsewhere
}

// Answers reports whether what is shown at a sink is a part of the answer to an HTTP request.
func Answers(g *flow.Graph, s *flow.Sink) bool {
	if s.Of("net/http") {
		return true
	}
	writer := g.Beside(s, cryptoapi.AsWriter)
	return writer != nil && writer.Operand != nil && uses.IsResponse(writer.Operand)
}
