package idiom

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
)

// A Compression is a message that is compressed before it is encrypted, so that the length of the
// ciphertext depends on its content.
type Compression struct {
	Node ast.Node // what encrypts, or the compressor that writes to what does
	By   string   // the function that compresses, as in the code
}

// Compressions returns where messages in memory are compressed and then encrypted. What is copied
// from a stream, such as a file, is not considered.
func (e *Matcher) Compressions() []Compression {
	if e.Finder == nil {
		return nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	var found []Compression
	for _, s := range e.Found {
		if s.Role != cryptoapi.AsPlaintext || s.Through() || s.Operand == nil || s.Syntax == nil || !s.Does(cryptoapi.Encrypt) {
			continue
		}
		if by := e.compressedBy(s.Operand, maxCompressHops); by != nil {
			found = append(found, Compression{s.Syntax, ir.ShortName(by)})
		}
	}
	for _, fn := range e.Funcs {
		for instr := range ir.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if ok && compressor(call) && e.Nodes[call.Pos()] != nil && slices.ContainsFunc(call.Call.Args, encryptsWhatIsWritten) && e.written(call) {
				found = append(found, Compression{e.Nodes[call.Pos()], ir.ShortName(ir.Called(call))})
			}
		}
	}
	return found
}

// maxCompressHops bounds the functions between a compressor and what encrypts.
const maxCompressHops = 3

// compressors are the packages that compress, with those below them.
var compressors = []string{
	"compress/", "github.com/klauspost/compress/", "github.com/golang/snappy/", "github.com/pierrec/lz4/", "github.com/andybalholm/brotli/", "github.com/ulikunitz/xz/",
}

// compressing are what the functions of these packages are called that make a compressor, or
// compress what they are passed; writing are the methods by which messages get into one.
var (
	compressing = []string{"NewWriter", "NewWriterLevel", "NewWriterDict", "NewWriterLevelDict", "NewBufferedWriter", "NewWriterOptions", "Encode", "EncodeAll", "EncodeBetter", "EncodeBest", "CompressBlock"}
	writing     = []string{"Write", "WriteString", "WriteByte", "Encode"}
)

// compressor reports whether a call makes a compressor, or compresses what it is passed.
func compressor(call *ssa.Call) bool {
	called := ir.Called(call)
	return called != nil && called.Pkg() != nil && slices.Contains(compressing, called.Name()) &&
		slices.ContainsFunc(compressors, func(path string) bool { return strings.HasPrefix(called.Pkg().Path()+"/", path) })
}

// compressedBy returns the function that has compressed the memory of a value, or nil.
func (e *Matcher) compressedBy(v ssa.Value, hops int) *types.Func {
	if hops == 0 {
		return nil
	}
	switch v := v.(type) {
	case *ssa.Slice:
		return e.compressedBy(v.X, hops)
	case *ssa.Extract:
		if v.Index == 0 {
			return e.compressedBy(v.Tuple, hops)
		}
	case *ssa.Parameter:
		for _, argument := range e.Arguments(v) {
			if by := e.compressedBy(argument, hops-1); by != nil {
				return by
			}
		}
	case *ssa.Call:
		return e.compressedByCall(v, hops)
	}
	return nil
}

func (e *Matcher) compressedByCall(call *ssa.Call, hops int) *types.Func {
	if compressor(call) && ir.IsBytes(call.Type()) {
		return ir.Called(call)
	}
	for _, t := range e.Targets(call) {
		switch {
		case t.Row == nil && e.HasBody(t.Fn):
			for ret := range ir.Returns(t.Fn) {
				if len(ret.Results) == 0 {
					continue
				}
				if by := e.compressedBy(ret.Results[0], hops-1); by != nil {
					return by
				}
			}
		case calls(call, "bytes", "Bytes") && t.Receiver != nil:
			return e.compressedInto(e.Regions(t.Receiver), call.Parent())
		}
	}
	return nil
}

// compressedInto returns the function that made a compressor which writes to a buffer, if messages
// in memory are written to it.
func (e *Matcher) compressedInto(buffer []location.Region, fn *ssa.Function) *types.Func {
	for instr := range ir.Instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok || !compressor(call) || !e.written(call) {
			continue
		}
		if slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool { return ir.IsReference(arg.Type()) && overlaps(e.Regions(arg), buffer) }) {
			return ir.Called(call)
		}
	}
	return nil
}

// written reports whether the function that makes a compressor writes messages in memory to it.
func (e *Matcher) written(made *ssa.Call) bool {
	for instr := range ir.Instructions(made.Parent()) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		called, args := ir.Called(call), call.Call.Args
		if called == nil || len(args) == 0 || !slices.Contains(writing, called.Name()) {
			continue
		}
		if slices.ContainsFunc(args, func(arg ssa.Value) bool { return ir.IsReference(arg.Type()) && e.isMade(arg, made) }) {
			return true
		}
	}
	return false
}

// isMade reports whether a value is the result of a call, or the first of its results.
func (e *Matcher) isMade(v ssa.Value, made *ssa.Call) bool {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return e.isMade(v.X, made)
	case *ssa.Extract:
		return v.Tuple == ssa.Value(made)
	}
	return v == ssa.Value(made)
}

// encryptsWhatIsWritten reports whether a writer encrypts what is written to it, by its type.
func encryptsWhatIsWritten(v ssa.Value) bool {
	converted, ok := v.(*ssa.MakeInterface)
	if !ok {
		return false
	}
	named := ir.NamedOf(converted.X.Type())
	return named != nil && named.Obj().Name() == "StreamWriter" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "crypto/cipher"
}
