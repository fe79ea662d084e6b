package timing

import (
	"cmp"
	"go/ast"
	"go/types"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

func (c *checker) report(sink *flow.Sink, f rule.Finding) {
	c.reported[sink.Site()] = true
	f.Pos, f.End = sink.Pos(), sink.End()
	f.Message += " is compared " + how(sink) + ", which stops at the first byte that differs"
	by := subtle
	if f.Instead == verify && f.Confidence != rule.Unsure {
		by = hmacEqual
	}
	f.Advice = "use subtle.ConstantTimeCompare"
	if by == hmacEqual {
		f.Advice = "use hmac.Equal"
	}
	f.Fix = c.fix(sink, by)
	c.Report(f)
}

// tagFinding is that of a MAC. A part says that more than the tag is compared.
func tagFinding(mac *flow.Origin, part bool) rule.Finding {
	f := rule.Finding{
		Confidence: rule.Certain, Instead: verify,
		Message: macName(mac), Why: "an attacker who measures the time can forge a valid tag byte by byte",
		Steps: flow.Path(mac, "computed with "+mac.Name),
	}
	if part || mac.Kind != cryptoapi.MACTag {
		f.Confidence = rule.Likely
	}
	return f
}

// macName says what a MAC is called: "an HMAC-SHA-256".
func macName(mac *flow.Origin) string {
	switch {
	case mac.Kind == cryptoapi.Ciphertext:
		return "a " + mac.Detail + "-MAC"
	case mac.Detail == "":
		return "an HMAC"
	case mac.Name == "hmac.New" || strings.HasPrefix(mac.Detail, "SHA") || strings.HasPrefix(mac.Detail, "MD"):
		return "an HMAC-" + mac.Detail
	}
	return "a " + mac.Detail + " tag"
}

// digestFinding is that of a digest or a derived key. The secret may be nil.
func digestFinding(made, secret *flow.Origin) rule.Finding {
	what := "the " + made.Detail + " digest"
	if made.Kind == cryptoapi.KDFOutput {
		what = strings.Replace("the "+made.Detail+" output", "  ", " ", 1)
	}
	f := rule.Finding{
		Confidence: rule.Likely, Instead: equal,
		Message: what, Why: "an attacker who measures the time can find it byte by byte",
		Steps: flow.Path(made, strings.TrimPrefix(what, "the ")+" computed by "+made.Name),
	}
	if secret != nil && secret.Name != "" {
		f.Message += " of " + secret.Name
	}
	return f
}

// handmadeFinding is that of a MAC that is one by what it is called and given.
func handmadeFinding(mac flow.Side, key string) rule.Finding {
	return rule.Finding{
		Confidence: rule.Unsure, Instead: equal,
		Message: mac.Text() + ", made with " + key + ",", Why: "an attacker who measures the time can forge a valid tag byte by byte",
	}
}

// secretFinding is that of a secret of the program.
func secretFinding(pair flow.Comparison, noun string, confidence rule.Confidence) rule.Finding {
	f := rule.Finding{
		Confidence: confidence, Instead: equal,
		Message: cmp.Or(pair.Mine.Text(), "the "+noun), Why: "an attacker who measures the time can find the " + noun + " byte by byte",
	}
	if sent := pair.Theirs.Value.Origins().Part(cryptoapi.Network); sent != nil {
		f.Steps = flow.Path(sent, "sent by a peer")
	}
	return f
}

// how says what compares.
func how(sink *flow.Sink) string {
	by := "with " + sink.API
	if sink.Is(flow.ByLoop) {
		by = "in a loop"
	}
	if call, ok := sink.Node().(*ast.CallExpr); ok && sink.Through() {
		return "by " + types.ExprString(call.Fun) + " " + by
	}
	return by
}
