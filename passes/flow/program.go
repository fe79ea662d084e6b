package flow

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

// program is the SSA form of one package and what is looked up in it often.
// After newProgram it does not change.
type program struct {
	pass  *analysis.Pass
	table *cryptoapi.Table
	pkg   *ssa.Package
	funcs []*ssa.Function // all that have a body, in source order, closures after the function that holds them

	closures   map[*ssa.Function][]*ssa.MakeClosure
	callers    map[*ssa.Function][]ssa.CallInstruction
	referenced map[*ssa.Function]bool            // used as a value: its callers are not all known
	globals    map[*ssa.Global][]globalUse       // in instruction order
	fields     map[string][]*ssa.FieldAddr       // by storage key
	decoded    map[*types.TypeName]bool          // types whose pointers are handed to decoders
	tagged     map[*types.TypeName]bool          // those of which the decoder reads defaults from tags
	converted  map[*types.TypeName]types.Type    // types of this package that become interface values
	concrete   []types.Type                      // those that the package declares at its top, by name
	foreign    []types.Type                      // types of other packages that become values of interfaces of this one
	embedded   map[types.Object]bool             // variables with a go:embed directive
	nodes      map[token.Pos]ast.Node            // calls by their parenthesis, comparisons by their operator, stores to fields by their name or colon
	localNames map[ssa.Value]string              // names of the local variables that hold a value
	names      lexicon.Lexicon                   // what names mean
	described  func(importPath string) bool      // whether an imported package has a fact
	rings      map[*ssa.Function][]*ssa.Function // functions that call each other
}

// globalUse is an instruction that uses a package variable, in its function.
type globalUse struct {
	fn    *ssa.Function
	instr ssa.Instruction
}

// newProgram builds the SSA form of the package. The x/tools buildssa pass is
// not used: it needs facts of its own on every package of the build.
func newProgram(pass *analysis.Pass, table *cryptoapi.Table, names lexicon.Lexicon, described func(importPath string) bool) *program {
	prog := ssa.NewProgram(pass.Fset, ssa.GlobalDebug)
	for _, imported := range pass.Pkg.Imports() {
		prog.CreatePackage(imported, nil, nil, true)
	}
	pkg := prog.CreatePackage(pass.Pkg, pass.Files, pass.TypesInfo, false)
	pkg.Build()

	p := &program{
		pass: pass, table: table, pkg: pkg, names: names, described: described,
		closures:   make(map[*ssa.Function][]*ssa.MakeClosure),
		callers:    make(map[*ssa.Function][]ssa.CallInstruction),
		referenced: make(map[*ssa.Function]bool),
		globals:    make(map[*ssa.Global][]globalUse),
		fields:     make(map[string][]*ssa.FieldAddr),
		decoded:    make(map[*types.TypeName]bool),
		tagged:     make(map[*types.TypeName]bool),
		converted:  make(map[*types.TypeName]types.Type),
		embedded:   make(map[types.Object]bool),
		nodes:      make(map[token.Pos]ast.Node),
		localNames: make(map[ssa.Value]string),
	}
	p.collectFunctions()
	p.collectEmbeds()
	p.collectAssertions()
	p.collectNodes()
	for _, fn := range p.funcs {
		p.index(fn)
	}
	p.rings = ringsOf(p)
	for _, name := range pass.Pkg.Scope().Names() {
		if object, ok := pass.Pkg.Scope().Lookup(name).(*types.TypeName); ok && p.converted[object] != nil {
			p.concrete = append(p.concrete, p.converted[object])
		}
	}
	return p
}

// collectFunctions lists the functions with bodies: the package initializer,
// then those of the files in order.
func (p *program) collectFunctions() {
	if init := p.pkg.Func("init"); init != nil {
		p.addFunction(init)
	}
	for _, file := range p.pass.Files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if obj, ok := p.pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
				if fn := p.pkg.Prog.FuncValue(obj); fn != nil {
					p.addFunction(fn)
				}
			}
		}
	}
	// Functions named init are not package members that FuncValue finds.
	for i := 1; ; i++ {
		fn := p.pkg.Func("init#" + strconv.Itoa(i))
		if fn == nil {
			break
		}
		p.addFunction(fn)
	}
}

func (p *program) addFunction(fn *ssa.Function) {
	if len(fn.Blocks) == 0 || slices.Contains(p.funcs[max(0, len(p.funcs)-1):], fn) {
		return
	}
	p.funcs = append(p.funcs, fn)
	for _, anonymous := range fn.AnonFuncs {
		p.addFunction(anonymous)
	}
}

// collectEmbeds notes the variables that the compiler fills from files.
func (p *program) collectEmbeds() {
	for _, file := range p.pass.Files {
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
					p.embedded[p.pass.TypesInfo.Defs[name]] = true
				}
			}
		}
	}
}

// collectAssertions notes the types of which the package says that they implement an
// interface: var _ Sealer = gcmSealer{}.
func (p *program) collectAssertions() {
	for _, file := range p.pass.Files {
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
				concrete := p.pass.TypesInfo.TypeOf(spec.Values[0])
				if named := namedOf(concrete); named != nil && named.Obj().Pkg() == p.pass.Pkg && types.IsInterface(p.pass.TypesInfo.TypeOf(spec.Type)) {
					p.converted[named.Obj()] = concrete
				}
			}
		}
	}
}

