// Package tlscipher finds weak TLS cipher suites, and clients that let servers start
// the handshake anew.
package tlscipher

import (
	"fmt"
	"go/token"
	"go/types"
	"maps"
	"regexp"
	"slices"

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
	reported map[token.Pos]bool
}

func run(pass *rule.Pass) error {
	mentions := mention.Of(pass.Pass)
	graph := flow.Of(pass.Pass)
	c := &checker{pass, graph, graph.Sinks(cryptoapi.AsCipherSuites), nil, make(map[token.Pos]bool)}
	if len(mentions.Named("crypto/tls.CipherSuite.Name")) == 0 { // otherwise a setting may name them
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

// chosen is what a list of cipher suites holds.
type chosen struct {
	weak   []string // their names
	worst  weakness // of those
	others bool     // something else is in the list
	from   *flow.Origin
}

// elements returns the elements of a list of cipher suites: where the object does not show
// them, those of a field that the list comes from.
func (c *checker) elements(o *object.Object) flow.Value {
	elements := o.Elements(field)
	if slices.ContainsFunc(elements, func(way flow.Alternative) bool { _, ok := flow.OnlyInteger(way); return ok }) {
		return elements
	}
	for _, origin := range elements.Origins() {
		set := o.Set(field, origin)
		for _, sink := range c.sinks {
			if set != nil && sink.Pos() == set.Pos() {
				return c.graph.Elements(sink)
			}
		}
	}
	return elements
}

// selected reports whether a list has at one place what is one of several cipher suites:
// one of a table, or of a switch, as a name says that somebody configured.
func selected(elements flow.Value) bool {
	at := make(map[token.Pos]int64)
	for _, o := range elements.Origins() {
		number, ok := flow.Integer(o)
		if !ok {
			continue
		}
		for _, step := range o.Steps.List() {
			switch {
			case step.Kind == flow.Returned && step.Func != nil && takesTexts(step.Func.Signature()):
				return true
			case step.Kind == flow.Listed && step.Pos.IsValid():
				if other, ok := at[step.Pos]; ok && other != number {
					return true
				}
				at[step.Pos] = number
			}
		}
	}
	return false
}

// takesTexts reports whether a function takes names.
func takesTexts(signature *types.Signature) bool {
	for param := range signature.Params().Variables() {
		t := param.Type().Underlying()
		if list, ok := t.(*types.Slice); ok {
			t = list.Elem().Underlying()
		}
		if basic, ok := t.(*types.Basic); ok && basic.Info()&types.IsString != 0 {
			return true
		}
	}
	return false
}

// look returns what the elements of a list are.
func (c *checker) look(elements flow.Value) chosen {
	found := make(map[string]bool)
	var l chosen
	for _, o := range elements.Origins() {
		number, ok := flow.Integer(o)
		suite, weak := suites[number]
		if weak = weak && ok; c.all(o) {
			suite, weak = weakness{"the suites of tls.InsecureCipherSuites", rule.High, inRC4}, true
			l.others = true // what else is in the list looks the same
		}
		switch {
		case weak:
			found[suite.name] = true
			if l.from == nil || suite.worst > l.worst.worst {
				l.worst, l.from = suite, o
			}
		case o.Kind != cryptoapi.Zero:
			l.others = true
		}
	}
	l.weak = slices.Sorted(maps.Keys(found))
	return l
}

// all reports whether an origin is a number from what tls.InsecureCipherSuites returns.
func (c *checker) all(o *flow.Origin) bool {
	return o.Kind == cryptoapi.Unknown && slices.ContainsFunc(c.insecure, func(s mention.Symbol) bool {
		return s.Call != nil && s.Call.Pos() <= o.Pos && o.Pos < s.Call.End()
	})
}

// aboutSuites matches what settings are called that allow old cipher suites.
var aboutSuites = regexp.MustCompile(`(?i)insecure|unsafe|weak|legacy|compat|old|deprecat|cbc|rc4|3des|cipher|suite|(ignore|skip|no).*(tls|ssl|cert|verif)`)

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
	if l.from == nil || c.reported[sink.Pos()] || newest(c.graph.SiblingField(sink, "MinVersion")) {
		return
	}
	f := l.finding(elements, c.graph.ChosenBySetting(sink, aboutSuites.MatchString))
	f.Pos, f.End, f.Instead = sink.Pos(), sink.End(), client
	c.Report(f)
}

// finding says what is wrong with a list of cipher suites.
func (l chosen) finding(elements flow.Value, operators bool) rule.Finding {
	f := rule.Finding{
		Severity: l.worst.worst, Confidence: rule.Certain, Case: "only", Why: l.worst.why,
		Message: fmt.Sprintf("%s contains only %s", field, rule.List(l.weak)),
		Advice:  "leave CipherSuites out: crypto/tls chooses sound ones",
		Cause:   listed(l.from), Steps: flow.Path(l.from, l.worst.name),
	}
	switch {
	case selected(elements):
		f.Severity, f.Profile, f.Case = rule.Low, "strict", "operator"
		f.Message = fmt.Sprintf("a setting can make %s accept %s", field, rule.List(l.weak))
		f.Advice = "leave weak suites out of those that the setting can name"
	case operators:
		f.Severity, f.Case = rule.Low, "operator"
		f.Message = fmt.Sprintf("a setting makes %s accept %s", field, rule.List(l.weak))
	case l.others:
		f.Severity, f.Case = f.Severity-1, "accepted"
		f.Message = fmt.Sprintf("%s accepts %s", field, rule.List(l.weak))
	}
	return f
}

// listed is where a list got an element, if that is in this package.
func listed(origin *flow.Origin) token.Pos {
	for _, step := range origin.Steps.List() {
		if step.Kind == flow.Listed {
			return step.Pos
		}
	}
	return token.NoPos
}

// newest reports whether a lowest version is always TLS 1.3.
func newest(ways flow.Value) bool {
	return len(ways) > 0 && !slices.ContainsFunc(ways, func(way flow.Alternative) bool {
		number, ok := flow.OnlyInteger(way)
		return !ok || number < 0x0304
	})
}

// renegotiation reports a client that lets the server start a new handshake.
func (c *checker) renegotiation(o *object.Object) {
	ways := o.Field("Renegotiation")
	if len(ways) != 1 || o.Is(servers...) || newest(o.Field("MinVersion")) {
		return // a setting chooses, or nothing looks at it
	}
	f := rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Case: "freely",
		Message: "RenegotiateFreelyAsClient lets the server start a new handshake at any time",
		Why:     "an attacker who controls a server can make the client repeat handshakes endlessly, and many attacks on TLS have used renegotiation",
		Advice:  "leave Renegotiation out, or use tls.RenegotiateOnceAsClient for a server that requests the client certificate later",
		Steps:   flow.Path(ways[0][0], "this mode"),
	}
	switch number, _ := flow.OnlyInteger(ways[0]); number {
	case 1:
		f.Profile, f.Case = "strict", "once"
		f.Message = "RenegotiateOnceAsClient lets the server start a new handshake"
		f.Why = "many attacks on TLS have used renegotiation, and TLS 1.3 has removed it"
		f.Advice = "leave Renegotiation out unless a server requests the client certificate later"
	case 2:
	default:
		return
	}
	c.report(o, "Renegotiation", ways[0][0], f)
}

// report reports a configuration once, at the code that sets the field.
func (c *checker) report(o *object.Object, name string, origin *flow.Origin, f rule.Finding) {
	at := o.SetAt(name, origin)
	if c.reported[at.Pos()] || o.SetElsewhere(origin) {
		return
	}
	c.reported[at.Pos()] = true
	f.Pos, f.End, f.Instead = at.Pos(), at.End(), client
	if o.Is(servers...) {
		f.Instead = server
	}
	c.Report(f)
}
