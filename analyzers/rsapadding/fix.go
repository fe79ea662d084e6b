package rsapadding

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// withOAEP names the functions that take the place of those with the padding of
// PKCS #1 v1.5. They take a hash before the same arguments, and a label after them.
var withOAEP = map[string]string{"EncryptPKCS1v15": "EncryptOAEP", "DecryptPKCS1v15": "DecryptOAEP"}

// useOAEP turns a call into one with OAEP and SHA-256. What was encrypted before
// cannot be decrypted after it, so the fix is not safe. It is nil where it would
// not build.
func useOAEP(pass *rule.Pass, symbol mention.Symbol) *analysis.SuggestedFix {
	const arguments = 3 // a call f(g()) has one
	call := symbol.Call
	selector, selected := symbol.Node.(*ast.SelectorExpr)
	name, known := withOAEP[symbol.Object.Name()]
	if !known || !selected || call == nil || len(call.Args) != arguments {
		return nil
	}
	sha256, edits, ok := pass.Import("crypto/sha256", call.Pos())
	if !ok {
		return nil
	}
	return &analysis.SuggestedFix{
		Message: "Use OAEP with SHA-256, which cannot read what was encrypted before",
		TextEdits: append(edits,
			edit(selector.Sel.Pos(), selector.Sel.End(), name),
			edit(call.Args[0].Pos(), call.Args[0].Pos(), sha256+".New(), "),
			edit(call.Args[arguments-1].End(), call.Args[arguments-1].End(), ", nil"),
		),
	}
}

// useSHA256 replaces the hash that a call of OAEP makes for itself. It is nil where
// the hash comes from elsewhere.
func useSHA256(pass *rule.Pass, sink *flow.Sink) *analysis.SuggestedFix {
	call, ok := sink.Node().(*ast.CallExpr)
	if !ok || sink.Through() || !sink.Is("crypto/rsa.EncryptOAEP", "crypto/rsa.DecryptOAEP") || len(call.Args) == 0 {
		return nil
	}
	made, ok := ast.Unparen(call.Args[0]).(*ast.CallExpr)
	if !ok || len(made.Args) > 0 {
		return nil
	}
	selector, ok := made.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	if fn, ok := pass.TypesInfo.Uses[selector.Sel].(*types.Func); !ok || fn.Pkg() == nil || fn.Name() != "New" {
		return nil
	}
	sha256, edits, ok := pass.Import("crypto/sha256", call.Pos())
	if !ok {
		return nil
	}
	return &analysis.SuggestedFix{
		Message:   "Use OAEP with SHA-256, which cannot read what was encrypted before",
		TextEdits: append(edits, edit(selector.Pos(), selector.End(), sha256+".New")),
	}
}

func edit(pos, end token.Pos, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: pos, End: end, NewText: []byte(text)}
}
