package operation

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Negated returns what !x is. A setting decides it as it decides x. What nobody set is unknown:
// its false is often a gap that code out of sight fills.
func Negated(x value.Value, pos token.Pos) value.Value {
	return ofTruth(x, pos, func(o *value.Origin) *value.Origin {
		switch {
		case o.Open() || o.Stored():
			not := o.Copy()
			not.Form += value.FormNot
			return &not
		case o.Kind == cryptoapi.Constant && o.Const != nil && o.Const.Kind() == constant.Bool:
			return truth(!constant.BoolVal(o.Const), pos)
		}
		return nil
	})
}

// ComparedWith returns what the comparison of a value with a constant is: where a setting is compared,
// it decides.
func ComparedWith(v *ssa.BinOp, of func(ssa.Value) value.Value) value.Value {
	x, y := v.X, v.Y
	if _, ok := x.(*ssa.Const); ok {
		x, y = y, x
	}
	with, ok := y.(*ssa.Const)
	if !ok || with.Value == nil || v.Op != token.EQL && v.Op != token.NEQ {
		return value.Unknown("", v.Pos())
	}
	return ofTruth(of(x), v.Pos(), func(o *value.Origin) *value.Origin {
		if o.Kind != cryptoapi.Constant || o.Const == nil || o.Const.Kind() != with.Value.Kind() {
			return nil
		}
		return truth(constant.Compare(o.Const, v.Op, with.Value), v.Pos())
	})
}

// ofTruth returns the truth value that is made of x: of each origin that stands alone what fold
// makes of it, and of a setting that setting. Everything else is unknown.
func ofTruth(x value.Value, pos token.Pos, fold func(*value.Origin) *value.Origin) value.Value {
	var result value.Value
	for _, way := range x {
		result = value.Join(result, foldAlone(way, pos, fold))
	}
	if len(result) == 0 {
		return value.Unknown("", pos)
	}
	return result
}

func foldAlone(way value.Alternative, pos token.Pos, fold func(*value.Origin) *value.Origin) value.Value {
	if len(way) == 1 && way[0].Kind == cryptoapi.Environment && !way[0].Open() && !way[0].Stored() {
		return value.Value{way}
	}
	if len(way) == 1 {
		if folded := fold(way[0]); folded != nil {
			return value.Value{{folded}}
		}
	}
	return value.Unknown("", pos)
}

func truth(is bool, pos token.Pos) *value.Origin {
	return &value.Origin{Source: &value.Source{Kind: cryptoapi.Constant, Const: constant.MakeBool(is), Pos: pos}}
}
