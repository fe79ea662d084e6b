// Package tlscipher finds weak TLS cipher suites, and clients that let servers start
// the handshake anew.
package tlscipher

import (
	"go/types"
	"slices"

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
	mentions := mention.Of(pass.Pass)
	graph := flow.Of(pass.Pass)
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
	for _, unique := range mentions.Named("crypto/tls.ConnectionState.TLSUnique") {
		pass.Report(rule.Finding{
			Pos: unique.Node.Pos(), End: unique.Node.End(), Severity: rule.Low, Confidence: rule.Likely, Profile: "strict", Case: "unique",
			Message: "tls.ConnectionState.TLSUnique is used as a channel binding",
			Why:     "TLS 1.3 has none, and the program then compares an empty one",
			Advice:  "use ConnectionState.ExportKeyingMaterial with the label \"EXPORTER-Channel-Binding\" (RFC 9266)",
		})
	}
	return nil
}

// aboutSuites matches what settings are called that allow old cipher suites.
var aboutSuites = lazyregexp.New(`(?i)insecure|unsafe|weak|legacy|compat|old|deprecat|cbc|rc4|3des|cipher|suite|(ignore|skip|no).*(tls|ssl|cert|verif)`)

// suites reports a list with weak cipher suites. TLS 1.3 does not look at it.
func (c *checker) suites(o *object.Object) {
	elements := c.elements(o)
	l := c.look(elements)
	if l.from == nil || o.SetElsewhere(l.from) || newest(o.Field("MinVersion")) {
		return
	}
	c.report(o, field, l.from, l.finding(elements, o.ChosenBySetting(field, l.from, aboutSuites.MatchString)))
}

// stored reports a list that is stored into a configuration that is used elsewhere.
func (c *checker) stored(sink *flow.Sink) {
	elements := c.graph.Elements(sink)
	l := c.look(elements)
	if l.from == nil || c.Told(sink.Pos()) || newest(c.graph.SiblingField(sink, "MinVersion")) {
		return
	}
	f := l.finding(elements, c.graph.ChosenBySetting(sink, aboutSuites.MatchString))
	f.Pos, f.End, f.Instead = sink.Pos(), sink.End(), client
	c.Report(f)
}

// newest reports whether a lowest version is always TLS 1.3.
func newest(ways flow.Value) bool {
	return len(ways) > 0 && !slices.ContainsFunc(ways, func(way flow.Alternative) bool {
		number, ok := flow.OnlyInteger(way)
		return !ok || number < 0x0304
	})
}

// report reports a configuration once, at the code that sets the field.
func (c *checker) report(o *object.Object, name string, origin *flow.Origin, f rule.Finding) {
	at := o.SetAt(name, origin)
	if o.SetElsewhere(origin) {
		return
	}
	f.Pos, f.End, f.Instead = at.Pos(), at.End(), client
	if o.Is(servers...) {
		f.Instead = server
	}
	c.ReportFirst(f)
}
