package uses

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
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
		return ir.IsString(v.X.Type())
	case *ssa.MultiConvert:
		return ir.IsString(v.X.Type())
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
