package jwtunverified

import (
	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// sessions matches the names of parameters that hold the token of a session. What is just
// called "token" may be that of a link that works once.
var sessions = lazyregexp.New(`(?i)^(x[-_]?)?((access|auth|authentication|bearer|session|user|api)[-_]?token|jwt([-_]?token)?|authorization|bearer)$`)

// addresses reports tokens of sessions that are accepted in the URL of a request. Browsers
// have no other place for them where they open a stream.
func (c *checker) addresses(graph *flow.Graph) {
	fromQuery, verified := c.mentions.Named("github.com/go-chi/jwtauth/v5.TokenFromQuery"), graph.Sinks(cryptoapi.AsVerifiedToken)
	if len(fromQuery)+len(verified) == 0 || mention.OpensStreams(c.Pass.Pass) {
		return
	}
	for _, symbol := range fromQuery {
		c.Report(inURL.Naming("jwt").At(symbol.Node))
	}
	for _, sink := range verified {
		if call, name := c.mentions.Asked(sessions.MatchString, graph.ReadFromURL(sink)); call != nil {
			c.ReportFirst(inURL.Naming(name).At(call))
		}
	}
}