// collectNodes notes the expressions that SSA instructions only know a position
// inside of.
func (p *program) collectNodes() {
	for _, file := range p.pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				p.nodes[n.Lparen] = n
			case *ast.BinaryExpr:
				p.nodes[n.OpPos] = n
			case *ast.KeyValueExpr:
				p.nodes[n.Colon] = n
			case *ast.AssignStmt:
				if field, ok := n.Lhs[0].(*ast.SelectorExpr); ok && len(n.Lhs) == 1 {
					p.nodes[field.Sel.Pos()] = n
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
func (p *program) index(fn *ssa.Function) {
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.DebugRef:
				p.indexName(instr)
				continue
			case *ssa.MakeClosure:
				closure := instr.Fn.(*ssa.Function)
				p.closures[closure] = append(p.closures[closure], instr)
			case *ssa.FieldAddr:
				if key := addressKey(instr); key != "" {
					p.fields[key] = append(p.fields[key], instr)
				}
			case *ssa.MakeInterface:
				p.indexConversion(instr)
			}
			p.indexOperands(fn, instr)
		}
	}
}

func (p *program) indexName(ref *ssa.DebugRef) {
	id, ok := ref.Expr.(*ast.Ident)
	if !ok || ref.IsAddr {
		return
	}
	if v, ok := ref.Object().(*types.Var); ok && !v.IsField() && v.Parent() != v.Pkg().Scope() {
		if p.localNames[ref.X] == "" {
			p.localNames[ref.X] = id.Name
		}
	}
}

// indexConversion notes types that become interface values, and among them
// those whose address goes straight into a call: a decoder may fill them.
func (p *program) indexConversion(conversion *ssa.MakeInterface) {
	named := namedOf(conversion.X.Type())
	if named == nil {
		return
	}
	if named.Obj().Pkg() != p.pass.Pkg {
		p.indexForeign(conversion, named)
		return
	}
	p.converted[named.Obj()] = conversion.X.Type()
	if _, pointer := conversion.X.Type().Underlying().(*types.Pointer); !pointer {
		return
	}
	for _, user := range *conversion.Referrers() {
		call, ok := user.(ssa.CallInstruction)
		if !ok {
			continue
		}
		if fn := call.Common().StaticCallee(); fn != nil && fn.Object() != nil {
			if row := p.table.Func(fn.Object().(*types.Func)); row != nil && len(row.Fills) > 0 {
				enter(p.decoded, named, 3)
				if slices.ContainsFunc(slices.Collect(maps.Values(row.Fills)), setsDefaults) {
					enter(p.tagged, named, 3)
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
		if inner := namedOf(elemOf(field.Type())); inner != nil {
			enter(noted, inner, depth-1)
		}
	}
}

func (p *program) indexOperands(fn *ssa.Function, instr ssa.Instruction) {
	call, isCall := instr.(ssa.CallInstruction)
	var static *ssa.Function
	if isCall {
		if static = originOf(call.Common().StaticCallee()); static != nil {
			p.callers[static] = append(p.callers[static], call)
		}
	}
	for _, operand := range instr.Operands(nil) {
		switch v := (*operand).(type) {
		case *ssa.Global:
			p.globals[v] = append(p.globals[v], globalUse{fn, instr})
		case *ssa.Function:
			if !isCall || *operand != call.Common().Value {
				p.referenced[originOf(v)] = true
			}
		}
	}
}

// originOf returns the generic function of which fn is an instance, or fn.
func originOf(fn *ssa.Function) *ssa.Function {
	if fn == nil {
		return nil
	}
	if origin := fn.Origin(); origin != nil {
		return origin
	}
	return fn
}

// namedOf returns the named type of t or of what t points to, as declared.
func namedOf(t types.Type) *types.Named {
	if t == nil {
		return nil
	}
	t = types.Unalias(t)
	if pointer, ok := t.(*types.Pointer); ok {
		t = types.Unalias(pointer.Elem())
	}
	named, ok := t.(*types.Named)
	if !ok {
		return nil
	}
	return named.Origin()
}

// elemOf returns the element type of pointers, slices, arrays and maps of t.
func elemOf(t types.Type) types.Type {
	for {
		switch u := t.(type) {
		case *types.Pointer:
			t = u.Elem()
		case *types.Slice:
			t = u.Elem()
		case *types.Array:
			t = u.Elem()
		case *types.Map:
			t = u.Elem()
		default:
			return t
		}
	}
}

// structOf returns the struct type of t or of what t points to.
func structOf(t types.Type) *types.Struct {
	if pointer, ok := t.Underlying().(*types.Pointer); ok {
		t = pointer.Elem()
	}
	structure, _ := t.Underlying().(*types.Struct)
	return structure
}

// fieldKey names the storage of a field of t, a struct or a pointer to one. It
// is the same in all packages; it is empty for unnamed struct types.
func fieldKey(t types.Type, field int) string {
	named, structure := namedOf(t), structOf(t)
	if named == nil || structure == nil || named.Obj().Pkg() == nil {
		return ""
	}
	name := named.Obj().Name()
	if scope := named.Obj().Parent(); scope != nil && scope != named.Obj().Pkg().Scope() {
		name += localMark + strconv.Itoa(int(named.Obj().Pos())) // declared in a function: one of several of that name
	}
	return named.Obj().Pkg().Path() + "." + name + "." + structure.Field(field).Name()
}

// localMark stands in the storage keys of types that are declared in functions.
const localMark = "@"

// addressKey names the storage that a field address leads to. The fields of unnamed
// structs belong to the named type that holds them.
func addressKey(address *ssa.FieldAddr) string {
	if key := fieldKey(address.X.Type(), address.Field); key != "" {
		return key
	}
	if holder, ok := address.X.(*ssa.FieldAddr); ok {
		if key := addressKey(holder); key != "" {
			return key + "." + structOf(address.X.Type()).Field(address.Field).Name()
		}
	}
	return ""
}

// globalKey names the storage of a package variable.
func globalKey(g *ssa.Global) string { return g.Pkg.Pkg.Path() + "." + g.Name() }
