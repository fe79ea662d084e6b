// Package ir holds the intermediate representation of a package: its SSA form, the
// indexes over it that are looked up often, and the strongly connected components of
// its call graph. It answers questions about instructions and types that need nothing
// but them.
package ir

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
)

// Program is the SSA form of one package and what is looked up in it often.
// After newProgram it does not change.
type Program struct {
	Pass  *analysis.Pass
	Table *cryptoapi.Table
	Pkg   *ssa.Package
	Funcs []*ssa.Function // all that have a body, in source order, closures after the function that holds them

	Closures      map[*ssa.Function][]*ssa.MakeClosure
	Callers       map[*ssa.Function][]ssa.CallInstruction
	TypeArguments map[*types.TypeParam][]types.Type // with which the package calls its generic functions
	Referenced    map[*ssa.Function]bool            // used as a value: its callers are not all known
	Globals       map[*ssa.Global][]globalUse       // in instruction order
	Fields        map[string][]*ssa.FieldAddr       // by storage key
	Decoded       map[*types.TypeName]bool          // types whose pointers are handed to decoders
	Tagged        map[*types.TypeName]bool          // those of which the decoder reads defaults from tags
	Converted     map[*types.TypeName]types.Type    // types of this package that become interface values
	Concrete      []types.Type                      // those that the package declares at its top, by name
	Foreign       []types.Type                      // types of other packages that become values of interfaces of this one
	Embedded      map[types.Object]bool             // variables with a go:embed directive
	Nodes         map[token.Pos]ast.Node            // calls by their parenthesis, comparisons by their operator, stores to fields by their name or colon
	LocalNames    map[ssa.Value]string              // names of the local variables that hold a value
	Names         lexicon.Lexicon                   // what names mean
	described     func(importPath string) bool      // whether an imported package has a fact
	Rings         map[*ssa.Function][]*ssa.Function // functions that call each other
}

// globalUse is an instruction that uses a package variable, in its function.
type globalUse struct {
	Fn    *ssa.Function
	Instr ssa.Instruction
}

// New builds the SSA form of the package. The x/tools buildssa pass is
// not used: it needs facts of its own on every package of the build.
func New(pass *analysis.Pass, table *cryptoapi.Table, names lexicon.Lexicon, described func(importPath string) bool) *Program {
	prog := ssa.NewProgram(pass.Fset, ssa.GlobalDebug)
	for _, imported := range pass.Pkg.Imports() {
		prog.CreatePackage(imported, nil, nil, true)
	}
	pkg := prog.CreatePackage(pass.Pkg, pass.Files, pass.TypesInfo, false)
	pkg.Build()

	p := &Program{
		Pass: pass, Table: table, Pkg: pkg, Names: names, described: described,
		Closures:      make(map[*ssa.Function][]*ssa.MakeClosure),
		Callers:       make(map[*ssa.Function][]ssa.CallInstruction),
		TypeArguments: make(map[*types.TypeParam][]types.Type),
		Referenced:    make(map[*ssa.Function]bool),
		Globals:       make(map[*ssa.Global][]globalUse),
		Fields:        make(map[string][]*ssa.FieldAddr),
		Decoded:       make(map[*types.TypeName]bool),
		Tagged:        make(map[*types.TypeName]bool),
		Converted:     make(map[*types.TypeName]types.Type),
		Embedded:      make(map[types.Object]bool),
		Nodes:         make(map[token.Pos]ast.Node),
		LocalNames:    make(map[ssa.Value]string),
	}
	p.collectFunctions()
	p.collectEmbeds()
	p.collectAssertions()
	p.collectNodes()
	for _, fn := range p.Funcs {
		p.index(fn)
	}
	p.Rings = ringsOf(p)
	for _, name := range pass.Pkg.Scope().Names() {
		if object, ok := pass.Pkg.Scope().Lookup(name).(*types.TypeName); ok && p.Converted[object] != nil {
			p.Concrete = append(p.Concrete, p.Converted[object])
		}
	}
	return p
}

// collectFunctions lists the functions with bodies: the package initializer,
// then those of the files in order.
func (p *Program) collectFunctions() {
	if init := p.Pkg.Func("init"); init != nil {
		p.addFunction(init)
	}
	for _, file := range p.Pass.Files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if obj, ok := p.Pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
				if fn := p.Pkg.Prog.FuncValue(obj); fn != nil {
					p.addFunction(fn)
				}
			}
		}
	}
	// Functions named init are not package members that FuncValue finds.
	for i := 1; ; i++ {
		fn := p.Pkg.Func("init#" + strconv.Itoa(i))
		if fn == nil {
			break
		}
		p.addFunction(fn)
	}
}

func (p *Program) addFunction(fn *ssa.Function) {
	if len(fn.Blocks) == 0 || slices.Contains(p.Funcs[max(0, len(p.Funcs)-1):], fn) {
		return
	}
	p.Funcs = append(p.Funcs, fn)
	for _, anonymous := range fn.AnonFuncs {
		p.addFunction(anonymous)
	}
}

// collectEmbeds notes the variables that the compiler fills from files.
func (p *Program) collectEmbeds() {
	for _, file := range p.Pass.Files {
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.VAR {
				continue
			}
			for _, spec := range gen.Specs {
				spec := spec.(*ast.ValueSpec)
				if !hasEmbed(gen.Doc) && !hasEmbed(spec.Doc) {
					continue
				}
				for _, name := range spec.Names {
					p.Embedded[p.Pass.TypesInfo.Defs[name]] = true
				}
			}
		}
	}
}

