// Package tlscipher finds weak TLS cipher suites, and clients that let servers start
// the handshake anew.
package tlscipher

import (
	"go/types"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL703", Name: "tlscipher", Title: "weak TLS cipher suites",
	Severity: rule.High, CWE: 327,
	Patterns: []string{"L08", "L10", "L16"},
	Instead:  []string{client, server},
	Since:    "0.1.0",
	Gosec:    []string{"G402"},
}

const (
	client = "safeapi/tlsconf.Client"
	server = "safeapi/tlsconf.Server"
	field  = "CipherSuites"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

// servers get configurations of servers.
var servers = []string{"crypto/tls.Listen", "crypto/tls.NewListener", "crypto/tls.Server", "net/http.Server.TLSConfig", "net/http/httptest.Server.TLS"}

type checker struct {
	*rule.Pass
	graph    *flow.Graph
	sinks    []*flow.Sink     // of lists of cipher suites
	insecure []mention.Symbol // calls of tls.InsecureCipherSuites
}

func run(pass *rule.Pass) error {
	mentions, graph := mention.Of(pass.Pass), flow.Of(pass.Pass)
	c := &checker{pass, graph, graph.Sinks(cryptoapi.AsCipherSuites), nil}
	if !mentions.Any("crypto/tls.CipherSuite.Name") { // otherwise a setting may name them
		c.insecure = mentions.Named("crypto/tls.InsecureCipherSuites")
	}
	uses := make(map[types.Object]bool) // the functions that use configurations, where these are judged
	for _, o := range object.New(graph).Of("crypto/tls.Config") {
		c.suites(o)
		c.renegotiation(o)
		if fn := o.Function().Fn; fn != nil {
			uses[fn.Object()] = true
		}
	}
	for _, sink := range c.sinks {
		if sink.Is("crypto/tls.Config.CipherSuites") && !sink.Through() && !uses[sink.Func().Object()] {
			c.stored(sink)
		}
	}
	for _, symbol := range mentions.Named("crypto/tls.ConnectionState.TLSUnique") {
		pass.Report(unique.At(symbol.Node))
	}
	return nil
}

// aboutSuites matches what settings are called that allow old cipher suites.
var aboutSuites = lazyregexp.New(`(?i)insecure|unsafe|weak|legacy|compat|old|deprecat|cbc|rc4|3des|cipher|suite|(ignore|skip|no).*(tls|ssl|cert|verif)`)

// suites reports a list with weak cipher suites. TLS 1.3 does not look at it.
func (c *checker) suites(o *object.Object) {
	elements := o.List(c.graph, field, c.sinks)
	l := c.look(elements)
	if l.from == nil || newest(o.Field("MinVersion")) {
		return
	}
	f := l.finding(elements, o.ChosenBySetting(field, l.from, aboutSuites.MatchString))
	if o.Is(servers...) {
		f.Instead = server
	}
	o.Report(c.ReportFirst, f, field, l.from, l.worst.name)
}

// stored reports a list that is stored into a configuration that is used elsewhere.
func (c *checker) stored(sink *flow.Sink) {
	elements := c.graph.Elements(sink)
	l := c.look(elements)
	if l.from == nil || newest(c.graph.SiblingField(sink, "MinVersion")) {
		return
	}
	f := l.finding(elements, c.graph.ChosenBySetting(sink, aboutSuites.MatchString))
	c.ReportFirst(f.At(sink).Along(flow.Path(l.from, l.worst.name)))
}

// newest reports whether a lowest version is always TLS 1.3.
func newest(version flow.Value) bool {
	lowest, _, known := flow.Range(version)
	return known && lowest >= 0x0304
}

// renegotiation reports a client that lets the server start a new handshake. Where it has
// several modes, a setting chooses.
func (c *checker) renegotiation(o *object.Object) {
	mode := o.Field("Renegotiation").One()
	if mode == nil || o.Is(servers...) || newest(o.Field("MinVersion")) {
		return
	}
	number, _ := flow.Integer(mode)
	if f, ok := renegotiations[number]; ok {
		o.Report(c.ReportFirst, f, "Renegotiation", mode, "this mode")
	}
}
