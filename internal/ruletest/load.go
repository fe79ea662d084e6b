package ruletest

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"runtime"
	"sync"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"
)

// Load loads packages of the module in dir, with the source of all that they import
// but of the standard library, of which it reads what the compiler exports: the rules
// know it from the table, never from its source, and it is the larger part. The
// platform is always the same, so that each machine sees the same files.
func Load(dir string, patterns ...string) ([]*packages.Package, error) {
	l := &loader{
		config: packages.Config{
			Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports |
				packages.NeedDeps | packages.NeedModule | packages.NeedTypesSizes,
			Dir:  dir,
			Fset: token.NewFileSet(),
			Env:  append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0", "GOWORK=off", "GOFLAGS=-mod=readonly"),
		},
		imports: make(map[string]*types.Package),
		done:    make(map[*packages.Package]chan struct{}),
		slots:   make(chan struct{}, runtime.GOMAXPROCS(0)),
	}
	roots, err := packages.Load(&l.config, patterns...)
	if err != nil {
		return nil, fmt.Errorf("load %q in %s: %w", patterns, dir, err)
	}
	var standard, others []*packages.Package
	packages.Visit(roots, nil, func(p *packages.Package) {
		l.done[p] = make(chan struct{})
		for _, problem := range p.Errors {
			err = errors.Join(err, problem)
		}
		if p.Module == nil {
			standard = append(standard, p)
		} else {
			others = append(others, p)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("load %q in %s: %w", patterns, dir, err)
	}
	if err := l.readExports(standard); err != nil {
		return nil, err
	}
	return roots, l.checkAll(others)
}

// loader turns the list of packages that the go command gives into packages with
// types and syntax.
type loader struct {
	config  packages.Config
	imports map[string]*types.Package // of the standard library
	done    map[*packages.Package]chan struct{}
	slots   chan struct{} // one for each processor
}

// readExports reads the types of packages of the standard library from what the
// compiler exports. Their packages have no syntax.
func (l *loader) readExports(standard []*packages.Package) error {
	if len(standard) == 0 {
		return nil
	}
	config := l.config
	config.Mode = packages.NeedName | packages.NeedExportFile
	var paths []string
	for _, p := range standard {
		paths = append(paths, p.PkgPath)
	}
	compiled, err := packages.Load(&config, paths...)
	if err != nil {
		return fmt.Errorf("compile the standard library: %w", err)
	}
	files := make(map[string]string, len(compiled))
	for _, p := range compiled {
		files[p.PkgPath] = p.ExportFile
	}
	for _, p := range standard {
		if err := l.readExport(p, files[p.PkgPath]); err != nil {
			return fmt.Errorf("read what the compiler exports of %s: %w", p.PkgPath, err)
		}
		close(l.done[p])
	}
	return nil
}

func (l *loader) readExport(p *packages.Package, file string) error {
	p.Fset, p.TypesInfo = l.config.Fset, newInfo()
	if p.PkgPath == "unsafe" {
		p.Types = types.Unsafe
		return nil
	}
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	//lint:ignore SA1019 Go 1.26 and 1.27 list archives, in which Read alone does not find the export data.
	r, err := gcexportdata.NewReader(f)
	if err != nil {
		return err
	}
	p.Types, err = gcexportdata.Read(r, l.config.Fset, l.imports, p.PkgPath)
	return err
}

// checkAll parses and type-checks packages, each after those that it imports.
func (l *loader) checkAll(others []*packages.Package) error {
	problems := make([]error, len(others))
	var all sync.WaitGroup
	for i, p := range others {
		all.Go(func() {
			defer close(l.done[p])
			for _, imported := range p.Imports {
				<-l.done[imported]
			}
			l.slots <- struct{}{}
			defer func() { <-l.slots }()
			problems[i] = l.check(p)
		})
	}
	all.Wait()
	return errors.Join(problems...)
}

func (l *loader) check(p *packages.Package) error {
	p.Fset, p.TypesInfo = l.config.Fset, newInfo()
	for _, name := range p.CompiledGoFiles {
		file, err := parser.ParseFile(p.Fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		p.Syntax = append(p.Syntax, file)
	}
	var err error
	p.Types, err = typeChecker(p, nil).Check(p.PkgPath, p.Fset, p.Syntax, p.TypesInfo)
	return err
}

// typeChecker returns what type-checks the source of a package whose imports are there.
// Source that was changed may import others besides.
func typeChecker(p *packages.Package, others map[string]*types.Package) *types.Config {
	config := &types.Config{Sizes: p.TypesSizes, Importer: importer(func(path string) (*types.Package, error) {
		if path == "unsafe" {
			return types.Unsafe, nil
		}
		if imported := p.Imports[path]; imported != nil && imported.Types != nil {
			return imported.Types, nil
		}
		if other := others[path]; other != nil {
			return other, nil
		}
		return nil, fmt.Errorf("%s does not import %s", p.PkgPath, path)
	})}
	if p.Module != nil && p.Module.GoVersion != "" {
		config.GoVersion = "go" + p.Module.GoVersion
	}
	return config
}

type importer func(path string) (*types.Package, error)

func (i importer) Import(path string) (*types.Package, error) { return i(path) }

func newInfo() *types.Info {
	return &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Instances: make(map[*ast.Ident]types.Instance),
		Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
		Implicits: make(map[ast.Node]types.Object), Selections: make(map[*ast.SelectorExpr]*types.Selection),
		Scopes: make(map[ast.Node]*types.Scope), FileVersions: make(map[*ast.File]string),
	}
}
