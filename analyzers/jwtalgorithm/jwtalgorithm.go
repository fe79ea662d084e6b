// Package jwtalgorithm finds JSON Web Tokens whose algorithm protects nothing: unsigned
// tokens, and tokens whose sender picks the algorithm.
package jwtalgorithm

import (
	"fmt"
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

const valid = "name the algorithm with jwt.WithValidMethods"

// unsigned are the options of jwx that make tokens without a signature.
var unsigned = []string{
	"github.com/lestrrat-go/jwx/v2/jwt.WithInsecureNoSignature", "github.com/lestrrat-go/jwx/v2/jws.WithInsecureNoSignature",
	"github.com/lestrrat-go/jwx/v3/jwt.WithInsecureNoSignature", "github.com/lestrrat-go/jwx/v3/jws.WithInsecureNoSignature",
}

func run(pass *rule.Pass) error {
	mentions := mention.Of(pass.Pass)
	for _, symbol := range mentions.Named(cryptoapi.InJWTGo("UnsafeAllowNoneSignatureType")...) {
		none(pass, symbol)
	}
	for _, symbol := range mentions.Named(unsigned...) {
		made(pass, symbol)
	}
	graph := flow.Of(pass.Pass)
	callbacks := callback.New(graph)
	// a package that names the accepted methods somewhere is taken to do so everywhere
	restricts := mentions.Any(cryptoapi.InJWTGo("WithValidMethods", "Parser.ValidMethods")...)
	for _, sink := range graph.Sinks(cryptoapi.AsKeyfunc) {
		ways := graph.Origins(sink)
		for _, o := range ways.Origins() {
			check := callbacks.Of(o)
			if check == nil {
				continue
			}
			if publicKeyAsBytes(pass, sink, check) {
				break
			}
			if !restricts && len(ways) == 1 && inSight(sink, mentions) {
				anyAlgorithm(pass, sink, check)
			}
		}
	}
	return nil
}

// none reports the key that lets unsigned tokens pass.
func none(pass *rule.Pass, symbol mention.Symbol) {
	f := rule.Finding{
		Pos: symbol.Node.Pos(), End: symbol.Node.End(), Confidence: rule.Certain, Case: "none accepted",
		Message: "jwt.UnsafeAllowNoneSignatureType accepts unsigned tokens",
		Why:     "an attacker can create a token with any claims, and it is accepted as genuine",
		Advice:  "return the key that tokens are signed with, and " + valid, Instead: token,
	}
	path, _ := astutil.PathEnclosingInterval(pass.FileOf(symbol.Node.Pos()), f.Pos, f.End)
	inKeyfunc := false
	for _, node := range path {
		switch node := node.(type) {
		case *ast.BinaryExpr, *ast.CaseClause:
			if !within(node, symbol.Node) {
				continue
			}
			return // it is recognised, not used
		case *ast.FuncLit:
			inKeyfunc = returnsKey(pass.TypesInfo.TypeOf(node))
		case *ast.FuncDecl:
			inKeyfunc = inKeyfunc || returnsKey(pass.TypesInfo.TypeOf(node.Name))
		case *ast.CallExpr:
			if !inKeyfunc && slices.Contains(node.Args, symbol.Node) {
				made(pass, symbol)
				return
			}
		}
	}
	if !inKeyfunc {
		f.Severity, f.Confidence = rule.High, rule.Likely
		f.Message = "jwt.UnsafeAllowNoneSignatureType creates and accepts unsigned tokens"
	}
	pass.Report(f)
}

// within reports whether a comparison or the list of a case holds the name itself.
func within(node ast.Node, name ast.Expr) bool {
	switch node := node.(type) {
	case *ast.BinaryExpr:
		return ast.Unparen(node.X) == name || ast.Unparen(node.Y) == name
	case *ast.CaseClause:
		return slices.Contains(node.List, name)
	}
	return false
}

// returnsKey reports whether a function has the type of a Keyfunc.
func returnsKey(t types.Type) bool {
	signature, ok := t.(*types.Signature)
	return ok && signature.Params().Len() == 1 && signature.Results().Len() == 2 && types.IsInterface(signature.Results().At(0).Type())
}

// made reports a token that is made without a signature.
func made(pass *rule.Pass, symbol mention.Symbol) {
	pass.Report(rule.Finding{
		Pos: symbol.Node.Pos(), End: symbol.Node.End(), Severity: rule.High, Confidence: rule.Likely, Case: "none made",
		Message: fmt.Sprintf("%s creates an unsigned token", types.ExprString(symbol.Node)),
		Why:     "an attacker can change its claims, and the service that reads it cannot tell",
		Advice:  "sign it, with HS256 or EdDSA", Instead: token,
	})
}

// publicKeyAsBytes reports a function that hands out a public key as bytes, which are
// an HMAC key to the library.
func publicKeyAsBytes(pass *rule.Pass, sink *flow.Sink, check *callback.Callback) bool {
	for _, o := range check.Returns(0).Origins() {
		text, ok := flow.Text(o)
		if !ok || !strings.Contains(text, "-----BEGIN PUBLIC KEY") && !strings.Contains(text, "-----BEGIN CERTIFICATE") {
			continue
		}
		pass.Report(rule.Finding{
			Pos: sink.Pos(), End: sink.End(), Confidence: rule.Likely, Case: "public key as bytes",
			Message: fmt.Sprintf("%s returns a public key as bytes, which the library uses as an HMAC secret", check.Name()),
			Why:     "an attacker who knows the public key can sign any token with it, as HS256",
			Advice:  "parse it with jwt.ParseRSAPublicKeyFromPEM, and " + valid,
			Steps:   flow.Path(o, "a public key"),
		})
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
func anyAlgorithm(pass *rule.Pass, sink *flow.Sink, check *callback.Callback) {
	if check.CallsUnseen() || check.Touches(cryptoapi.InJWTGo("Token.Method", "Token.Header")...) {
		return
	}
	keys, all := check.ResultTypes(0)
	if all && !slices.ContainsFunc(keys, func(t types.Type) bool { return !isBytes(t) }) {
		return
	}
	pass.Report(rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Severity: rule.Low, Confidence: rule.Likely, Profile: "strict", Case: "any algorithm",
		Message: fmt.Sprintf("%s never checks the algorithm of the token, and the parser accepts all", check.Name()),
		Why:     "only the type of the key keeps an attacker from choosing the algorithm",
		Advice:  valid,
	})
}

func isBytes(t types.Type) bool {
	slice, ok := types.Unalias(t).(*types.Slice)
	return ok && types.Identical(slice.Elem(), types.Typ[types.Byte])
}
