package curve

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A Point is put together from two numbers that come from outside, and nothing around asks
// whether it is on the curve.
type Point struct {
	API        string   // what gets it, as in the code, for messages
	Multiplied bool     // it is multiplied with a scalar; otherwise it becomes a public key
	Node       ast.Node // the code that gets its first coordinate
}

const (
	coordinate = "crypto/ecdsa.PublicKey.X"
	multiply   = "crypto/elliptic.Curve.ScalarMult"
	multiplied = "crypto/elliptic.CurveParams.ScalarMult"
)

// Points returns the points that nothing checks, in the order of the functions in the files.
// A key that only verifies signatures is none of them: ecdsa.Verify checks it.
// Neither is one that is only compared.
func (f *Finder) Points() []Point {
	if f.Finder == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	var found []Point
	for _, fn := range f.Funcs {
		for instr := range ir.Instructions(fn) {
			p, x := f.gets(instr)
			if x == nil || !f.fromOutside(x) || f.checked(fn) {
				continue
			}
			p.Node = f.NodeOf(instr)
			found = append(found, p)
		}
	}
	return found
}

// gets returns the number that an instruction takes as the first coordinate of a point.
func (f *Finder) gets(instr ssa.Instruction) (Point, ssa.Value) {
	switch instr := instr.(type) {
	case *ssa.Store:
		address, ok := instr.Addr.(*ssa.FieldAddr)
		if ok && ir.FieldKey(address.X.Type(), address.Field) == coordinate && !ofPrivate(address.X) && !f.onlyHarmless(address.X, maxCallees) {
			return Point{API: "ecdsa.PublicKey"}, instr.Val
		}
	case *ssa.Call:
		symbol := ir.CalledSymbol(instr)
		if symbol != multiply && symbol != multiplied {
			return Point{}, nil
		}
		operands := instr.Call.Args
		if !instr.Call.IsInvoke() {
			operands = operands[1:]
		}
		return Point{API: ir.ShortName(ir.Called(instr)), Multiplied: true}, operands[0]
	}
	return Point{}, nil
}

// ofPrivate reports whether a public key is, or is copied to, a part of a private key, which
// is the program's own.
func ofPrivate(key ssa.Value) bool {
	if isPublicPart(key) {
		return true
	}
	local, ok := key.(*ssa.Alloc)
	if !ok {
		return false
	}
	for _, user := range *local.Referrers() {
		load, ok := user.(*ssa.UnOp)
		if !ok {
			continue
		}
		for _, use := range *load.Referrers() {
			if store, ok := use.(*ssa.Store); ok && isPublicPart(store.Addr) {
				return true
			}
		}
	}
	return false
}

func isPublicPart(address ssa.Value) bool {
	field, ok := address.(*ssa.FieldAddr)
	return ok && ir.FieldKey(field.X.Type(), field.Field) == "crypto/ecdsa.PrivateKey.PublicKey"
}

// harmless are what a key is used for that no point can harm: to verify a signature, and to
// see whether it is another key.
var harmless = map[string]bool{"crypto/ecdsa.Verify": true, "crypto/ecdsa.VerifyASN1": true, "crypto/ecdsa.PublicKey.Equal": true}

// onlyHarmless reports whether a key is used for nothing else, here and in functions of the
// package that get it.
func (f *Finder) onlyHarmless(key ssa.Value, hops int) bool {
	if hops < 0 {
		return false
	}
	used := false
	for _, user := range *key.Referrers() {
		switch user := user.(type) {
		case *ssa.FieldAddr, *ssa.DebugRef:
		case *ssa.Call:
			if !harmless[ir.CalledSymbol(user)] && !f.harmlessIn(user, key, hops-1) {
				return false
			}
			used = true
		case *ssa.MakeInterface:
			if !f.onlyHarmless(user, hops) {
				return false
			}
			used = true
		default:
			return false
		}
	}
	return used
}

func (f *Finder) harmlessIn(call *ssa.Call, key ssa.Value, hops int) bool {
	params := f.parametersFor(call, key)
	return len(params) > 0 && !slices.ContainsFunc(params, func(p *ssa.Parameter) bool { return !f.onlyHarmless(p, hops) })
}

// checked reports whether a function, or one around it, finds out whether a point is on its
// curve, or hands a key or a number to code that is not in sight and says whether it is fine.
func (f *Finder) checked(fn *ssa.Function) bool {
	return f.searchFrom(f.around(fn), func(instr ssa.Instruction) bool {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			return false
		}
		object := ir.Called(call)
		if object == nil {
			return false
		}
		if checks[ir.SymbolOf(object)] || object.Name() == "IsOnCurve" && object.Signature().Recv() != nil {
			return true
		}
		return !f.HasBody(ir.OriginOf(call.Common().StaticCallee())) && object.Pkg() != nil && strings.Contains(object.Pkg().Path(), ".") && tells(object.Signature()) && takesKey(call)
	})
}

