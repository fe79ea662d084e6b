package operation

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// evenEnough is how often each remainder has to come about among the numbers that there
// are: of 100 and 101 times, an attacker has no use.
const evenEnough = 100

// ByteBits is how many bits a byte has.
const ByteBits = 8

// Unevenly returns n if a number of so many bits % n is not uniform, and else 0.
func Unevenly(n, bits int) int {
	if numbers := 1 << bits; n < 2 || n >= numbers || numbers%n == 0 || numbers/n >= evenEnough {
		return 0
	}
	return n
}

// Narrow returns the number that is converted to v, and the bits that are left of it. What
// is computed from other numbers, or passed as a number, has an unknown range.
func Narrow(v ssa.Value) (number ssa.Value, bits int) {
	const unknown = 64
	bits = unknown
	for {
		if basic, ok := v.Type().Underlying().(*types.Basic); ok {
			switch basic.Kind() {
			case types.Uint8:
				bits = min(bits, 8)
			case types.Uint16:
				bits = min(bits, 16)
			case types.Uint32:
				bits = min(bits, 32)
			}
		}
		switch converted := v.(type) {
		case *ssa.Convert:
			v = converted.X
		case *ssa.ChangeType:
			v = converted.X
		case *ssa.BinOp, *ssa.Parameter, *ssa.FreeVar, *ssa.Phi:
			return v, unknown
		default:
			return v, bits
		}
	}
}

// LooksAt reports whether a function compares a number, or another of the same memory, or
// asks another function about it: then it may take only numbers below a multiple of n. If
// it divides the number or shifts it, the rest may be used as well, as encoders do.
func LooksAt(fn *ssa.Function, number ssa.Value) bool {
	about := func(v ssa.Value) bool {
		other, _ := Narrow(v)
		return sameMemory(number, other)
	}
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.BinOp:
				switch instr.Op {
				case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ, token.QUO, token.SHR:
					if about(instr.X) || about(instr.Y) {
						return true
					}
				}
			case *ssa.Call:
				if basic, ok := instr.Type().Underlying().(*types.Basic); !ok || basic.Kind() != types.Bool {
					continue
				}
				for _, argument := range instr.Call.Args {
					if about(argument) {
						return true
					}
				}
			}
		}
	}
	return false
}

// sameMemory reports whether two values are one, or are loaded from one place or from
// elements of one slice.
func sameMemory(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	switch a := a.(type) {
	case *ssa.UnOp:
		b, ok := b.(*ssa.UnOp)
		return ok && a.Op == b.Op && sameMemory(a.X, b.X)
	case *ssa.IndexAddr:
		b, ok := b.(*ssa.IndexAddr)
		return ok && sameMemory(a.X, b.X)
	case *ssa.FieldAddr:
		b, ok := b.(*ssa.FieldAddr)
		return ok && a.Field == b.Field && sameMemory(a.X, b.X)
	case *ssa.Slice:
		b, ok := b.(*ssa.Slice)
		return ok && sameMemory(a.X, b.X)
	}
	return false
}
