package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Asserted returns the types that the public half of the key at a sink is asserted
// to have before: with
//
//	public, ok := key.Public().(*rsa.PublicKey)
//	if !ok {
//		return err
//	}
//
// the key is an RSA key.
func (g *Graph) Asserted(s *Sink) []types.Type {
	if s.Target == nil || s.Target.Receiver == nil || s.Target.Receiver.Referrers() == nil || s.Use != nil {
		return nil
	}
	var found []types.Type
	for _, user := range *s.Target.Receiver.Referrers() {
		call, ok := user.(*ssa.Call)
		if !ok || !call.Call.IsInvoke() || call.Call.Method.Name() != "Public" || call.Referrers() == nil {
			continue
		}
		for _, user := range *call.Referrers() {
			if assert, ok := user.(*ssa.TypeAssert); ok && assertedBefore(assert, s.Instr) {
				found = append(found, assert.AssertedType)
			}
		}
	}
	return found
}

// assertedBefore reports whether an assertion holds at a place.
func assertedBefore(assert *ssa.TypeAssert, at ssa.Instruction) bool {
	if assert.Parent() != at.Parent() || !assert.Block().Dominates(at.Block()) {
		return false
	}
	if !assert.CommaOk {
		return true
	}
	for _, user := range *assert.Referrers() {
		ok, isExtract := user.(*ssa.Extract)
		if !isExtract || ok.Index != 1 || ok.Referrers() == nil {
			continue
		}
		for _, user := range *ok.Referrers() {
			if branch, isIf := user.(*ssa.If); isIf && branch.Block().Succs[0].Dominates(at.Block()) {
				return true
			}
		}
	}
	return false
}
