package tlscipher

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
)

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
