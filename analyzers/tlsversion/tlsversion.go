// Package tlsversion finds TLS that settles for TLS 1.0, TLS 1.1 or SSL 3.0.
package tlsversion

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
	"github.com/cryptolint/cryptolint/passes/module"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL702", Name: "tlsversion", Title: "TLS 1.1 or older",
	Severity: rule.High, CWE: 327,
	Patterns: []string{"L05", "L06", "L07"},
	Instead:  []string{client, server},
	Since:    "0.1.0",
	Gosec:    []string{"G402"},
}

const (
	client = "safeapi/tlsconf.Client"
	server = "safeapi/tlsconf.Server"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, module.Analyzer)

// versions names the versions that RFC 8996 and RFC 7568 withdrew.
var versions = map[int64]string{0x0300: "SSL 3.0", 0x0301: "TLS 1.0", 0x0302: "TLS 1.1"}

// servers get configurations of servers.
var servers = []string{"crypto/tls.Listen", "crypto/tls.NewListener", "crypto/tls.Server", "net/http.Server.TLSConfig", "net/http/httptest.Server.TLS"}

// unbounded is a server without MinVersion in a program with old defaults.
var unbounded = rule.Finding{
	Severity: rule.Medium, Confidence: rule.Certain, Case: "default", Instead: server,
	Message: "MinVersion is not set, and with the go line of this module the default of servers is TLS 1.0",
	Why:     "an attacker on the network can attack what TLS 1.0 and 1.1 still allow: SHA-1 signatures, CBC mode without a sound MAC",
	Advice:  "raise the go line in go.mod to 1.22 or later, or set MinVersion to tls.VersionTLS12",
}

func run(pass *rule.Pass) error {
	for _, o := range object.New(flow.Of(pass.Pass)).Of("crypto/tls.Config") {
		for _, field := range []string{"MaxVersion", "MinVersion"} {
			if f, ok := judge(o, field); ok && !pass.Told(f.Pos) {
				pass.Report(f)
				break // with MaxVersion so low, MinVersion is no lower
			}
		}
		if o.Is(servers...) && o.Unset("MinVersion") && o.Unset("MaxVersion") {
			byDefault(pass, o)
		}
	}
	return nil
}

// byDefault reports a server that leaves the versions to defaults which are those of an old
// release. What a library leaves open is up to the program that uses it.
func byDefault(pass *rule.Pass, o *object.Object) {
	facts, main := module.Of(pass.Pass), pass.Pkg.Name() == "main"
	f := unbounded
	switch {
	case main && facts.DefaultsBefore(facts.GoMod(), "tls10server", 22):
	case !main && facts.Before("go1.22"):
		f.Profile, f.Confidence = "strict", rule.Unsure
	default:
		return
	}
	pass.ReportOnce(f.At(o))
}

// judge returns what is wrong with a bound on the version when a configuration is used.
func judge(o *object.Object, field string) (rule.Finding, bool) {
	ways := o.Field(field)
	for _, way := range ways {
		number, ok := flow.OnlyInteger(way)
		name, old := versions[number]
		if !ok || !old || o.SetElsewhere(way[0]) {
			continue
		}
		at := o.SetAt(field, way[0])
		f := rule.Finding{
			Pos: at.Pos(), End: at.End(), Confidence: confidence(ways), Case: field, Instead: client,
			Message: fmt.Sprintf("%s allows %s", field, name),
			Why:     "an attacker on the network can attack what these versions still allow: SHA-1 signatures, CBC mode without a sound MAC",
			Advice:  fmt.Sprintf("leave %s out: the default is TLS 1.2", field),
			Steps:   flow.Path(way[0], name),
		}
		switch {
		case operators(ways) && field == "MaxVersion":
			continue // who asks for an old one, talks with an old peer
		case operators(ways):
			f.Severity = rule.Low
			f.Message = fmt.Sprintf("a setting can make %s allow %s", field, name)
			f.Advice = "refuse versions before TLS 1.2 in the setting"
		case field == "MaxVersion":
			f.Message = fmt.Sprintf("%s forbids everything newer than %s", field, name)
			f.Advice = "leave MaxVersion out"
		}
		if o.Is(servers...) {
			f.Instead = server
		}
		return f, true
	}
	return rule.Finding{}, false
}

// operators reports whether a version is one of many, or of those that a table or a switch
// has: a setting chooses.
func operators(ways flow.Value) bool { return len(ways) > 2 }

// confidence is lower if the program chooses among versions: a setting may ask for an old
// one.
func confidence(ways flow.Value) rule.Confidence {
	switch len(ways) {
	case 1:
		return rule.Certain
	case 2:
		return rule.Likely
	}
	return rule.Unsure
}
