package rule

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/ast"
	"go/scanner"
	"go/token"
	"path/filepath"
	"strings"
)

// keyBytes is how much of the digest a key keeps: 64 bits. Two findings of one
// function that share a key by accident would only be counted together.
const keyBytes = 8

// identify returns what a finding is known by from one version of the code, and of
// cryptolint, to the next: a digest of the rule, of its case and of the code at the
// finding, and the name of the declaration around it. What the finding says is no
// part of it, nor is the line, the file or the layout of the code.
func (p *Pass) identify(f Finding) (key, function string) {
	h := sha256.New()
	h.Write([]byte(p.meta.ID + "\x00" + f.Case + "\x00"))
	file := p.FileOf(f.Pos)
	switch {
	case file == nil && f.File != nil && f.Case != "": // a line of go.mod is what its case says
		return hex.EncodeToString(h.Sum(nil)[:keyBytes]), ""
	case file == nil:
		return "", ""
	}
	for _, word := range p.code(file, f) {
		h.Write([]byte(word + "\x00"))
	}
	return hex.EncodeToString(h.Sum(nil)[:keyBytes]), declarationAround(file, f.Pos)
}

// causeOf returns a digest of a finding's cause, or "". It is the same in all packages that
// show the defect.
func (p *Pass) causeOf(f Finding) string {
	c := f.cause()
	if !c.known() {
		return ""
	}
	home := c.home
	if home == "" {
		place := Place(p.Pass, c.at)
		home = fmt.Sprintf("%s %s:%d", p.Pkg.Path(), filepath.Base(place.Filename), place.Line)
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s", c.ofCase, c.protocol, home))
	return hex.EncodeToString(sum[:keyBytes])
}

// declarationAround returns the name of the declaration that holds pos, such as
// "Seal", "Vault.Seal" for a method or "keys" for a variable, or "".
func declarationAround(file *ast.File, pos token.Pos) string {
	for _, decl := range file.Decls {
		if pos < decl.Pos() || pos >= decl.End() {
			continue
		}
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Recv == nil || len(decl.Recv.List) == 0 {
				return decl.Name.Name
			}
			return receiverName(decl.Recv.List[0].Type) + "." + decl.Name.Name
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				if spec.Pos() <= pos && pos < spec.End() {
					return specName(spec)
				}
			}
		}
	}
	return ""
}

// receiverName returns the name of the type of a method's receiver, without a star
// and without type parameters.
func receiverName(expr ast.Expr) string {
	for {
		switch e := expr.(type) {
		case *ast.StarExpr:
			expr = e.X
		case *ast.ParenExpr:
			expr = e.X
		case *ast.IndexExpr:
			expr = e.X
		case *ast.IndexListExpr:
			expr = e.X
		case *ast.Ident:
			return e.Name
		default:
			return ""
		}
	}
}

func specName(spec ast.Spec) string {
	switch spec := spec.(type) {
	case *ast.ValueSpec:
		return spec.Names[0].Name
	case *ast.TypeSpec:
		return spec.Name.Name
	}
	return ""
}

// code returns the tokens of the code at a finding, without comments and without
// what another layout adds.
func (p *Pass) code(file *ast.File, f Finding) []string {
	tokens := p.Fset.File(file.FileStart)
	text, err := p.readFile(tokens.Name())
	if err != nil || len(text) != tokens.Size() {
		return nil
	}
	end := f.End
	hidden := hiddenIn(file, f.Pos, &end)
	if !end.IsValid() || end > file.FileEnd || end <= f.Pos {
		return nil
	}
	part := bytes.Clone(text[tokens.Offset(f.Pos):tokens.Offset(end)])
	for _, h := range hidden {
		for at := max(h.from, f.Pos); at < min(h.to, end); at++ {
			part[at-f.Pos] = ' '
		}
	}
	if words := scan(part); len(words) > 0 {
		return words
	}
	return strings.Fields(string(part)) // a comment
}

// readFile reads a file of the package. Drivers need not provide ReadFile.
func (p *Pass) readFile(name string) ([]byte, error) {
	if p.ReadFile == nil {
		return nil, nil
	}
	return p.ReadFile(name)
}

// interval is a range of code.
type interval struct{ from, to token.Pos }

// hiddenIn returns what within a finding does not count: the bodies of functions,
// and the elements if the finding is a composite literal. They are long, and change
// for other reasons. Where the finding has no end, it gets that of the largest
// expression that begins there, or else of the largest statement.
func hiddenIn(file *ast.File, pos token.Pos, end *token.Pos) []interval {
	var hidden []interval
	var expr, other ast.Node
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil || n.End() <= pos || end.IsValid() && n.Pos() >= *end {
			return false
		}
		switch n := n.(type) {
		case *ast.BlockStmt:
			if n.Pos() > pos {
				hidden = append(hidden, interval{n.Lbrace + 1, n.Rbrace})
			}
		case *ast.CompositeLit:
			if n.Pos() == pos {
				hidden = append(hidden, interval{n.Lbrace + 1, n.Rbrace})
			}
		}
		if n.Pos() == pos {
			if _, is := n.(ast.Expr); is && expr == nil {
				expr = n
			} else if _, is := n.(*ast.File); !is && other == nil {
				other = n
			}
		}
		return true
	})
	switch {
	case end.IsValid():
	case expr != nil:
		*end = expr.End()
	case other != nil:
		*end = other.End()
	}
	return hidden
}

// scan splits code into tokens. It leaves out the semicolons that ends of lines
// stand for, and the comma behind the last element of a list, which a list of
// several lines needs.
func scan(code []byte) []string {
	var words []string
	var s scanner.Scanner
	fset := token.NewFileSet()
	s.Init(fset.AddFile("", fset.Base(), len(code)), code, nil, 0)
	for {
		_, tok, literal := s.Scan()
		switch {
		case tok == token.EOF:
			return words
		case tok == token.SEMICOLON && literal == "\n":
			continue
		case tok == token.RPAREN || tok == token.RBRACE || tok == token.RBRACK:
			if n := len(words); n > 0 && words[n-1] == "," {
				words = words[:n-1]
			}
		}
		if literal == "" {
			literal = tok.String()
		}
		words = append(words, literal)
	}
}
