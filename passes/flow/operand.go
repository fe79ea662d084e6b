package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Text reports whether the value at a sink was made from text by the function that
// holds it: it is a string, a conversion of one, or a marshalled document.
func (s *Sink) Text() bool { return isText(s.Operand, 4) }

func isText(v ssa.Value, depth int) bool {
	if v == nil || depth == 0 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Convert:
		return isString(v.X.Type())
	case *ssa.MultiConvert:
		return isString(v.X.Type())
	case *ssa.ChangeType:
		return isText(v.X, depth-1)
	case *ssa.Slice:
		return isText(v.X, depth-1)
	case *ssa.Extract:
		return v.Index == 0 && isText(v.Tuple, depth-1)
	case *ssa.Call:
		callee := v.Call.StaticCallee()
		if callee == nil || callee.Pkg == nil {
			return false
		}
		switch callee.Pkg.Pkg.Path() {
		case "encoding/json", "encoding/xml", "fmt":
			return true
		}
	}
	return false
}

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
	if s.target == nil || s.target.receiver == nil || s.target.receiver.Referrers() == nil || s.use != nil {
		return nil
	}
	var found []types.Type
	for _, user := range *s.target.receiver.Referrers() {
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
