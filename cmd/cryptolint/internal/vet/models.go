package vet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"os"

	"golang.org/x/tools/go/gcexportdata"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// errNotInBuild is why a package cannot be looked at.
var errNotInBuild = errors.New("no package of this build imports it, and no module of it holds it")

// CheckModels looks up in the real packages what models speak of. It returns the
// models that are wrong, and apart from them the indices of those whose packages
// are not part of the build: one configuration may serve many modules.
func CheckModels(ctx context.Context, o Options, models []cryptoapi.Model) (wrong []*cryptoapi.ModelError, absent []int) {
	l := &packageLoader{ctx: ctx, options: o, fset: token.NewFileSet(), packages: make(map[string]*types.Package)}
	for i, m := range models {
		l.found = false
		for _, err := range cryptoapi.Verify([]cryptoapi.Model{m}, l.load) {
			if !l.found {
				absent = append(absent, i)
				continue
			}
			wrong = append(wrong, &cryptoapi.ModelError{Index: i, Text: err.Text})
		}
	}
	return wrong, absent
}

// packageLoader reads what the compiler exports of packages.
type packageLoader struct {
	ctx      context.Context
	options  Options
	fset     *token.FileSet
	packages map[string]*types.Package // nil: not in the build
	found    bool                      // a package that was asked for is there
}

func (l *packageLoader) load(path string) (*types.Package, error) {
	pkg, known := l.packages[path]
	if !known {
		var err error
		if pkg, err = l.read(path); err != nil && !errors.Is(err, errNotInBuild) {
			l.found = true // something is there, and its error is to be told
			return nil, err
		}
		l.packages[path] = pkg
	}
	if pkg == nil {
		return nil, errNotInBuild
	}
	l.found = true
	return pkg, nil
}

func (l *packageLoader) read(path string) (*types.Package, error) {
	args := append([]string{"list", "-e", "-export", "-json=Export,Standard,Error"}, l.options.buildFlags()...)
	out, _, err := l.options.goOutput(l.ctx, append(args, "--", path)...)
	if err != nil {
		return nil, err
	}
	var listed struct {
		Export string
		Error  *listError
	}
	if err := json.Unmarshal([]byte(out), &listed); err != nil || listed.Export == "" && listed.Error != nil {
		return nil, errNotInBuild
	}
	if listed.Export == "" {
		return nil, fmt.Errorf("the package does not compile")
	}
	file, err := os.Open(listed.Export)
	if err != nil {
		return nil, fmt.Errorf("cannot read what the compiler says of it: %w", err)
	}
	defer file.Close()
	reader, err := gcexportdata.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("cannot read what the compiler says of it: %w", err)
	}
	pkg, err := gcexportdata.Read(reader, l.fset, make(map[string]*types.Package), path)
	if err != nil {
		return nil, fmt.Errorf("cannot read what the compiler says of it: %w", err)
	}
	return pkg, nil
}
