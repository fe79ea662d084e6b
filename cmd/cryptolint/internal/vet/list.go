package vet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// listed is what go list says of a package.
type listed struct {
	ImportPath   string
	Dir          string
	ForTest      string
	Deps         []string
	TestGoFiles  []string
	XTestGoFiles []string
	Error        *listError
	DepsErrors   []listError
}

type listError struct {
	Pos string
	Err string
}

func (e listError) String() string {
	if e.Pos == "" {
		return e.Err
	}
	return e.Pos + ": " + e.Err
}

// named is a package that the patterns name.
type named struct {
	path   string
	deps   []string // import paths of all packages that it needs, with its tests
	tests  []string // its test files, absolute
	errors []string // why it cannot be loaded
}

// list asks go list what the patterns name. It is only asked when go vet
// failed, to tell what is good from what is not. Asked for the files that are
// embedded, go list also says where there are none.
func (o Options) list(ctx context.Context, patterns []string) ([]named, error) {
	args := []string{"list", "-e", "-test", "-json=ImportPath,Dir,ForTest,Deps,TestGoFiles,XTestGoFiles,EmbedFiles,TestEmbedFiles,XTestEmbedFiles,Error,DepsErrors"}
	out, _, err := o.goOutput(ctx, slices.Concat(args, o.buildFlags(), []string{"--"}, patterns)...)
	if err != nil {
		return nil, err
	}
	return parseList(strings.NewReader(out))
}

// parseList reads the output of go list. A package and its variant that is
// compiled with the tests count as one.
func parseList(r io.Reader) ([]named, error) {
	var packages []named
	index := make(map[string]int)
	stream := json.NewDecoder(r)
	for {
		var p listed
		err := stream.Decode(&p)
		if errors.Is(err, io.EOF) {
			return packages, nil
		}
		if err != nil {
			return nil, fmt.Errorf("cannot read the output of go list: %w", err)
		}
		path := packageOf(p.ImportPath)
		if strings.HasSuffix(path, ".test") || (p.ForTest != "" && p.ForTest != path) {
			continue // the test binary, and the tests in a package of their own
		}
		i, seen := index[path]
		if !seen {
			i = len(packages)
			index[path] = i
			packages = append(packages, named{path: path})
		}
		packages[i].add(p)
	}
}

func (n *named) add(p listed) {
	for _, dep := range p.Deps {
		if dep = packageOf(dep); dep != n.path && !slices.Contains(n.deps, dep) {
			n.deps = append(n.deps, dep)
		}
	}
	for _, name := range slices.Concat(p.TestGoFiles, p.XTestGoFiles) {
		if file := filepath.Join(p.Dir, name); !slices.Contains(n.tests, file) {
			n.tests = append(n.tests, file)
		}
	}
	problems := p.DepsErrors
	if p.Error != nil {
		problems = append([]listError{*p.Error}, problems...)
	}
	for _, e := range problems {
		if text := e.String(); !slices.Contains(n.errors, text) {
			n.errors = append(n.errors, text)
		}
	}
}
