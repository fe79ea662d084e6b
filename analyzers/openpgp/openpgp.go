// Package openpgp finds OpenPGP messages that are believed without their signature or
// authentication code, and configurations that accept broken algorithms.
package openpgp

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL906", Name: "openpgp", Title: "OpenPGP without verification, or with broken algorithms",
	Severity: rule.High, CWE: 347,
	Patterns: []string{"P02", "P03"},
	Since:    "0.1.0",
}

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

func run(pass *rule.Pass) error {
	graph, mentions := flow.Of(pass.Pass), mention.Of(pass.Pass)
	for _, o := range object.New(graph).Of("github.com/ProtonMail/go-crypto/openpgp/packet.Config", "golang.org/x/crypto/openpgp/packet.Config") {
		config(pass, o)
		rejectsNothing(pass, o)
	}
	for _, m := range messages {
		for _, read := range graph.ReadBefore(m.signatureError, m.body) {
			pass.Report(tooEarly.At(read))
		}
		// Whether messages are signed, and never whether the signature is good.
		asked := mentions.Named(m.asks...)
		if len(asked) > 0 && mentions.Any(m.body) && !mentions.Any(m.good...) {
			pass.Report(ignored.Naming(asked[0].Object.Name()).At(asked[0].Node))
		}
	}
	return nil
}

// config reports what is wrong with a configuration when it is used.
func config(pass *rule.Pass, o *object.Object) {
	for _, s := range settings {
		ways := o.Field(s.field)
		for _, way := range ways {
			if len(way) != 1 || len(ways) > 1 && s.choice {
				continue
			}
			what, bad := s.bad(way[0])
			if !bad {
				continue
			}
			f := s.finding.Naming(what)
			f.Case, f.Confidence = s.field, rule.ConfidenceAmong(len(ways))
			if o.ChosenBySetting(s.field, way[0], func(string) bool { return true }) {
				f.Severity, f.Confidence, f.Case, f.Message = rule.Low, rule.Certain, "operator", "a setting decides: "+f.Message
			}
			if o.Report(pass.Report, f, s.field, way[0], s.field) {
				break
			}
		}
	}
}

// rejectsNothing reports an empty list of what is refused, which takes the place of the
// default.
func rejectsNothing(pass *rule.Pass, o *object.Object) {
	for _, field := range []string{"RejectPublicKeyAlgorithms", "RejectHashAlgorithms", "RejectMessageHashAlgorithms", "RejectCurves"} {
		list := o.Field(field).One()
		if list == nil || list.Kind != cryptoapi.Zero || list.Nil() || o.SetElsewhere(list) {
			continue
		}
		if set := o.Set(field, list); set != nil {
			f := empty.Naming(field).At(set)
			f.Case = field
			pass.Report(f)
		}
	}
}
