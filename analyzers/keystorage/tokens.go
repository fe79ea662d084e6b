package keystorage

import (
	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// columns matches queries with a column for what lets its bearer in.
var columns = lazyregexp.New(`(?i)\b(((access|refresh|reset|auth|session|invite|invitation|enrol+ment|api|bearer|remember)_?)?token|api_?key|session_?key)\b`)

var inPlaintext = rule.Finding{
	Severity: rule.Low, Confidence: rule.Unsure, Profile: "strict", Case: "token",
	Message: "%[1]s",
	Why:     "an attacker who sees the database, or a backup of it, has every session",
	Advice:  "store the SHA-256 digest of the token, and look it up by the digest of what the client sends",
}

// tokens reports, in the profile strict, tokens that the program generates and stores as they
// are.
func tokens(pass *rule.Pass, graph *flow.Graph) {
	for _, sink := range graph.Sinks(cryptoapi.AsStored) {
		name := graph.NameOf(sink)
		read := graph.ReadName(name)
		called := read.What == "token" && (read.Sure || columns.MatchString(graph.QueryOf(sink))) || name == "" && columns.MatchString(graph.QueryOf(sink))
		if o := generated(graph.Whole(sink)); o != nil && called {
			pass.Report(inPlaintext.Naming(sink.Subject() + " stores a token in plaintext").At(sink).Along(flow.Path(o, "random bytes")))
		}
	}
	for _, sink := range graph.NamedSinks(cryptoapi.AsToken) {
		if o := generated(graph.Whole(sink)); o != nil && graph.ReadName(sink.Name).Sure && graph.Mapped(sink) {
			pass.Report(inPlaintext.Naming("a token is stored in plaintext in " + sink.API).At(sink).Along(flow.Path(o, "random bytes")))
		}
	}
}

// generated returns the random bytes that a value is, and nothing else.
func generated(v flow.Value) (random *flow.Origin) {
	for _, way := range v {
		switch {
		case way.Only(cryptoapi.Constant, cryptoapi.Zero): // beside an error
		case len(way) != 1 || !way.Only(cryptoapi.SecureRandom, cryptoapi.UUID):
			return nil
		default:
			random = way[0]
		}
	}
	return random
}
