package object

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/reach"
)

// greetings are what may be called on a connection of which only the first message counts.
var greetings = []string{
	"crypto/tls.Conn.Handshake", "crypto/tls.Conn.HandshakeContext", "crypto/tls.Conn.Close",
	"crypto/tls.Conn.SetDeadline", "crypto/tls.Conn.SetReadDeadline", "crypto/tls.Conn.SetWriteDeadline",
}

// OnlyGreets reports whether the configuration is that of a connection which does nothing but
// begin a handshake, and nobody asks how that ended: nothing is sent or read by it, so that it
// does not matter who is at the other end. What is wanted are the bytes of the ClientHello.
func (o *Object) OnlyGreets() bool {
	o.finder.mu.Lock()
	defer o.finder.mu.Unlock()
	call, ok := o.instr.(*ssa.Call)
	if !ok || o.Symbol != "crypto/tls.Client" {
		return false
	}
	connection := reach.From(o.finder.Finder, nil, call)
	return !connection.Leaves && !slices.ContainsFunc(connection.Values, func(v ssa.Value) bool {
		return v.Referrers() != nil && slices.ContainsFunc(*v.Referrers(), func(use ssa.Instruction) bool { return !onlyGreets(use) })
	})
}

// onlyGreets reports whether an instruction hands a connection on in the package, or calls one of
// the greetings and drops what comes of it.
func onlyGreets(use ssa.Instruction) bool {
	switch use := use.(type) {
	case *ssa.Store, *ssa.UnOp, *ssa.MakeClosure, *ssa.DebugRef, *ssa.Phi:
		return true
	case ssa.CallInstruction:
		callee := use.Common().StaticCallee()
		if callee != nil && len(callee.Blocks) > 0 {
			return true // what it does is followed
		}
		result := use.Value()
		dropped := result == nil || !slices.ContainsFunc(*result.Referrers(), func(use ssa.Instruction) bool {
			_, reference := use.(*ssa.DebugRef)
			return !reference
		})
		return dropped && slices.Contains(greetings, ir.CalledSymbol(use))
	}
	return false
}
