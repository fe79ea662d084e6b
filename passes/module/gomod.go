package module

import (
	"bytes"
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/semver"
	"golang.org/x/tools/go/analysis"
)

// GoMod is the go.mod of the main module, as far as it decides about GODEBUG.
type GoMod struct {
	// File has the comments of go.mod, and no code: a finding there names it, so that a
	// comment can silence it.
	File *ast.File

	Go       Setting   // the go line, with the name "go"; its place is not valid where there is none
	Settings []Setting // of godebug lines and blocks, in their order

	crypto string // the version of golang.org/x/crypto, or ""
}

// crypto is the one module of whose version rules ask: what it does differs between releases.
// What is cached of a package depends on that version as well: the driver hashes it.
const crypto = "golang.org/x/crypto"

// OlderCrypto reports whether the version of golang.org/x/crypto that go.mod asks for is older than that,
// such as "v0.31.0". Where it is not known it is taken for the newest.
func (m *GoMod) OlderCrypto(version string) bool {
	return m != nil && m.crypto != "" && semver.Compare(m.crypto, version) < 0
}

// ReadGoMod reads the go.mod of a package's module and adds it to the file set of the
// pass. It returns nil for packages of other modules than the main one, whose settings
// the go command does not look at, and where there is no go.mod that can be read.
func ReadGoMod(pass *analysis.Pass) *GoMod {
	if pass.Module == nil || pass.Module.Path == "" || pass.Module.Version != "" {
		return nil
	}
	for _, file := range pass.Files {
		name := pass.Fset.PositionFor(file.FileStart, false).Filename
		if found := goModAbove(filepath.Dir(name)); found != "" {
			data, err := os.ReadFile(found)
			if err != nil {
				continue
			}
			if parsed := parseGoMod(pass.Fset, found, data); parsed != nil && parsed.path == pass.Module.Path {
				return parsed.GoMod
			}
		}
	}
	return nil
}

// goModAbove returns the go.mod in a directory or the next one above it, or "".
func goModAbove(dir string) string {
	for {
		name := filepath.Join(dir, "go.mod")
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			return name
		}
		above := filepath.Dir(dir)
		if above == dir {
			return ""
		}
		dir = above
	}
}

type parsedGoMod struct {
	*GoMod
	path string // of the module
}

func parseGoMod(fset *token.FileSet, name string, data []byte) *parsedGoMod {
	// ParseLax does not read godebug lines.
	syntax, err := modfile.Parse(name, data, nil)
	if err != nil || syntax.Module == nil {
		return nil
	}
	tokens := fset.AddFile(name, -1, len(data))
	tokens.SetLinesForContent(data)
	setting := func(name, value string, line *modfile.Line) Setting {
		return Setting{name, value, tokens.Pos(line.Start.Byte), tokens.Pos(line.End.Byte)}
	}
	mod := &GoMod{File: commentsOf(tokens, data)}
	if syntax.Go != nil && syntax.Go.Syntax != nil {
		mod.Go = setting("go", syntax.Go.Version, syntax.Go.Syntax)
	}
	for _, g := range syntax.Godebug {
		mod.Settings = append(mod.Settings, setting(g.Key, g.Value, g.Syntax))
	}
	for _, required := range syntax.Require {
		if required.Mod.Path == crypto {
			mod.crypto = required.Mod.Version
		}
	}
	return &parsedGoMod{mod, syntax.Module.Mod.Path}
}

// commentsOf returns a file without code that has the comments of a go.mod, each line a
// group of its own. The lines with code are declarations without a name, so that a
// comment behind code is known from one above it.
func commentsOf(tokens *token.File, data []byte) *ast.File {
	start := tokens.Pos(0)
	file := &ast.File{Package: start, Name: &ast.Ident{NamePos: start}, FileStart: start, FileEnd: tokens.Pos(len(data))}
	offset := 0
	for line := range bytes.Lines(data) {
		code, comment, found := strings.Cut(strings.TrimRight(string(line), "\r\n"), "//")
		if word := strings.TrimSpace(code); word != "" {
			at := tokens.Pos(offset + strings.Index(code, word))
			file.Decls = append(file.Decls, &ast.BadDecl{From: at, To: at + token.Pos(len(word))})
		}
		if found {
			c := &ast.Comment{Slash: tokens.Pos(offset + len(code)), Text: "//" + comment}
			file.Comments = append(file.Comments, &ast.CommentGroup{List: []*ast.Comment{c}})
		}
		offset += len(line)
	}
	return file
}
