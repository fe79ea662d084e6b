// Package jwtalgorithm finds JSON Web Tokens whose algorithm protects nothing: unsigned
// tokens, and tokens whose sender picks the algorithm.
package jwtalgorithm

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/astutil"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL901", Name: "jwtalgorithm", Title: "JWT without a signature, or with an algorithm that the sender chooses",
	Severity: rule.Critical, CWE: 347,
	Patterns: []string{"J01", "J03"},
	Instead:  []string{token},
	Since:    "0.1.0",
}

const token = "safeapi/signedtoken.New"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

func run(pass *rule.Pass) error {
	mentions := mention.Of(pass.Pass)
	for _, symbol := range mentions.Named(cryptoapi.InJWTGo("UnsafeAllowNoneSignatureType")...) {
		none(pass, symbol)
	}
	for _, symbol := range mentions.Named(unsigned...) {
		pass.Report(made.Naming(types.ExprString(symbol.Node)).At(symbol.Node))
	}
	// a package that names the accepted methods somewhere is taken to do so everywhere
	restricts := mentions.Any(cryptoapi.InJWTGo("WithValidMethods", "Parser.ValidMethods")...)
	for check := range callback.New(flow.Of(pass.Pass)).At(cryptoapi.AsKeyfunc) {
		if !publicKeyAsBytes(pass, check) && !restricts && len(check.Ways) == 1 && inSight(check.Sink, mentions) {
			anyAlgorithm(pass, check)
		}
	}
	return nil
}

// none reports the key that lets unsigned tokens pass, unless it is recognised, and not used.
func none(pass *rule.Pass, symbol mention.Symbol) {
	path, _ := astutil.PathEnclosingInterval(pass.FileOf(symbol.Node.Pos()), symbol.Node.Pos(), symbol.Node.End())
	inKeyfunc := false
	for i, node := range path {
		switch node := node.(type) {
		case *ast.BinaryExpr, *ast.CaseClause:
			if !slices.ContainsFunc(path[1:i], notParen) {
				return
			}
		case *ast.FuncLit:
			inKeyfunc = returnsKey(pass.TypesInfo.TypeOf(node))
		case *ast.FuncDecl:
			inKeyfunc = inKeyfunc || returnsKey(pass.TypesInfo.TypeOf(node.Name))
		case *ast.CallExpr:
			if !inKeyfunc && slices.Contains(node.Args, symbol.Node) {
				pass.Report(made.Naming(types.ExprString(symbol.Node)).At(symbol.Node))
				return
			}
		}
	}
	pass.Report(accepted[inKeyfunc].At(symbol.Node))
}

func notParen(node ast.Node) bool {
	_, paren := node.(*ast.ParenExpr)
	return !paren
}

// returnsKey reports whether a function has the type of a Keyfunc.
func returnsKey(t types.Type) bool {
	signature, ok := t.(*types.Signature)
	return ok && signature.Params().Len() == 1 && signature.Results().Len() == 2 && types.IsInterface(signature.Results().At(0).Type())
}

// publicKeyAsBytes reports a function that hands out a public key as bytes, which are
// an HMAC key to the library.
func publicKeyAsBytes(pass *rule.Pass, check *callback.Handed) bool {
	for _, o := range check.Returns(0).Origins() {
		text, ok := flow.Text(o)
		if !ok || !strings.Contains(text, "-----BEGIN PUBLIC KEY") && !strings.Contains(text, "-----BEGIN CERTIFICATE") {
			continue
		}
		pass.ReportFirst(asBytes.Naming(check.Name()).At(check.Sink).Along(flow.Path(o, "a public key")))
		return true
	}
	return false
}

// inSight reports whether the options of the parser are in this package.
func inSight(sink *flow.Sink, mentions *mention.Mentions) bool {
	return sink.Is(cryptoapi.InJWTGo("Parse", "ParseWithClaims")...) || mentions.Any(cryptoapi.InJWTGo("NewParser", "Parser")...)
}

// anyAlgorithm reports, in the profile strict, a function that never looks at the
// algorithm. A secret of bytes is a key of HMAC alone, so nobody can choose there.
func anyAlgorithm(pass *rule.Pass, check *callback.Handed) {
	if check.CallsUnseen() || check.Touches(cryptoapi.InJWTGo("Token.Method", "Token.Header")...) {
		return
	}
	if _, only := check.ReturnsBytes(0); !only {
		pass.Report(unchecked.Naming(check.Name()).At(check.Sink))
	}
}
