package module

import (
	"go/ast"
	"go/version"
	"strconv"
	"strings"
)

// Request is a setting that a program is built with, and where it is asked for.
type Request struct {
	Setting
	File *ast.File // of go.mod, for a finding there; nil for a line of the package
}

// Built returns the settings that a main package is built with, by their names. As in the go
// command, a //go:debug line goes before a line of go.mod. Where no line sets "default", it
// is the go line of go.mod.
func (f *Facts) Built(mod *GoMod) map[string]Request {
	asked := make(map[string]Request)
	if mod != nil {
		asked["default"] = Request{mod.Go, mod.File}
		for _, s := range mod.Settings {
			asked[s.Name] = Request{s, mod.File}
		}
	}
	for _, s := range f.Settings {
		asked[s.Name] = Request{s, nil}
	}
	return asked
}

// DefaultsBefore reports whether a main package is built with the default that a setting had
// before a release, 22 for Go 1.22: by the go line or by a line that sets "default", and not
// because a line sets it.
func (f *Facts) DefaultsBefore(mod *GoMod, setting string, release int) bool {
	asked := f.Built(mod)
	if _, set := asked[setting]; set {
		return false
	}
	of := asked["default"].Release()
	return of > 0 && of < release
}

// Release returns 21 for a setting whose value is the release "go1.21", "1.21" or "1.21.3",
// and 0 where the value is no release.
func (s Setting) Release() int {
	lang := version.Lang("go" + strings.TrimPrefix(s.Value, "go"))
	n, _ := strconv.Atoi(strings.TrimPrefix(lang, "go1.")) // 0 where it is no number
	return n
}

// Release returns that of the go line, and 0 where there is none.
func (m *GoMod) Release() int {
	if m == nil {
		return 0
	}
	return m.Go.Release()
}
