package callback

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// ChecksResponses reports whether a function of the package reads the certificates of the peer
// out of an HTTP response and may return an error, and the package compares them with what it
// knows: then whoever answers is checked after the handshake.
func (f *Finder) ChecksResponses() bool {
	if f.Finder == nil {
		return false
	}
	reads := slices.ContainsFunc(f.Funcs, func(fn *ssa.Function) bool {
		c := &Callback{finder: f, fn: fn, target: f.Function(fn, operands(fn))}
		return mayFail(fn) && c.Touches("net/http.Response.TLS") && c.Touches(sentCertificates)
	})
	if !reads {
		return false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.ContainsFunc(f.Funcs, f.identifiesPeer)
}

const sentCertificates = "crypto/tls.ConnectionState.PeerCertificates"

// mayFail reports whether a function may return an error.
func mayFail(fn *ssa.Function) bool {
	for ret := range ir.Returns(fn) {
		if ir.Fails(ret) {
			return true
		}
	}
	return false
}

// identifiesPeer reports whether a function compares or hashes the certificate of a peer, or its
// key, or hands one to another package. When a certificate expires, and which names are in it,
// does not tell who has it.
func (f *Finder) identifiesPeer(fn *ssa.Function) bool {
	var sent []ssa.Value
	for instr := range ir.Instructions(fn) {
		if v, ok := instr.(ssa.Value); ok && fieldOf(v) == sentCertificates {
			sent = append(sent, v)
		}
	}
	for i := 0; i < len(sent); i++ { // it grows
		for _, use := range *sent[i].Referrers() {
			if f.identifies(use) {
				return true
			}
			for _, part := range partsIn(use, sent[i]) {
				if !slices.Contains(sent, part) {
					sent = append(sent, part)
				}
			}
		}
	}
	return false
}

// fieldOf returns the field that an instruction reads or takes the address of, or "".
func fieldOf(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.FieldAddr:
		return ir.FieldKey(v.X.Type(), v.Field)
	case *ssa.Field:
		return ir.FieldKey(v.X.Type(), v.Field)
	}
	return ""
}

// identities are what tells one certificate from all others.
var identities = []string{
	"crypto/x509.Certificate.Raw", "crypto/x509.Certificate.RawTBSCertificate", "crypto/x509.Certificate.RawSubjectPublicKeyInfo",
	"crypto/x509.Certificate.PublicKey", "crypto/x509.Certificate.Signature",
}

// partsIn returns what an instruction makes of a certificate, or the parameters by which it hands
// it to a function of the package.
func partsIn(use ssa.Instruction, certificate ssa.Value) []ssa.Value {
	if call, ok := use.(*ssa.Call); ok {
		callee := call.Call.StaticCallee()
		var passed []ssa.Value
		for i, arg := range call.Call.Args {
			if arg == certificate && callee != nil && len(callee.Blocks) > 0 {
				passed = append(passed, callee.Params[i])
			}
		}
		return passed
	}
	if part, ok := use.(ssa.Value); ok && isPart(part) {
		return []ssa.Value{part}
	}
	return nil
}

// isPart reports whether a value is a certificate, or what tells it from others, in any form.
func isPart(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.FieldAddr, *ssa.Field:
		return slices.Contains(identities, fieldOf(v))
	case *ssa.UnOp, *ssa.IndexAddr, *ssa.Index, *ssa.Slice, *ssa.Phi, *ssa.Convert, *ssa.ChangeType, *ssa.MakeInterface, *ssa.TypeAssert, *ssa.Extract:
		return true
	}
	return false
}

// identifies reports whether an instruction compares or hashes what it uses, or hands it to a
// package that the table does not know.
func (f *Finder) identifies(use ssa.Instruction) bool {
	switch use := use.(type) {
	case *ssa.BinOp:
		return (use.Op == token.EQL || use.Op == token.NEQ) && !ir.IsNil(use.X) && !ir.IsNil(use.Y)
	case *ssa.Call:
		return slices.ContainsFunc(f.Targets(use), func(t *eval.Target) bool {
			return t.Row.Does(cryptoapi.Hash) || t.Row.Is(cryptoapi.CertificateComparisons()...) || t.Row == nil && t.Object != nil && !f.HasBody(t.Fn)
		})
	}
	return false
}
