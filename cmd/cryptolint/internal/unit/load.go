package unit

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"slices"
	"strings"
)

// loaded is a package with its syntax and types.
type loaded struct {
	fset  *token.FileSet
	files []*ast.File
	types *types.Package
	info  *types.Info
	sizes types.Sizes
}

// load parses and checks the unit, without its test files unless they are wanted: a package
// can have several times as much of them as of the program. They are read all the same where
// the other files do not build without them. The error is that of the parser or the type
// checker.
func (c compilation) load(tests bool) (*loaded, error) {
	if program := c.program(); !tests && len(program) > 0 && len(program) < len(c.GoFiles) {
		if p, err := c.check(program); err == nil {
			return p, nil
		}
	}
	return c.check(c.GoFiles)
}

// source returns how much source the package has, in bytes.
func (p *loaded) source() int {
	size := 0
	for _, file := range p.files {
		size += int(file.FileEnd - file.FileStart)
	}
	return size
}

// program returns the files of the unit that are part of a program.
func (c compilation) program() []string {
	return slices.DeleteFunc(slices.Clone(c.GoFiles), func(name string) bool { return strings.HasSuffix(name, "_test.go") })
}

// check parses and checks files of the unit.
func (c compilation) check(files []string) (*loaded, error) {
	p := &loaded{
		fset:  token.NewFileSet(),
		sizes: types.SizesFor("gc", build.Default.GOARCH),
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
	for _, name := range files {
		file, err := parser.ParseFile(p.fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		p.files = append(p.files, file)
	}
	checker := types.Config{
		Importer:  c.importer(p.fset),
		Sizes:     p.sizes,
		GoVersion: c.GoVersion,
	}
	var err error
	p.types, err = checker.Check(c.ImportPath, p.fset, p.files, p.info)
	return p, err
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// importer returns what finds the types of imports in what the compiler wrote.
func (c compilation) importer(fset *token.FileSet) types.Importer {
	compiled := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		file, ok := c.PackageFile[path]
		if !ok {
			return nil, fmt.Errorf("the go command does not say where the compiled package %s is", path)
		}
		return os.Open(file)
	})
	return importerFunc(func(path string) (*types.Package, error) {
		if mapped, ok := c.ImportMap[path]; ok {
			path = mapped
		}
		return compiled.Import(path)
	})
}
