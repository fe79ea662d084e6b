package object

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/reach"
)

const (
	connectionState  = "net/http.Response.TLS"
	sentCertificates = "crypto/tls.ConnectionState.PeerCertificates"
)

// identities are what tells one certificate from all others.
var identities = []string{
	"crypto/x509.Certificate.Raw", "crypto/x509.Certificate.RawTBSCertificate", "crypto/x509.Certificate.RawSubjectPublicKeyInfo",
	"crypto/x509.Certificate.PublicKey", "crypto/x509.Certificate.Signature",
}

// ResponsesIdentified reports whether the responses that come through the object in a field of
// which the configuration is kept, such as an http.Transport, are refused unless the peer has a
// certificate that the package knows. It also does where code out of sight gets both: the
// transport, and what checks a response.
func (o *Object) ResponsesIdentified() bool {
	o.finder.mu.Lock()
	defer o.finder.mu.Unlock()
	store, ok := o.instr.(*ssa.Store)
	if !ok {
		return false
	}
	field, ok := store.Addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	states := slices.DeleteFunc(slices.Clone(o.finder.Fields[connectionState]), func(state *ssa.FieldAddr) bool {
		return !o.finder.identifiesPeer(state)
	})
	if len(states) == 0 {
		return false
	}
	transports, _ := reach.Sources(o.finder.Finder, field.X)
	through := reach.From(o.finder.Finder, noData, transports...)
	return slices.ContainsFunc(states, func(state *ssa.FieldAddr) bool {
		_, given := reach.Sources(o.finder.Finder, state.X)
		return through.Holds(state.X) || given && through.Leaves
	})
}

// noData reports whether a value may hold a transport, a client or a response: it is neither a
// number nor a text nor bytes, such as the body of a response.
func noData(v ssa.Value) bool {
	t := v.Type().Underlying()
	if slice, ok := t.(*types.Slice); ok {
		t = slice.Elem().Underlying()
	}
	_, basic := t.(*types.Basic)
	return !basic
}

// mayFail reports whether a function may return an error.
func mayFail(fn *ssa.Function) bool {
	for ret := range ir.Returns(fn) {
		if ir.Fails(ret) {
			return true
		}
	}
	return false
}

// identifiesPeer reports whether the certificate in the state of a connection, or its key, is
// compared or hashed, or handed to another package, and a function that has it may return an
// error. When a certificate expires, and which names are in it, does not tell who has it.
func (f *Finder) identifiesPeer(state ssa.Value) bool {
	var sent []ssa.Value
	for _, v := range reach.From(f.Finder, nil, state).Values {
		if loadedField(v) == sentCertificates {
			sent = append(sent, v)
		}
	}
	certificate := reach.From(f.Finder, tellsApart, sent...).Values
	return slices.ContainsFunc(append(certificate, state), func(v ssa.Value) bool { return v.Parent() != nil && mayFail(v.Parent()) }) &&
		slices.ContainsFunc(certificate, func(v ssa.Value) bool {
			return v.Referrers() != nil && slices.ContainsFunc(*v.Referrers(), f.identifies)
		})
}

// tellsApart reports whether a value may still tell one certificate from others.
func tellsApart(v ssa.Value) bool {
	field := loadedField(v)
	return field == "" || field == sentCertificates || slices.Contains(identities, field)
}

// loadedField returns the field that an instruction reads or takes the address of, or "".
func loadedField(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.FieldAddr:
		return ir.FieldKey(v.X.Type(), v.Field)
	case *ssa.Field:
		return ir.FieldKey(v.X.Type(), v.Field)
	}
	return ""
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
