// Package sshhostkey finds SSH clients that do not find out which host answers.
package sshhostkey

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL801", Name: "sshhostkey", Title: "SSH without verification of the host key",
	Severity: rule.High, CWE: 322,
	Patterns: []string{"W01", "W02"},
	Instead:  []string{client},
	Since:    "0.1.0",
	Gosec:    []string{"G106"},
}

const client = "safeapi/sshconf.Client"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

const (
	why    = "an attacker on the network can pose as the host, and receive passwords and everything else that is sent"
	advice = "use knownhosts.New with a known_hosts file, or ssh.FixedHostKey"
)

func run(pass *rule.Pass) error {
	for _, symbol := range mention.Of(pass.Pass).Named("golang.org/x/crypto/ssh.InsecureIgnoreHostKey") {
		pass.Report(rule.Finding{
			Pos: symbol.Node.Pos(), End: symbol.Node.End(), Confidence: rule.Certain, Case: "ignored",
			Message: "ssh.InsecureIgnoreHostKey accepts the key of every host", Why: why, Advice: advice, Instead: client,
		})
	}
	graph := flow.Of(pass.Pass)
	callbacks := callback.New(graph)
	for _, sink := range graph.Sinks(cryptoapi.AsHostKeyCallback) {
		ways := graph.Origins(sink)
		for _, o := range ways.Origins() {
			check := callbacks.Of(o)
			if check == nil || !check.AlwaysNil(0) {
				continue
			}
			pass.Report(rule.Finding{
				Pos: sink.Pos(), End: sink.End(), Confidence: confidence(ways), Case: "accepts",
				Message: fmt.Sprintf("%s, which checks the host key, accepts every key", check.Name()), Why: why, Advice: advice, Instead: client,
				Steps: flow.Path(o, "the function never returns an error"),
			})
			break
		}
	}
	return nil
}

// confidence is lower if there are other ways.
func confidence(ways flow.Value) rule.Confidence {
	if len(ways) > 1 {
		return rule.Likely
	}
	return rule.Certain
}
