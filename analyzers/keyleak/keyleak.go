// Package keyleak finds keys, private keys, passwords and tokens that a program logs, prints
// or puts into errors, and credentials that go on to another host.
package keyleak

import (
	"fmt"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/exposure"
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

const (
	redacted = "safeapi/secret.Bytes"
	omit     = "leave it out, or show an identifier or a fingerprint instead"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

type checker struct {
	*rule.Pass
	graph   *flow.Graph
	command bool // people run the program for what it prints
}

func run(pass *rule.Pass) error {
	c := &checker{pass, flow.Of(pass.Pass), pass.Pkg.Name() == "main" || pass.ImportsAny(commandLines...)}
	for _, sink := range c.graph.Sinks(cryptoapi.AsShown) {
		where := exposure.Where(c.graph, sink)
		switch {
		case where == exposure.Elsewhere, where == exposure.Output && c.command:
		case c.graph.IsRequest(sink):
			c.request(sink, where)
		default:
			c.shown(sink, where)
		}
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsMarshalled) {
		c.marshalled(sink)
	}
	c.failures()
	c.redirects()
	return nil
}

// commandLines are packages that parse command lines.
var commandLines = []string{
	"flag", "github.com/spf13/cobra", "github.com/spf13/pflag", "github.com/urfave/cli", "github.com/urfave/cli/v2", "github.com/urfave/cli/v3",
	"github.com/alecthomas/kong", "github.com/alecthomas/kingpin/v2", "github.com/jessevdk/go-flags",
}

// places are the findings for each kind of place, by the subject, what is shown, and the secret
// in it.
var places = map[exposure.Place]rule.Finding{
	exposure.Log: {
		Severity: rule.High, Confidence: rule.Likely, Case: "logs", Advice: omit, Instead: redacted,
		Message: "%[1]s logs %[2]s", Why: "an attacker who reads the log has the %[3]s",
	},
	exposure.Output: {
		Severity: rule.Medium, Confidence: rule.Likely, Case: "prints", Advice: omit, Instead: redacted,
		Message: "%[1]s prints %[2]s", Why: "an attacker who reads the output, which is often kept as a log, has the %[3]s",
	},
	exposure.Error: {
		Severity: rule.Medium, Confidence: rule.Likely, Case: "puts", Advice: omit, Instead: redacted,
		Message: "%[1]s puts %[2]s into an error", Why: "an attacker who sees the error, in a log or a response, has the %[3]s",
	},
	exposure.Answer: {
		Severity: rule.Medium, Confidence: rule.Likely, Profile: "strict", Case: "sends", Advice: omit, Instead: redacted,
		Message: "%[1]s sends %[2]s to the client", Why: "an attacker who can send the request has the %[3]s",
	},
}

// shown reports a secret that a sink shows. It leaves out one that the program has just
// generated and shows on the terminal, or in a command line.
func (c *checker) shown(sink *flow.Sink, where exposure.Place) {
	secret := exposure.At(c.graph, sink)
	if secret == nil || (c.command || sink.Of("fmt")) && exposure.Generated(c.graph, sink) {
		return
	}
	f := places[where].Naming(sink.Subject(), describe(secret), secret.What).At(sink)
	f.Message = strings.TrimSuffix(f.Message, ",")
	if secret.Sure {
		f.Confidence = rule.Certain
	}
	c.Report(f)
}

// describe says what is shown, and how it is known to be a secret, as a clause that goes on.
func describe(secret *exposure.Secret) string {
	name := fmt.Sprintf("%q", secret.Name)
	if secret.Name == "" || strings.Contains(secret.Name, " ") {
		name = "a value"
	}
	switch {
	case secret.Field != "":
		return fmt.Sprintf("%s, whose field %q is %s,", name, secret.Field, secret.As())
	case secret.Use != nil:
		return name + ", which is " + secret.As() + ","
	}
	return name
}
