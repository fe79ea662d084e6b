package outcome

import (
	"go/types"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
)

const (
	maxQuietCalls = 2 // functions of the package between a call and the log
	maxExitCalls  = 3 // functions between a call and os.Exit
)

// quietFrom reports whether nothing but logging, computing and returning happens from a
// block on.
func (f *Finder) quietFrom(from *ssa.BasicBlock, stops ...*ssa.BasicBlock) bool {
	return reach(from, f.quietBlock, stops...)
}

func (f *Finder) quietBlock(block *ssa.BasicBlock) bool {
	return !slices.ContainsFunc(block.Instrs, func(instr ssa.Instruction) bool { return !f.quietInstr(instr, maxQuietCalls) })
}

// quietInstr reports whether an instruction changes nothing that outlives the function
// but a log, and no variable.
func (f *Finder) quietInstr(instr ssa.Instruction, depth int) bool {
	switch instr := instr.(type) {
	case *ssa.Call:
		return f.quiet(instr, depth)
	case *ssa.Store:
		address := instr.Addr
		if element, ok := address.(*ssa.IndexAddr); ok {
			address = element.X
		}
		if field, ok := address.(*ssa.FieldAddr); ok {
			address = field.X
		}
		fresh, ok := address.(*ssa.Alloc)
		return ok && fresh.Block() == instr.Block() // a list of arguments, a record for the log
	case *ssa.MapUpdate:
		fresh, ok := instr.Map.(*ssa.MakeMap)
		return ok && fresh.Block() == instr.Block() // the fields of a record for the log
	case *ssa.Send, *ssa.Go, *ssa.Defer, *ssa.Panic, *ssa.Select:
		return false
	}
	return true
}

// quiet reports whether a call only computes something, logs, or answers a request.
func (f *Finder) quiet(call *ssa.Call, depth int) bool {
	if depth == 0 || neverReturns(call, maxExitCalls) {
		return false
	}
	if builtin, ok := call.Call.Value.(*ssa.Builtin); ok {
		return slices.Contains([]string{"len", "cap", "append", "min", "max", "print", "println", "ssa:wrapnilchk"}, builtin.Name())
	}
	object := ir.Called(call)
	if object == nil {
		return namedAsLog(call.Call.Value)
	}
	if quietObject(object) {
		return true
	}
	if f.At(call) != nil {
		return true
	}
	fn := ir.OriginOf(call.Call.StaticCallee())
	if !f.HasBody(fn) || f.Rings[fn] != nil {
		return false
	}
	return !slices.ContainsFunc(fn.Blocks, func(block *ssa.BasicBlock) bool {
		return slices.ContainsFunc(block.Instrs, func(instr ssa.Instruction) bool { return !f.quietInstr(instr, depth-1) })
	})
}

// pure are packages whose functions only compute, as far as verdicts are concerned.
var pure = []string{
	"bytes", "cmp", "encoding/base32", "encoding/base64", "encoding/binary", "encoding/hex", "encoding/json", "encoding/pem", "errors",
	"fmt", "log", "log/slog", "maps", "math", "math/big", "net/url", "path", "regexp", "runtime/debug", "slices", "sort", "strconv",
	"strings", "time", "unicode", "unicode/utf8", "github.com/pkg/errors",
}

// answers are functions that tell a peer something.
var answers = []string{
	"net/http.Error", "net/http.NotFound", "net/http.ResponseWriter.WriteHeader", "net/http.ResponseWriter.Header", "net/http.ResponseWriter.Write",
	"net/http.Header.Set", "net/http.Header.Add", "net/http.StatusText",
	"github.com/gin-gonic/gin.Context.JSON", "github.com/gin-gonic/gin.Context.String", "github.com/gin-gonic/gin.Context.Status",
	"github.com/gin-gonic/gin.Context.Abort", "github.com/gin-gonic/gin.Context.AbortWithStatus", "github.com/gin-gonic/gin.Context.AbortWithStatusJSON",
	"github.com/gin-gonic/gin.Context.AbortWithError", "github.com/gin-gonic/gin.Context.Error",
}

