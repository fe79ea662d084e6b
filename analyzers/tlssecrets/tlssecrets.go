// Package tlssecrets finds secrets of TLS connections that others know: written to a log,
// the same in every copy of the program, or shared by configurations that let in others.
package tlssecrets

import (
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
	"github.com/cryptolint/cryptolint/passes/flow/object"
	"github.com/cryptolint/cryptolint/passes/module"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL705", Name: "tlssecrets", Title: "TLS secrets that are logged, constant or shared",
	Severity: rule.High, CWE: 321,
	Patterns: []string{"L11", "L12", "L18"},
	Instead:  []string{server},
	Since:    "0.1.0",
}

const (
	server = "safeapi/tlsconf.Server"
	log    = "KeyLogWriter"
	ticket = "crypto/tls.Config.SessionTicketKey"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, module.Analyzer)

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	configs := object.New(graph).Of("crypto/tls.Config")
	shared(pass, callback.New(graph), configs)
	for _, o := range configs {
		if f, ok := logged(o); ok {
			pass.ReportFirst(f)
		}
	}
	for _, sink := range graph.Sinks(cryptoapi.AsTokenKey) {
		if sink.Is(ticket, "crypto/tls.Config.SetSessionTicketKeys") {
			tickets(pass, graph, sink)
		}
	}
	return nil
}

// logged returns what is wrong with the writer that gets the keys of connections.
func logged(o *object.Object) (rule.Finding, bool) {
	ways := o.Field(log)
	for _, origin := range ways.Origins() {
		named, ok := lasting(origin)
		if !ok || o.SetElsewhere(origin) {
			continue
		}
		at := o.SetAt(log, origin)
		f := rule.Finding{
			Pos: at.Pos(), End: at.End(), Confidence: rule.Certain, Case: "log", Instead: server,
			Message: "KeyLogWriter writes the keys of all connections",
			Why:     "an attacker who reads that log can decrypt recorded connections",
			Advice:  "leave KeyLogWriter out of programs, and set it in tests only",
			Steps:   flow.Path(origin, "the log"),
		}
		switch {
		case named:
			f.Severity, f.Profile = rule.Low, "strict"
			f.Message = "a setting can make KeyLogWriter write the keys of all connections"
		case slices.ContainsFunc(ways, func(way flow.Alternative) bool { return way.Only(cryptoapi.Zero) || way[0].Nil() }):
			f.Severity, f.Confidence = rule.Low, rule.Likely
			f.Message = "KeyLogWriter can write the keys of all connections"
		}
		return f, true
	}
	return rule.Finding{}, false
}

// lasting reports whether a writer keeps what it gets or shows it to others, and whether
// a setting names the file.
func lasting(writer *flow.Origin) (named, ok bool) {
	switch {
	case writer.Storage == "os.Stderr", writer.Storage == "os.Stdout":
		return false, true
	case writer.Kind != cryptoapi.File || len(writer.Of) == 0:
		return false, false
	case writer.Of.Only(cryptoapi.Constant, cryptoapi.Zero):
		return false, true
	}
	return true, writer.Of.Has(cryptoapi.Environment)
}

// tickets reports a key of session tickets that every copy of the program has, or that
// never changes.
func tickets(pass *rule.Pass, graph *flow.Graph, sink *flow.Sink) {
	f := rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Confidence: rule.Certain, Case: "constant", Instead: server,
		Message: "the key of TLS session tickets is a constant",
		Why:     "an attacker who has the program can decrypt resumed connections, and resume those of others",
		Advice:  "leave it out: crypto/tls generates the key and rotates it",
	}
	ways := append(graph.Origins(sink), graph.Elements(sink)...)
	for _, way := range ways {
		if len(way) > 0 && way.Only(cryptoapi.Constant) {
			if f.Steps = flow.Path(way[0], "the key"); len(ways) > 1 {
				f.Confidence = rule.Likely
			}
			pass.Report(f)
			return
		}
	}
	// What is set further down is often a copy of a whole configuration.
	if !sink.Is(ticket) || sink.Through() || slices.ContainsFunc(graph.Whole(sink).Origins(), copied) {
		return
	}
	f.Severity, f.Case = rule.Low, "never rotated"
	f.Message = "tls.Config.SessionTicketKey is never rotated"
	f.Why = "an attacker who obtains the key later can decrypt all connections that were resumed"
	f.Advice = "leave it out: the key is then rotated, or use Config.SetSessionTicketKeys to share keys between servers"
	pass.Report(f)
}

// copied reports whether an origin is the key of another configuration.
func copied(o *flow.Origin) bool {
	return o.Storage == ticket || o.Open() && strings.HasSuffix(o.Path, ".SessionTicketKey")
}