// checks find out whether a point is on its curve.
var checks = map[string]bool{
	"crypto/ecdh.Curve.NewPublicKey":                true,
	"crypto/ecdsa.ParseUncompressedPublicKey":       true,
	"crypto/ecdsa.PublicKey.ECDH":                   true,
	"crypto/ecdsa.PublicKey.Bytes":                  true,
	"crypto/elliptic.Unmarshal":                     true,
	"crypto/elliptic.UnmarshalCompressed":           true,
	"crypto/x509.ParsePKIXPublicKey":                true,
	"crypto/x509.MarshalPKIXPublicKey":              true,
	"math/big.Int.ModSqrt":                          true, // it computes the other coordinate
	"github.com/btcsuite/btcd/btcec/v2.ParsePubKey": true,
}

func takesKey(call ssa.CallInstruction) bool {
	for _, argument := range call.Common().Args {
		if box, ok := argument.(*ssa.MakeInterface); ok {
			argument = box.X
		}
		switch named := ir.NamedOf(argument.Type()); {
		case named == nil || named.Obj().Pkg() == nil:
		case named.Obj().Pkg().Path() == "crypto/ecdsa", named.Obj().Pkg().Path() == "math/big":
			return true
		}
	}
	return false
}

// fromOutside reports whether a number is made of bytes or a text that the program did not
// make itself.
func (f *Finder) fromOutside(x ssa.Value) bool {
	t := &tracer{Finder: f, seen: make(map[ssa.Value]bool)}
	t.number(x, maxCallers)
	for _, set := range t.set {
		found := f.CallersPass(f.Origins(set.Call.Args[1], "", set), set.Parent(), eval.MaxCallerHops)
		if ofKey(found) {
			return false
		}
		if f.Resolve(found).Any(func(a value.Alternative) bool {
			return a.Has(cryptoapi.Unknown, cryptoapi.Network, cryptoapi.File, cryptoapi.Environment) && !a.Has(cryptoapi.SecureRandom, cryptoapi.PrivateKey, cryptoapi.PublicKey)
		}) {
			return true
		}
	}
	return false
}

// ofKey reports whether bytes are the coordinates of a key that the program has.
func ofKey(v value.Value) bool {
	for _, o := range v.Origins() {
		if strings.HasPrefix(o.Storage, "crypto/ecdsa.") || o.Kind == cryptoapi.PublicKey || o.Kind == cryptoapi.PrivateKey {
			return true
		}
	}
	return false
}

// tracer finds the calls that make a number of bytes or a text.
type tracer struct {
	*Finder
	seen map[ssa.Value]bool
	set  []*ssa.Call
}

func (t *tracer) number(v ssa.Value, hops int) {
	if v == nil || t.seen[v] || hops < 0 {
		return
	}
	t.seen[v] = true
	switch v := v.(type) {
	case *ssa.Call:
		t.result(v, 0, hops)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			t.result(call, v.Index, hops)
		}
	case *ssa.Phi:
		for _, edge := range v.Edges {
			t.number(edge, hops)
		}
	case *ssa.Alloc:
		t.setLater(v)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			t.load(v.X, hops)
		}
	case *ssa.Parameter:
		for _, argument := range t.Arguments(v) {
			t.number(argument, hops-1)
		}
	}
}

// result goes on with a result of a call.
func (t *tracer) result(call *ssa.Call, index, hops int) {
	if makesNumber(call) {
		t.set = append(t.set, call)
		return
	}
	callee := ir.OriginOf(call.Call.StaticCallee())
	if !t.HasBody(callee) {
		return
	}
	for ret := range ir.Returns(callee) {
		if index < len(ret.Results) {
			t.number(ret.Results[index], hops-1)
		}
	}
}

// setLater notes what is put into a number after it is allocated.
func (t *tracer) setLater(number *ssa.Alloc) {
	for _, user := range *number.Referrers() {
		if call, ok := user.(*ssa.Call); ok && makesNumber(call) && call.Call.Args[0] == ssa.Value(number) {
			t.set = append(t.set, call)
		}
	}
}

func makesNumber(call *ssa.Call) bool {
	switch ir.CalledSymbol(call) {
	case "math/big.Int.SetBytes", "math/big.Int.SetString":
		return true
	}
	return false
}

// load goes on with what is stored at an address.
func (t *tracer) load(address ssa.Value, hops int) {
	switch address := address.(type) {
	case *ssa.Alloc:
		for _, user := range *address.Referrers() {
			if store, ok := user.(*ssa.Store); ok && store.Addr == ssa.Value(address) {
				t.number(store.Val, hops)
			}
		}
	case *ssa.FieldAddr:
		for _, same := range t.Fields[ir.AddressKey(address)] {
			for _, user := range *same.Referrers() {
				if store, ok := user.(*ssa.Store); ok && store.Addr == ssa.Value(same) && ir.AddressKey(address) != coordinate {
					t.number(store.Val, hops-1)
				}
			}
		}
	}
}
