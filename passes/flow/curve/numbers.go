package curve

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// A Number is a number of a key that a method of math/big gets.
type Number struct {
	Field    string   // "crypto/ecdsa.PrivateKey.D"
	API      string   // the method, as in the code, for messages: "big.Int.Mul"
	Computes bool     // it computes with the number
	Unpadded bool     // it gives the bytes of the number, which become text without leading zeros
	Node     ast.Node // the call
}

// Numbers returns what methods of math/big do with the numbers in the fields, each with its
// import path and type: here, or in a function of the package that gets one.
func (f *Finder) Numbers(fields ...string) []Number {
	if f.Finder == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	var found []Number
	for _, call := range f.calls() {
		object := ir.Called(call)
		if object == nil || object.Pkg() == nil || object.Pkg().Path() != "math/big" || object.Signature().Recv() == nil {
			continue
		}
		n := Number{API: ir.ShortName(object), Computes: computes[object.Name()], Node: f.NodeOf(call)}
		n.Unpadded = object.Name() == "Bytes" && f.unpadded(call, maxCallers)
		if !n.Computes && !n.Unpadded {
			continue
		}
		operands := call.Call.Args
		if n.Computes {
			operands = operands[1:]
		}
		for _, operand := range operands {
			if n.Field = f.fieldOf(operand, fields, maxCallers); n.Field != "" {
				found = append(found, n)
				break
			}
		}
	}
	return found
}

// computes are the methods that compute with their arguments.
var computes = map[string]bool{
	"Add": true, "Sub": true, "Mul": true, "Div": true, "DivMod": true, "Quo": true, "QuoRem": true, "Mod": true, "Rem": true,
	"Exp": true, "ModInverse": true, "Sqrt": true, "ModSqrt": true, "GCD": true, "Neg": true,
}

// fieldOf returns the field that a number is loaded from, or "".
func (f *Finder) fieldOf(v ssa.Value, fields []string, hops int) string {
	if hops < 0 {
		return ""
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		if address, ok := v.X.(*ssa.FieldAddr); ok && v.Op == token.MUL {
			if key := ir.FieldKey(address.X.Type(), address.Field); slices.Contains(fields, key) {
				return key
			}
		}
	case *ssa.Call:
		if callee := ir.OriginOf(v.Call.StaticCallee()); f.HasBody(callee) {
			for ret := range ir.Returns(callee) {
				if key := f.fieldOf(ret.Results[0], fields, hops-1); key != "" {
					return key
				}
			}
		}
	case *ssa.Parameter:
		for _, argument := range f.Arguments(v) {
			if key := f.fieldOf(argument, fields, hops-1); key != "" {
				return key
			}
		}
	}
	return ""
}

// unpadded reports whether bytes become text, or are put beside other bytes, as long as
// they happen to be: here, or at a caller that gets them. Where a function looks at their
// length, it may fill them up.
func (f *Finder) unpadded(bytes *ssa.Call, hops int) bool {
	text := false
	if hops < 0 {
		return false
	}
	for _, user := range *bytes.Referrers() {
		switch user := user.(type) {
		case *ssa.Call:
			if ir.IsLen(user) {
				return false
			}
			text = text || encoders[ir.CalledSymbol(user)] || isAppend(user) && f.appended(user, bytes)
		case *ssa.Return:
			for _, call := range f.Callers[user.Parent()] {
				if result, ok := call.(*ssa.Call); ok && len(user.Results) == 1 && f.unpadded(result, hops-1) {
					text = true
				}
			}
		}
	}
	return text
}

// encoders make text of bytes.
var encoders = map[string]bool{
	"encoding/base64.Encoding.EncodeToString": true, "encoding/base64.Encoding.AppendEncode": true,
	"encoding/hex.EncodeToString": true, "encoding/hex.AppendEncode": true, "encoding/base32.Encoding.EncodeToString": true,
}

func isAppend(call *ssa.Call) bool {
	builtin, ok := call.Call.Value.(*ssa.Builtin)
	return ok && builtin.Name() == "append"
}

// appended reports whether an append puts the bytes of two numbers beside each other.
func (f *Finder) appended(call, bytes *ssa.Call) bool {
	for _, argument := range call.Call.Args {
		other, ok := argument.(*ssa.Call)
		if ok && other != bytes && ir.CalledSymbol(other) == "math/big.Int.Bytes" {
			return true
		}
	}
	return false
}
