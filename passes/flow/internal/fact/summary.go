package fact

import (
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/condition"
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
}

// A Fill is a parameter, or a field below one, behind which a function writes.
type Fill struct {
	Param int // 1-based, the receiver first
	Path  string
	Value value.Value // for functions of other packages
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
	Role  cryptoapi.Role
	API   string                // the call that uses it
	Value value.Value           // the alternatives that are open
	Key   value.Value           // the key that goes with a nonce
	Other value.Value           // the other side of a comparison; the hash identifier beside a digest
	Loop  bool                  // the use is in a loop of the function
	Hops  int                   // calls between the function and the API
	When  []condition.GuardFact // what the code before it asks of the parameters
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
	return u.Role == v.Role && u.API == v.API && value.Same(u.Value, v.Value) && value.Same(u.Key, v.Key)
}
