// Package sshalgorithms finds SSH with algorithms that are broken: ciphers in CBC mode,
// RC4, key exchange and signatures with SHA-1, and host keys that are known by MD5.
package sshalgorithms

import (
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
	c, found := chosen{}, make(map[string]bool)
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
	f := only
	f.Severity = c.worst.severity
	switch {
	case graph.ChosenBySetting(sink, aboutAlgorithms.MatchString):
		f = operator
	case c.others:
		f = accepted
		f.Severity = min(c.worst.severity, rule.Medium)
	}
	f.Cause, f.Instead = sink.CauseOf(c.from), client
	if sink.Is("golang.org/x/crypto/ssh.ServerConfig.PublicKeyAuthAlgorithms") {
		f.Instead = server
	}
	field := sink.API[strings.LastIndexByte(sink.API, '.')+1:] // the last part: Ciphers
	pass.Report(f.Naming(field, rule.List(c.broken), c.worst.why).At(sink).Along(flow.Path(c.from, c.name)))
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
		if md5 := check.Compares(isMD5); md5 != nil {
			f := fingerprint.Naming(check.Name())
			f.Pos = md5.Pos
			pass.ReportOnce(f)
		}
	}
}
