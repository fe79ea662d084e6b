package unit

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"os"

	"golang.org/x/tools/go/gcexportdata"
)

// loaded is a package with its syntax and types.
type loaded struct {
	fset    *token.FileSet
	files   []*ast.File
	types   *types.Package
	info    *types.Info
	sizes   types.Sizes
	imports map[string]*types.Package // by import path, also those that imports name
}

// load parses and checks the unit. The error is that of the parser or the type checker.
func (c compilation) load() (*loaded, error) {
	p := &loaded{
		fset:    token.NewFileSet(),
		sizes:   types.SizesFor("gc", build.Default.GOARCH),
		imports: make(map[string]*types.Package),
		info: &types.Info{
			Types:        make(map[ast.Expr]types.TypeAndValue),
			Defs:         make(map[*ast.Ident]types.Object),
			Uses:         make(map[*ast.Ident]types.Object),
			Implicits:    make(map[ast.Node]types.Object),
			Instances:    make(map[*ast.Ident]types.Instance),
			Scopes:       make(map[ast.Node]*types.Scope),
			Selections:   make(map[*ast.SelectorExpr]*types.Selection),
			FileVersions: make(map[*ast.File]string),
		},
	}
	for _, name := range c.GoFiles {
		file, err := parser.ParseFile(p.fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		p.files = append(p.files, file)
	}
	checker := types.Config{
		Importer:  importerFunc(func(path string) (*types.Package, error) { return c.importTypes(p, path) }),
		Sizes:     p.sizes,
		GoVersion: c.GoVersion,
	}
	var err error
	p.types, err = checker.Check(c.ImportPath, p.fset, p.files, p.info)
	return p, err
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// importTypes returns the types of an import of the package, from what the compiler wrote.
func (c compilation) importTypes(p *loaded, importPath string) (*types.Package, error) {
	path, ok := c.ImportMap[importPath]
	if !ok {
		return nil, fmt.Errorf("the go command does not say where the import %q is", importPath)
	}
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if pkg := p.imports[path]; pkg != nil && pkg.Complete() {
		return pkg, nil
	}
	f, err := os.Open(c.PackageFile[path])
	if err != nil {
		return nil, fmt.Errorf("cannot read the types of package %s: %w", path, err)
	}
	defer f.Close()
	in, err := gcexportdata.NewReader(bufio.NewReader(f))
	if err != nil {
		return nil, fmt.Errorf("cannot read the types of package %s: %w", path, err)
	}
	return gcexportdata.Read(in, p.fset, p.imports, path)
}
