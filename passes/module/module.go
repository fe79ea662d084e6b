// Package module tells what the module and the build say of a package, without looking
// at what its code does: the release of Go that it is written for, and the settings that
// it asks the run time for in //go:debug lines and in go.mod.
package module

import (
	"go/ast"
	"go/token"
	"go/version"
	"reflect"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
)

// Analyzer computes *Facts.
var Analyzer = &analysis.Analyzer{
	Name:       "cryptomodule",
	Doc:        "tell what the module says of a package\n\nThis pass reports nothing. Rules of cryptolint stand on it.",
	Run:        run,
	ResultType: reflect.TypeFor[*Facts](),
}

// Facts is what is known of the module of a package. It does not change.
type Facts struct {
	Path      string    // of the module; empty where there is none
	GoVersion string    // of its go line, "go1.26"; empty where it is not known
	Settings  []Setting // of all files of the package, in their order

	goMod func() *GoMod
}

// GoMod returns the go.mod of the package's module, or nil, as ReadGoMod does. The file is read
// when somebody asks first, and once.
func (f *Facts) GoMod() *GoMod {
	if f.goMod == nil {
		return nil
	}
	return f.goMod()
}

// Setting is a line "//go:debug name=value", or a godebug line of go.mod.
type Setting struct {
	Name, Value string
	Pos, End    token.Pos // of the comment or line
}

// Of returns the facts of the package of a pass, for an analyzer that requires Analyzer.
func Of(pass *analysis.Pass) *Facts { return pass.ResultOf[Analyzer].(*Facts) }

// Before reports whether the module is written for an older release than that, such as
// "go1.26". Where the release is not known it is taken for the newest.
func (f *Facts) Before(release string) bool {
	return f.GoVersion != "" && version.Compare(f.GoVersion, release) < 0
}

// CustomRandom reports whether the functions that ignore the reader which they are passed,
// since Go 1.26, still read from it in this module.
func (f *Facts) CustomRandom() bool {
	setting, ok := f.Setting("cryptocustomrand")
	return f.Before("go1.26") || ok && setting.Value == "1"
}

// Setting returns the line that sets name. The go command refuses a second one.
func (f *Facts) Setting(name string) (Setting, bool) {
	for _, s := range f.Settings {
		if s.Name == name {
			return s, true
		}
	}
	return Setting{}, false
}

func run(pass *analysis.Pass) (any, error) {
	facts := &Facts{goMod: sync.OnceValue(func() *GoMod { return ReadGoMod(pass) })}
	if pass.Module != nil {
		facts.Path = pass.Module.Path
		if pass.Module.GoVersion != "" {
			facts.GoVersion = "go" + strings.TrimPrefix(pass.Module.GoVersion, "go") // go vet passes "go1.26", go/packages "1.26"
		}
	}
	for _, file := range pass.Files {
		facts.Settings = append(facts.Settings, settings(file)...)
	}
	return facts, nil
}

// settings returns the //go:debug lines of a file. The go command reads them above the
// package clause only.
func settings(file *ast.File) []Setting {
	var found []Setting
	for _, group := range file.Comments {
		if group.Pos() > file.Package {
			break
		}
		for _, comment := range group.List {
			text, ok := strings.CutPrefix(comment.Text, "//go:debug")
			if !ok || strings.TrimLeft(text, " \t") == text {
				continue
			}
			if name, value, ok := strings.Cut(strings.TrimSpace(text), "="); ok {
				found = append(found, Setting{name, value, comment.Pos(), comment.End()})
			}
		}
	}
	return found
}
