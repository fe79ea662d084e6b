// Package sshalgorithms finds SSH with algorithms that are broken: ciphers in CBC mode,
// RC4, key exchange and signatures with SHA-1, and host keys that are known by MD5.
package sshalgorithms

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL802", Name: "sshalgorithms", Title: "broken algorithms in SSH",
	Severity: rule.High, CWE: 327,
	Patterns: []string{"W04", "W08"},
	Instead:  []string{client, server},
	Since:    "0.1.0",
}

const (
	client = "safeapi/sshconf.Client"
	server = "safeapi/sshconf.Server"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	for _, sink := range graph.Sinks(cryptoapi.AsCipherSuites) {
		if sink.Of("golang.org/x/crypto/ssh") {
			list(pass, graph, sink)
		}
	}
	fingerprints(pass, graph)
	return nil
}

// chosen is what a list of algorithms holds.
type chosen struct {
	broken   []string     // their names, in quotes
	worst    weakness     // of those
	others   bool         // something else is in the list
	inferior bool         // a name of broken is not one of the defaults
	from     *flow.Origin // the worst
	name     string
}

// look returns what the elements of a list are.
func look(elements flow.Value) chosen {
	found := make(map[string]bool)
	var c chosen
	for _, o := range elements.Origins() {
		name, ok := flow.Text(o)
		w, broken := algorithms[name]
		switch {
		case ok && broken:
			found[strconv.Quote(name)] = true
			c.inferior = c.inferior || !w.byDefault
			if c.from == nil || w.severity > c.worst.severity {
				c.worst, c.from, c.name = w, o, strconv.Quote(name)
			}
		case o.Kind != cryptoapi.Zero:
			c.others = true
		}
	}
	c.broken = slices.Sorted(maps.Keys(found))
	return c
}

// aboutAlgorithms matches what settings are called that allow old algorithms.
var aboutAlgorithms = lazyregexp.New(`(?i)insecure|unsafe|weak|legacy|compat|old|deprecat|cbc|sha-?1|cipher|kex|mac|algo`)

// list reports a list of algorithms with broken ones. What the library accepts by default,
// as its last resort, is only reported where the list has nothing better.
func list(pass *rule.Pass, graph *flow.Graph, sink *flow.Sink) {
	c := look(graph.Elements(sink))
	if c.from == nil || c.others && !c.inferior {
		return
	}
	field := fieldOf(sink)
	f := rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Severity: c.worst.severity, Confidence: rule.Certain, Case: "only", Why: c.worst.why,
		Message: fmt.Sprintf("%s contains only %s", field, rule.List(c.broken)),
		Advice:  fmt.Sprintf("leave %s out: the defaults of the package are sound", field),
		Instead: client,
		Cause:   sink.CauseOf(c.from),
		Steps:   flow.Path(c.from, c.name),
	}
	if sink.Is("golang.org/x/crypto/ssh.ServerConfig.PublicKeyAuthAlgorithms") {
		f.Instead = server
	}
	switch {
	case graph.ChosenBySetting(sink, aboutAlgorithms.MatchString):
		f.Severity, f.Case = rule.Low, "operator"
		f.Message = fmt.Sprintf("a setting adds %s to %s", rule.List(c.broken), field)
	case c.others:
		f.Severity, f.Case = min(f.Severity, rule.Medium), "accepted"
		f.Message = fmt.Sprintf("%s accepts %s", field, rule.List(c.broken))
	}
	pass.Report(f)
}

// fingerprints reports functions that tell by an MD5 fingerprint which keys they accept.
func fingerprints(pass *rule.Pass, graph *flow.Graph) {
	made := mention.Of(pass.Pass).Named("golang.org/x/crypto/ssh.FingerprintLegacyMD5")
	if len(made) == 0 {
		return
	}
	isMD5 := func(o *flow.Origin) bool {
		return slices.ContainsFunc(made, func(s mention.Symbol) bool { return s.Call != nil && s.Call.Pos() <= o.Pos && o.Pos < s.Call.End() })
	}
	for check := range callback.New(graph).At(cryptoapi.AsHostKeyCallback, cryptoapi.AsAuthCallback) {
		md5 := check.Compares(isMD5)
		if md5 == nil {
			continue
		}
		pass.ReportOnce(rule.Finding{
			Pos: md5.Pos, Severity: rule.Low, Confidence: rule.Certain, Case: "fingerprint",
			Message: fmt.Sprintf("%s identifies keys by ssh.FingerprintLegacyMD5", check.Name()),
			Why:     "an attacker can create two keys with the same MD5 fingerprint, have one accepted and use the other",
			Advice:  "compare ssh.FingerprintSHA256, or use ssh.FixedHostKey",
		})
	}
}

// fieldOf is the last part of what a sink stores to: Ciphers.
func fieldOf(sink *flow.Sink) string {
	return sink.API[strings.LastIndexByte(sink.API, '.')+1:]
}
