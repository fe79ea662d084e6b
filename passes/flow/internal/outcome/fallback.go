package outcome

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
)

// FallsBack returns where a function returns the input of a decryption that failed, in
// the place of the plaintext: whatever does not decrypt is taken for a plaintext. It is
// nil if it does not.
func (f *Finder) FallsBack(v *Verdict, b Branch) ssa.Instruction {
	if !v.Plaintext || b.Part {
		return nil
	}
	for i, plaintext := range v.plaintextResults(b) {
		if plaintext == nil {
			continue
		}
		for _, ret := range returnsFrom(b.Failed, b.Well, v.Call.Block()) {
			if !failsSomewhere(ret) && f.isInput(v, ret.Results[i]) {
				return ret
			}
		}
		if phi, ok := plaintext.(*ssa.Phi); ok {
			for n, edge := range phi.Edges {
				pred := phi.Block().Preds[n]
				if (b.Failed.Dominates(pred) || pred == b.At.Block()) && f.isInput(v, edge) {
					return b.At
				}
			}
		}
	}
	return nil
}

// plaintextResults returns the results of the function that hold the plaintext where it
// is good; nil for others.
func (v *Verdict) plaintextResults(b Branch) []ssa.Value {
	results := make([]ssa.Value, v.Call.Parent().Signature.Results().Len())
	for _, ret := range returnsFrom(b.Well) {
		for i, result := range ret.Results {
			if formOf(result.Type()) != asError && v.isOutput(result) {
				results[i] = result
			}
		}
	}
	return results
}

// isOutput reports whether a value is what the call returns beside the verdict, on some
// way.
func (v *Verdict) isOutput(value ssa.Value) bool {
	plain := provenance.Plain(value)
	if phi, ok := plain.(*ssa.Phi); ok {
		for _, edge := range phi.Edges {
			if _, nested := provenance.Plain(edge).(*ssa.Phi); !nested && v.isOutput(edge) {
				return true
			}
		}
		return false
	}
	extract, ok := plain.(*ssa.Extract)
	return ok && extract.Tuple == v.Call && extract.Index != v.Result
}

// isInput reports whether a value is what the call decrypts, or what that was decoded or
// cut from.
func (f *Finder) isInput(v *Verdict, value ssa.Value) bool {
	if !ir.CarriesSecret(value.Type()) {
		return false
	}
	plain := provenance.Plain(value)
	switch plain.(type) {
	case *ssa.Const, *ssa.Phi:
		return false
	}
	for _, operand := range v.ciphertexts() {
		for depth := 0; operand != nil && depth < 4; depth++ {
			operand = provenance.Plain(operand)
			if operand == plain {
				return true
			}
			operand = decodedFrom(operand)
		}
	}
	return false
}

// ciphertexts returns what a call decrypts, or what may be that.
func (v *Verdict) ciphertexts() []ssa.Value {
	var found []ssa.Value
	for _, operand := range v.Data() {
		if ir.CarriesSecret(operand.Type()) {
			found = append(found, operand)
		}
	}
	return found
}

// decodedFrom returns what a decoder was given that made a value, or nil.
func decodedFrom(v ssa.Value) ssa.Value {
	if extract, ok := v.(*ssa.Extract); ok {
		v = extract.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok || len(call.Call.Args) == 0 {
		return nil
	}
	if object := ir.Called(call); object == nil || !quietObject(object) {
		return nil
	}
	return call.Call.Args[len(call.Call.Args)-1]
}