// loggers are the last elements of the import paths of packages that log, without a
// version.
var loggers = []string{
	"log", "slog", "zap", "zerolog", "logrus", "klog", "glog", "hclog", "logr", "log15", "seelog", "logger", "logging", "golog", "clog", "log4go",
}

func quietObject(object *types.Func) bool {
	if object.Pkg() == nil { // error.Error
		return true
	}
	importPath := object.Pkg().Path()
	switch {
	case slices.Contains(pure, importPath), strings.HasPrefix(importPath, "crypto/"), strings.HasPrefix(importPath, "hash/"), importPath == "hash":
		return true
	case slices.Contains(answers, ir.SymbolOf(object)):
		return true
	case slices.Contains(loggers, lastElement(importPath)):
		return true
	case speaks(object):
		return true
	}
	receiver := object.Signature().Recv()
	if receiver == nil {
		return false
	}
	named := ir.NamedOf(receiver.Type())
	return named != nil && aboutLog(named.Obj().Name()) && aboutLevel(object.Name())
}

// speaks reports whether a method is String or Error, which tell what something is.
func speaks(object *types.Func) bool {
	s := object.Signature()
	return s.Recv() != nil && (object.Name() == "String" || object.Name() == "Error") && s.Params().Len() == 0 && s.Results().Len() == 1
}

// lastElement returns the last element of an import path, without a major version.
func lastElement(importPath string) string {
	last := path.Base(importPath)
	if len(last) > 1 && last[0] == 'v' && strings.Trim(last[1:], "0123456789") == "" {
		last = path.Base(path.Dir(importPath))
	}
	name, _, _ := strings.Cut(last, ".")
	return name
}

// namedAsLog reports whether a function that is a value is called as one that logs.
func namedAsLog(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		parameter, ok := v.(*ssa.Parameter)
		return ok && aboutLog(parameter.Name())
	}
	switch address := load.X.(type) {
	case *ssa.FieldAddr:
		return aboutLog(ir.StructOf(address.X.Type()).Field(address.Field).Name())
	case *ssa.Global:
		return aboutLog(address.Name())
	case *ssa.FreeVar:
		return aboutLog(address.Name())
	}
	return false
}

func aboutLog(name string) bool {
	return slices.ContainsFunc(lexicon.Words(name), func(word string) bool {
		return slices.Contains([]string{"log", "logf", "logln", "logger", "logging", "printf", "warnf", "errorf", "debugf", "infof"}, word)
	})
}

func aboutLevel(name string) bool {
	words := lexicon.Words(name)
	return len(words) > 0 && slices.Contains([]string{
		"debug", "debugf", "info", "infof", "warn", "warnf", "warning", "warningf", "error", "errorf", "log", "logf", "print", "printf", "println",
		"trace", "tracef", "notice", "noticef", "critical", "with", "named",
	}, words[0])
}

// neverReturns reports whether a call ends the program or the goroutine: log.Fatal,
// os.Exit, or a function of the package that has no return or begins with such a call.
func neverReturns(instr ssa.Instruction, depth int) bool {
	call, ok := instr.(*ssa.Call)
	if !ok || depth == 0 {
		return false
	}
	name := ""
	if call.Call.IsInvoke() {
		name = call.Call.Method.Name()
	} else if callee := call.Call.StaticCallee(); callee != nil {
		if len(callee.Blocks) > 0 {
			ends := func(instr ssa.Instruction) bool { return neverReturns(instr, depth-1) }
			return slices.ContainsFunc(callee.Blocks[0].Instrs, ends) || !slices.ContainsFunc(callee.Blocks, isReturn)
		}
		name = callee.Name()
	}
	switch name {
	case "Exit", "Goexit", "FailNow", "SkipNow", "Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln":
		return true
	}
	return false
}

func isReturn(block *ssa.BasicBlock) bool {
	_, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
	return ok
}
