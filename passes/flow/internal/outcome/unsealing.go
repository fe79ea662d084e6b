package outcome

import (
	"go/ast"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// cbcDecrypter decrypts in CBC mode, where the order of things matters: the padding
// that is wrong tells of the plaintext.
const cbcDecrypter = "crypto/cipher.NewCBCDecrypter"

// An Unsealing is a decryption in CBC mode beside the verification of a MAC.
type Unsealing struct {
	Node      ast.Node
	Callee    string // the function of the package that decrypts, or empty
	Plaintext bool   // the MAC is one of the plaintext
	Early     bool   // it is decrypted before the MAC is verified
	BareIV    bool   // the MAC is not one of the IV

	at      ssa.Instruction
	iv      ssa.Value
	in, out []ssa.Value
}

// UnsealedBeside returns the decryption of what a verdict says whether it is genuine, in the
// same function, or nil: none, or nothing is wrong with it.
func (f *Finder) UnsealedBeside(v *Verdict) *Unsealing {
	order, data, fed := f.Order(v.Call.Parent()), f.dataOf(v), f.fedBefore(v)
	for _, u := range f.unsealings(v.Call.Parent()) {
		u.Plaintext = order.Precedes(u.at, v.Call) && slices.ContainsFunc(fed, func(part ssa.Value) bool { return f.isOutput(u, part) })
		for _, input := range u.in {
			if !u.Plaintext && data.meet(f.rootsOf(input)) {
				u.Early = u.Early || order.Precedes(u.at, v.Call) && !f.verifiedBefore(u, data)
				u.BareIV = u.BareIV || u.iv != nil && f.leavesOut(fed, u.iv, input)
			}
		}
		if u.Plaintext || u.Early || u.BareIV {
			return u
		}
	}
	return nil
}

// verifiedBefore reports whether something else says in any case that the data are genuine,
// before they are decrypted. To ask once more, together with the padding, does no harm.
func (f *Finder) verifiedBefore(u *Unsealing, data roots) bool {
	order := f.Order(u.at.Parent())
	for instr := range ir.Instructions(u.at.Parent()) {
		if call, ok := instr.(*ssa.Call); ok && order.Precedes(call, u.at) {
			if v := f.At(call); v != nil && f.dataOf(v).meet(data) {
				return true
			}
		}
	}
	return false
}

// unsealings returns the decryptions in CBC mode of a function, and those of the functions of
// the package that it calls.
func (f *Finder) unsealings(fn *ssa.Function) []*Unsealing {
	var found []*Unsealing
	for _, sink := range f.Sinks(fn) {
		if sink.Role != cryptoapi.AsOpenNonce || !sink.Is(cbcDecrypter) || sink.Use != nil {
			continue
		}
		u := &Unsealing{Node: sink.Syntax, at: sink.Instr, iv: sink.Operand}
		for _, applied := range f.Applications(sink) {
			u.in, u.out = append(u.in, applied.From), append(u.out, applied.To)
		}
		found = append(found, u)
	}
	for instr := range ir.Instructions(fn) {
		if call, ok := instr.(*ssa.Call); ok && f.unseals(call.Call.StaticCallee()) {
			found = append(found, &Unsealing{Node: f.Nodes[call.Pos()], Callee: call.Call.StaticCallee().Name(), at: call, in: call.Call.Args, out: []ssa.Value{call}})
		}
	}
	return slices.DeleteFunc(found, func(u *Unsealing) bool { return u.Node == nil })
}

// unseals reports whether a function of the package decrypts in CBC mode what it is passed,
// and verifies nothing.
func (f *Finder) unseals(fn *ssa.Function) bool {
	if fn = ir.OriginOf(fn); !f.HasBody(fn) || f.Rings[fn] != nil {
		return false
	}
	for instr := range ir.Instructions(fn) {
		if call, ok := instr.(*ssa.Call); ok && f.At(call) != nil {
			return false
		}
	}
	return slices.ContainsFunc(f.Sinks(fn), func(s *uses.Sink) bool { return s.Role == cryptoapi.AsOpenNonce && s.Is(cbcDecrypter) && s.Use == nil })
}

// isOutput reports whether a value is a part of what was decrypted.
func (f *Finder) isOutput(u *Unsealing, v ssa.Value) bool {
	return slices.ContainsFunc(u.out, func(out ssa.Value) bool {
		if out == nil || slices.Contains(u.in, out) {
			return false // in place: before or after
		}
		_, result := out.(*ssa.Call)
		return result && f.partOf(v, out) || f.overlap(v, out)
	})
}

// fedBefore returns what is written to the MACs that a verdict compares.
func (f *Finder) fedBefore(v *Verdict) []ssa.Value {
	var fed []ssa.Value
	for _, operand := range v.Data() {
		sum, ok := provenance.Plain(operand).(*ssa.Call)
		if !ok || !sum.Call.IsInvoke() {
			continue
		}
		if hash, ok := provenance.Plain(sum.Call.Value).(*ssa.Call); ok {
			fed = append(fed, fedTo(hash)...)
		}
	}
	return fed
}

// leavesOut reports whether the ciphertext goes into a MAC, and the IV is no part of what does.
func (f *Finder) leavesOut(fed []ssa.Value, iv, ciphertext ssa.Value) bool {
	covers := false
	for _, part := range fed {
		if f.overlap(part, iv) || f.rootsOf(part).meet(f.rootsOf(iv)) && !f.apart(part, iv) {
			return false
		}
		covers = covers || f.overlap(part, ciphertext)
	}
	return covers
}

func (f *Finder) overlap(a, b ssa.Value) bool {
	for _, r := range f.Regions(a) {
		if f.Overlaps(r, b) {
			return true
		}
	}
	return false
}

// apart reports whether two values are known to be different parts of one memory: two fields,
// or parts that lie side by side.
func (f *Finder) apart(a, b ssa.Value) bool {
	x, y := f.Regions(a), f.Regions(b)
	if len(x) != 1 || len(y) != 1 || x[0].Root != y[0].Root {
		return false
	}
	if x[0].Path == y[0].Path {
		return x[0].Span.Disjoint(y[0].Span)
	}
	return !strings.HasPrefix(x[0].Path+".", y[0].Path+".") && !strings.HasPrefix(y[0].Path+".", x[0].Path+".")
}
