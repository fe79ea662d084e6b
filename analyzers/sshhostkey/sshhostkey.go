// Package sshhostkey finds SSH clients that do not find out which host answers.
package sshhostkey

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
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
	Patterns: []string{"W01", "W02", "W03"},
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

// choice is what is reported where the operator decides.
var choice = rule.Finding{
	Severity: rule.Low, Confidence: rule.Certain, Case: "operator",
	Message: "a setting can turn off the check of host keys",
	Why:     "where it is set, an attacker on the network can pose as the host",
	Advice:  "offer a setting for the known_hosts file instead, and add the host to it", Instead: client,
}

// aboutHostKeys matches what settings are called that turn the check off, and their values.
var aboutHostKeys = lazyregexp.New(`(?i)insecure|unsafe|verif|trust|host[-_]?key|known[-_]?hosts|strict|^(none|no|off|false|never|allow|ignore|disable)$|` +
	`(skip|ignore|disable|no|without).*(check|valid|host|key)`)

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	for _, symbol := range mention.Of(pass.Pass).Named("golang.org/x/crypto/ssh.InsecureIgnoreHostKey") {
		f := rule.Finding{
			Confidence: rule.Certain, Case: "ignored",
			Message: "ssh.InsecureIgnoreHostKey accepts the key of every host", Why: why, Advice: advice, Instead: client,
		}
		if graph.CallChosenBySetting(symbol.Call, aboutHostKeys.MatchString) {
			f = choice
		}
		f.Pos, f.End = symbol.Node.Pos(), symbol.Node.End()
		pass.Report(f)
	}
	for check := range callback.New(graph).At(cryptoapi.AsHostKeyCallback) {
		callbackFound(pass, check)
	}
	return nil
}

// mismatch is the field that tells a changed key from that of a host which is not known.
const mismatch = "golang.org/x/crypto/ssh/knownhosts.KeyError.Want"

// callbackFound reports a function that checks host keys, if it accepts what it should not.
func callbackFound(pass *rule.Pass, check *callback.Handed) {
	if check.AlwaysNil(0) {
		pass.ReportOnce(rule.Finding{
			Pos: check.Sink.Pos(), End: check.Sink.End(), Confidence: rule.ConfidenceAmong(len(check.Ways)), Case: "accepts",
			Message: fmt.Sprintf("%s, which checks the host key, accepts every key", check.Name()), Why: why, Advice: advice, Instead: client,
			Steps: flow.Path(check.Origin, "the function never returns an error"),
		})
		return
	}
	if at := check.Forgives("golang.org/x/crypto/ssh/knownhosts.KeyError"); at.IsValid() && !check.Touches(mismatch) {
		pass.ReportOnce(rule.Finding{
			Pos: at, Confidence: rule.Likely, Case: "forgives",
			Message: fmt.Sprintf("%s, which checks the host key, also accepts a key that is not the known one", check.Name()),
			Why:     "knownhosts.KeyError also means that the key of a known host has changed: an attacker on the network can pose as a host that the client knows",
			Advice:  "return the error unless KeyError.Want is empty: only then the host is not known yet",
			Instead: client,
		})
	}
}
