package condition

import (
	"go/constant"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Domain is what is known of a value at a place: which of the constants that the code
// before it asks for it can be there.
type Domain struct {
	Constants []constant.Value // those that get there
	refused   []constant.Value // those that do not
	others    constant.Value   // stands for all others, if they get there, too
}

// maxAsked bounds the constants that one value is compared with.
const maxAsked = 64

// Admits reports whether the value can be a constant.
func (d *Domain) Admits(c constant.Value) bool {
	return contains(d.Constants, c) || d.others != nil && !contains(d.refused, c)
}

// Closed reports whether the value is one of the constants, and nothing else.
func (d *Domain) Closed() bool { return d.others == nil }

func contains(list []constant.Value, c constant.Value) bool {
	return slices.ContainsFunc(list, func(other constant.Value) bool { return equal(other, c) })
}

func equal(a, b constant.Value) bool {
	return a.Kind() == b.Kind() && constant.Compare(a, token.EQL, b)
}

// DomainAt returns what a value can be at a place, if those are all conditions on it; nil
// if they tell nothing there.
func DomainAt(at ssa.Instruction, conditions Conditions) *Domain {
	asked := askedFor(conditions)
	other := different(asked)
	if other == nil {
		return nil
	}
	entry := at.Parent().Blocks[0]
	d := &Domain{}
	for _, c := range asked {
		if Reachable(entry, at.Block(), nil, conditions, c) {
			d.Constants = append(d.Constants, c)
		} else {
			d.refused = append(d.refused, c)
		}
	}
	if Reachable(entry, at.Block(), nil, conditions, other) {
		d.others = other
	}
	if len(d.refused) == 0 && d.others != nil || len(d.Constants) == 0 && d.others == nil {
		return nil // all of it gets there, or nothing does: the code is never reached
	}
	return d
}

// DomainOf returns what a value can be for a guard to let it through, if those are all
// conditions on it where it is passed on; nil if that tells nothing there.
func (g *GuardFact) DomainOf(conditions Conditions) *Domain {
	asked := askedFor(conditions)
	other := different(asked)
	if other == nil || g.Length {
		return nil
	}
	d := &Domain{}
	for _, c := range asked {
		if g.Admits(c) {
			d.Constants = append(d.Constants, c)
		} else {
			d.refused = append(d.refused, c)
		}
	}
	if g.Admits(other) || g.admitsUnasked(asked) {
		d.others = other
	}
	if len(d.refused) == 0 {
		return nil
	}
	return d
}

// admitsUnasked reports whether a guard lets something through that is not among constants.
func (g *GuardFact) admitsUnasked(asked []constant.Value) bool {
	return slices.ContainsFunc(g.Texts, func(text string) bool { return !g.Others && !contains(asked, constant.MakeString(text)) }) ||
		slices.ContainsFunc(g.Numbers, func(r [2]int64) bool { return r[0] != r[1] || !contains(asked, constant.MakeInt64(r[0])) })
}

// And returns what a value can be that is in both of two domains, each of which may be nil:
// then it tells nothing. It is nil if nothing is in both.
func (d *Domain) And(other *Domain) *Domain {
	switch {
	case d == nil:
		return other
	case other == nil:
		return d
	}
	both := &Domain{refused: slices.Concat(d.refused, other.refused)}
	for _, c := range slices.Concat(d.Constants, other.Constants) {
		if d.Admits(c) && other.Admits(c) && !contains(both.Constants, c) {
			both.Constants = append(both.Constants, c)
		}
	}
	if d.others != nil && other.others != nil {
		both.others = d.others
	}
	if len(both.Constants) == 0 && both.others == nil {
		return nil
	}
	return both
}

// Passes reports whether control gets over an edge with something that the value can be.
func (d *Domain) Passes(before, after *ssa.BasicBlock, conditions Conditions) bool {
	entry := before.Parent().Blocks[0]
	passes := func(c constant.Value) bool { return Reachable(entry, before, after, conditions, c) }
	return slices.ContainsFunc(d.Constants, passes) || d.others != nil && passes(d.others)
}

// askedFor returns the constants that conditions ask for; none if they are too many, or
// not of one kind.
func askedFor(conditions Conditions) []constant.Value {
	var asked []constant.Value
	for _, k := range conditions {
		constants := k.members
		if k.Constant != nil {
			constants = []constant.Value{k.Constant}
		}
		for _, c := range constants {
			if len(asked) == maxAsked || len(asked) > 0 && c.Kind() != asked[0].Kind() {
				return nil
			}
			if !contains(asked, c) {
				asked = append(asked, c)
			}
		}
	}
	slices.SortFunc(asked, func(a, b constant.Value) int { // the conditions are in no order
		if constant.Compare(a, token.LSS, b) {
			return -1
		}
		return 1
	})
	return asked
}

// different returns a constant that is none of those, which are sorted; nil for none, and
// for constants that are neither texts nor whole numbers.
func different(asked []constant.Value) constant.Value {
	if len(asked) == 0 {
		return nil
	}
	last := asked[len(asked)-1]
	switch last.Kind() {
	case constant.String:
		return constant.MakeString(constant.StringVal(last) + "?")
	case constant.Int:
		return constant.BinaryOp(last, token.ADD, constant.MakeInt64(1))
	}
	return nil
}

// AdmitsAny reports whether something that a value can be may get to the place.
func (g *GuardFact) AdmitsAny(d *Domain) bool {
	if slices.ContainsFunc(d.Constants, g.Admits) || d.others == nil {
		return slices.ContainsFunc(d.Constants, g.Admits)
	}
	if len(g.Texts) > 0 && !g.Others && d.others.Kind() == constant.String {
		return slices.ContainsFunc(g.Texts, func(text string) bool { return d.Admits(constant.MakeString(text)) })
	}
	if len(g.Numbers) > 0 && d.others.Kind() == constant.Int {
		return slices.ContainsFunc(g.Numbers, func(r [2]int64) bool { return r[0] != r[1] || d.Admits(constant.MakeInt64(r[0])) })
	}
	return true
}

// Is returns the guard that lets only one constant for a parameter through, or nil for a
// constant that guards do not know.
func Is(param int, c constant.Value) *GuardFact {
	switch c.Kind() {
	case constant.String:
		return &GuardFact{Param: param, Texts: []string{constant.StringVal(c)}}
	case constant.Int:
		if n, exact := constant.Int64Val(c); exact {
			return &GuardFact{Param: param, Numbers: [][2]int64{{n, n}}}
		}
	}
	return nil
}
