// Package keyleak finds keys, private keys, passwords and tokens that a program logs, prints
// or puts into errors, and credentials that go on to another host.
package keyleak

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL607", Name: "keyleak", Title: "key or password in a log, an error or a redirected request",
	Severity: rule.High, CWE: 532,
	Patterns: []string{"V01", "V02", "V06", "V07", "Z04"},
	Instead:  []string{redacted},
	Since:    "0.1.0",
}

const redacted = "safeapi/secret.Bytes"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

type checker struct {
	*rule.Pass
	graph   *flow.Graph
	command bool // people run the program for what it prints
}

func run(pass *rule.Pass) error {
	c := &checker{pass, flow.Of(pass.Pass), command(pass)}
	for _, sink := range c.graph.Sinks(cryptoapi.AsShown) {
		if place, ok := c.place(sink); ok {
			c.shown(sink, place)
		}
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsMarshalled) {
		c.marshalled(sink)
	}
	c.failures()
	c.redirects()
	return nil
}

// place is where something is shown.
type place struct {
	verb     string // what the call does with it
	after    string // and where to
	why      string
	severity rule.Severity
	profile  string
}

var (
	logged   = place{"logs", "", "an attacker who reads the log has the %s", rule.High, ""}
	printed  = place{"prints", "", "an attacker who reads the output, which is often kept as a log, has the %s", rule.Medium, ""}
	failed   = place{"puts", " into an error", "an attacker who sees the error, in a log or a response, has the %s", rule.Medium, ""}
	answered = place{"sends", " to the client", "an attacker who can send the request has the %s", rule.Medium, "strict"}
)

// place returns where a sink shows its value. It is not ok where that is memory or a file,
// and where people run the program for what it prints.
func (c *checker) place(sink *flow.Sink) (place, bool) {
	switch {
	case sink.Of("errors", "github.com/pkg/errors"), sink.Is("fmt.Errorf"):
		return failed, true
	case sink.Of("net/http", "expvar"):
		return answered, true
	case !sink.Of("fmt"):
		return logged, true
	case sink.Is("fmt.Fprint", "fmt.Fprintln", "fmt.Fprintf"):
		if c.graph.Answers(sink) {
			return answered, true
		}
		for _, writer := range c.graph.Other(sink).Origins() {
			if writer.Storage == "os.Stderr" || writer.Storage == "os.Stdout" {
				return printed, !c.command
			}
		}
		return printed, false
	}
	return printed, !c.command
}

// shown reports a secret that a sink shows.
func (c *checker) shown(sink *flow.Sink, where place) {
	if c.request(sink, where) {
		return
	}
	name := c.graph.NameOf(sink)
	if public(name) {
		return
	}
	what, proof, sure := c.secret(sink, name)
	if what == "" || c.fresh(sink) {
		return
	}
	f := rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Severity: where.severity, Confidence: rule.Likely, Profile: where.profile, Instead: redacted,
		Message: problem(sink, where, what, name, proof),
		Why:     fmt.Sprintf(where.why, what),
		Advice:  "leave it out, or show an identifier or a fingerprint instead",
		Case:    where.verb,
	}
	if sure {
		f.Confidence = rule.Certain
	}
	c.Report(f)
}
