package fact

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/condition"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A summary is what callers need to know of a function, in terms of its
// parameters. It is what facts tell; for functions of this package, each part is
// found when first asked for.
type summary struct {
	Results []value.Value
	Fills   []Fill
	Uses    []Use
	Fields  []FieldFact // of the results
	Cases   []ResultCase
	Aliases []location.Alias
	Verdict VerdictFact
	Parts   []int // the results, from 0, that are there in part beside an error; for functions of other packages
}

// A Fill is a parameter, or a field below one, behind which a function writes.
type Fill struct {
	Param int // 1-based, the receiver first
	Path  string
	Value value.Value // for functions of other packages
	Old   bool        // for functions of other packages: what is written is computed from what was there
}

// OnlyChanges reports whether what the function leaves is made of nothing but what was
// there: it increments a counter.
func (f *Fill) OnlyChanges(filled value.Value) bool {
	for _, alternative := range filled {
		if len(alternative) != 1 || alternative[0].Param != f.Param || alternative[0].Path != f.Path || alternative[0].Form != "" {
			return false
		}
	}
	return len(filled) > 0
}

// A Use says that a value made of parameters is used in a role by the function
// or by what it calls.
type Use struct {
	Role    cryptoapi.Role
	Symbol  string                // the row that gives the role
	Actions cryptoapi.Action      // what the row says that a call does
	API     string                // the call that uses it, for messages
	Value   value.Value           // the alternatives that are open
	Key     value.Value           // the key that goes with a nonce
	Text    value.Value           // what is encrypted under a nonce; empty if that is not seen
	Other   value.Value           // the other side of a comparison; the hash identifier beside a digest
	Loop    bool                  // the use is in a loop of the function
	Form    string                // of what a field holds: what is done with it before it is used; not in facts
	Spelled string                // of what a field holds: how it is written when it is used
	Hops    int                   // calls between the function and the API
	When    []condition.GuardFact // what the code before it asks of the parameters
	Failed  int                   // the parameter, from 1, that is an error and not nil there; 0 for none
}

// Bounds of a summary.
const (
	MaxUses  = 48
	MaxFills = 16
	MaxHops  = 6

	MaxCompareHops = 2 // comparisons are everywhere, and those of secrets are near
)

// Same reports whether two uses tell callers the same.
func (u Use) Same(v Use) bool {
	return u.Role == v.Role && u.Symbol == v.Symbol && value.Same(u.Value, v.Value) && value.Same(u.Key, v.Key)
}

// ResultCase is what a function returns if its parameters pass the guards.
type ResultCase struct {
	Index int
	When  []condition.GuardFact
	Value value.Value
}

func decodeCases(told []CaseFact, pkg string) []ResultCase {
	var cases []ResultCase
	for _, c := range told {
		v := DecodeValue(c.Value, pkg)
		if len(v) == 0 {
			v = value.Unknown("", token.NoPos)
		}
		cases = append(cases, ResultCase{Index: c.Result, When: c.When, Value: v})
	}
	return cases
}

// Describes reports whether the fact of its package mentions a function.
func (r *Reader) Describes(fn *types.Func) bool {
	fact := r.facts[fn.Pkg().Path()]
	if fact == nil {
		return false
	}
	_, found := slices.BinarySearchFunc(fact.Functions, ir.FunctionKey(fn), func(f FunctionFact, name string) int {
		return strings.Compare(f.Name, name)
	})
	return found
}

// DescribesInterface reports whether the fact of its package mentions a method of an
// interface: the package has implementations of its own.
func (r *Reader) DescribesInterface(named *types.Named) bool {
	if named.Obj().Pkg() == nil {
		return false
	}
	for method := range named.Underlying().(*types.Interface).ExplicitMethods() {
		if r.Describes(method) {
			return true
		}
	}
	return false
}

func SameUse(a, b Use) bool {
	return a.Same(b) && a.Failed == b.Failed && slices.EqualFunc(a.When, b.When, func(g, h condition.GuardFact) bool { return g.Same(&h) })
}
