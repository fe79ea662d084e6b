package vet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// errNotInBuild is why a package cannot be looked at.
var errNotInBuild = errors.New("no package of this build imports it, and no module of it contains it")

// CheckModels looks up in the real packages what models speak of, and returns the
// models that are wrong. Those whose packages are not part of the build are none of
// them: one configuration may serve many modules.
func CheckModels(ctx context.Context, o Options, models []cryptoapi.Model) (wrong []*cryptoapi.ModelError) {
	l := &packageLoader{ctx: ctx, options: o, packages: make(map[string]loaded)}
	l.importer = importer.ForCompiler(token.NewFileSet(), "gc", l.export)
	for i, m := range models {
		l.found = false
		for _, err := range cryptoapi.VerifyModels([]cryptoapi.Model{m}, l.load) {
			if l.found {
				wrong = append(wrong, &cryptoapi.ModelError{Index: i, Text: err.Text})
			}
		}
	}
	return wrong
}

// packageLoader reads what the compiler exports of packages.
type packageLoader struct {
	ctx      context.Context
	options  Options
	importer types.Importer
	packages map[string]loaded // by import path
	found    bool              // a package that was asked for is there
}

type loaded struct {
	pkg *types.Package
	err error
}

func (l *packageLoader) load(path string) (*types.Package, error) {
	p, known := l.packages[path]
	if !known {
		p.pkg, p.err = l.importer.Import(path)
		l.packages[path] = p
	}
	if !errors.Is(p.err, errNotInBuild) {
		l.found = true // where it cannot be read, that is to be told
	}
	return p.pkg, p.err
}

// export opens what the compiler says of a package.
func (l *packageLoader) export(path string) (io.ReadCloser, error) {
	args := append([]string{"list", "-e", "-export", "-json=Export,Error"}, l.options.buildFlags()...)
	out, _, err := l.options.goOutput(l.ctx, append(args, "--", path)...)
	if err != nil {
		return nil, err
	}
	var listed struct {
		Export string
		Error  *listError
	}
	err = json.Unmarshal([]byte(out), &listed)
	switch {
	case err != nil || listed.Export == "" && listed.Error != nil:
		return nil, errNotInBuild
	case listed.Export == "":
		return nil, errors.New("the package does not compile")
	}
	file, err := os.Open(listed.Export)
	if err != nil {
		return nil, fmt.Errorf("cannot read the output of the compiler: %w", err)
	}
	return file, nil
}