// collectAssertions notes the types of which the package says that they implement an
// interface: var _ Sealer = gcmSealer{}.
func (p *Program) collectAssertions() {
	for _, file := range p.Pass.Files {
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.VAR {
				continue
			}
			for _, spec := range gen.Specs {
				spec := spec.(*ast.ValueSpec)
				if spec.Type == nil || len(spec.Values) != 1 || spec.Names[0].Name != "_" {
					continue
				}
				concrete := p.Pass.TypesInfo.TypeOf(spec.Values[0])
				if named := NamedOf(concrete); named != nil && named.Obj().Pkg() == p.Pass.Pkg && types.IsInterface(p.Pass.TypesInfo.TypeOf(spec.Type)) {
					p.Converted[named.Obj()] = concrete
				}
			}
		}
	}
}

// collectNodes notes the expressions that SSA instructions only know a position
// inside of.
func (p *Program) collectNodes() {
	for _, file := range p.Pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				p.Nodes[n.Lparen] = n
			case *ast.BinaryExpr:
				p.Nodes[n.OpPos] = n
			case *ast.KeyValueExpr:
				p.Nodes[n.Colon] = n
			case *ast.AssignStmt:
				if field, ok := n.Lhs[0].(*ast.SelectorExpr); ok && len(n.Lhs) == 1 {
					p.Nodes[field.Sel.Pos()] = n
				}
			}
			return true
		})
	}
}

func hasEmbed(doc *ast.CommentGroup) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool {
		return len(c.Text) > len("//go:embed ") && c.Text[:len("//go:embed ")] == "//go:embed "
	})
}

// index enters what one function holds into the tables of the program.
func (p *Program) index(fn *ssa.Function) {
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.DebugRef:
				p.indexName(instr)
				continue
			case *ssa.MakeClosure:
				closure := instr.Fn.(*ssa.Function)
				p.Closures[closure] = append(p.Closures[closure], instr)
			case *ssa.FieldAddr:
				if key := AddressKey(instr); key != "" {
					p.Fields[key] = append(p.Fields[key], instr)
				}
			case *ssa.MakeInterface:
				p.indexConversion(instr)
			}
			p.indexOperands(fn, instr)
		}
	}
}

func (p *Program) indexName(ref *ssa.DebugRef) {
	id, ok := ref.Expr.(*ast.Ident)
	if !ok || ref.IsAddr {
		return
	}
	if v, ok := ref.Object().(*types.Var); ok && !v.IsField() && v.Parent() != v.Pkg().Scope() {
		if p.LocalNames[ref.X] == "" {
			p.LocalNames[ref.X] = id.Name
		}
	}
}

// indexConversion notes types that become interface values, and among them
// those whose address goes straight into a call: a decoder may fill them.
func (p *Program) indexConversion(conversion *ssa.MakeInterface) {
	named := NamedOf(conversion.X.Type())
	if named == nil {
		return
	}
	if named.Obj().Pkg() != p.Pass.Pkg {
		p.indexForeign(conversion, named)
		return
	}
	p.Converted[named.Obj()] = conversion.X.Type()
	if _, pointer := conversion.X.Type().Underlying().(*types.Pointer); !pointer {
		return
	}
	for _, user := range *conversion.Referrers() {
		call, ok := user.(ssa.CallInstruction)
		if !ok {
			continue
		}
		if fn := call.Common().StaticCallee(); fn != nil && fn.Object() != nil {
			if row := p.Table.Func(fn.Object().(*types.Func)); row != nil && len(row.Fills) > 0 {
				enter(p.Decoded, named, 3)
				if slices.ContainsFunc(slices.Collect(maps.Values(row.Fills)), SetsDefaults) {
					enter(p.Tagged, named, 3)
				}
			}
		}
	}
}

// enter notes a type and the types of its fields.
func enter(noted map[*types.TypeName]bool, named *types.Named, depth int) {
	if noted[named.Obj()] || depth == 0 {
		return
	}
	noted[named.Obj()] = true
	structure, ok := named.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for field := range structure.Fields() {
		if inner := NamedOf(elemOf(field.Type())); inner != nil {
			enter(noted, inner, depth-1)
		}
	}
}

func (p *Program) indexOperands(fn *ssa.Function, instr ssa.Instruction) {
	call, isCall := instr.(ssa.CallInstruction)
	var static *ssa.Function
	if isCall {
		if static = OriginOf(call.Common().StaticCallee()); static != nil {
			p.Callers[static] = append(p.Callers[static], call)
			p.indexTypeArguments(call.Common().StaticCallee(), static)
		}
	}
	for _, operand := range instr.Operands(nil) {
		switch v := (*operand).(type) {
		case *ssa.Global:
			p.Globals[v] = append(p.Globals[v], globalUse{fn, instr})
		case *ssa.Function:
			if !isCall || *operand != call.Common().Value {
				p.Referenced[OriginOf(v)] = true
			}
		}
	}
}

// indexTypeArguments notes with which types a generic function is called.
func (p *Program) indexTypeArguments(instance, generic *ssa.Function) {
	parameters := generic.TypeParams()
	for i, argument := range instance.TypeArgs() {
		if i >= parameters.Len() || types.IsInterface(argument) {
			continue
		}
		parameter := parameters.At(i)
		same := func(t types.Type) bool { return types.Identical(t, argument) }
		if known := p.TypeArguments[parameter]; len(known) < maxForeign && !slices.ContainsFunc(known, same) {
			p.TypeArguments[parameter] = append(known, argument)
		}
	}
}

// OriginOf returns the generic function of which fn is an instance, or fn.
func OriginOf(fn *ssa.Function) *ssa.Function {
	if fn == nil {
		return nil
	}
	if origin := fn.Origin(); origin != nil {
		return origin
	}
	return fn
}

// HasBody reports whether the function is one of this package's that is analysed.
func (p *Program) HasBody(fn *ssa.Function) bool {
	return fn != nil && len(fn.Blocks) > 0 && fn.Pkg == p.Pkg
}
