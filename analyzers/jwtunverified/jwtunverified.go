// Package jwtunverified finds JSON Web Tokens that a program believes without a look at
// the signature, and tokens that never expire for it.
package jwtunverified

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/astutil"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/verdict"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL902", Name: "jwtunverified", Title: "JWT that is trusted without verification",
	Severity: rule.Critical, CWE: 347,
	Patterns: []string{"J02", "J04", "J05"},
	Instead:  []string{verify},
	Since:    "0.1.0",
}

const verify = "safeapi/signedtoken.Signer.Verify"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	c := &checker{pass, graph.Table(), mention.Of(pass.Pass)}
	for _, v := range verdict.New(graph).Of(cryptoapi.Verify) {
		if v.Of(cryptoapi.JWTGo()...) && !c.looksAtValid(v) {
			c.ignored(v)
		}
	}
	if !c.verifies() {
		for _, sink := range graph.Sinks(cryptoapi.AsUnverifiedToken) {
			c.unverified(graph, sink)
		}
	}
	c.claims()
	return nil
}

type checker struct {
	*rule.Pass
	table    *cryptoapi.Table
	mentions *mention.Mentions
}

// looksAtValid reports whether the function that parses a token looks at its field
// Valid, which says the same as the error, or returns the token to others who can.
func (c *checker) looksAtValid(v *verdict.Verdict) bool {
	path, _ := astutil.PathEnclosingInterval(c.FileOf(v.Pos()), v.Pos(), v.Pos())
	for _, node := range path {
		function, ok := node.(*ast.FuncDecl)
		if !ok {
			continue
		}
		for _, symbol := range c.mentions.Named(cryptoapi.InJWTGo("Token.Valid")...) {
			if function.Pos() <= symbol.Node.Pos() && symbol.Node.End() <= function.End() {
				return true
			}
		}
	}
	return v.Function() == nil || slices.ContainsFunc(slices.Collect(v.Function().Signature().Results().Variables()), isToken)
}

func isToken(result *types.Var) bool {
	_, pointer := types.Unalias(result.Type()).(*types.Pointer)
	return pointer && slices.Contains(cryptoapi.InJWTGo("Token"), mention.TypeName(result.Type()))
}

// ignored reports a token that was parsed with a key, when nothing depends on whether
// that went well.
func (c *checker) ignored(v *verdict.Verdict) {
	f := rule.Finding{
		Pos: v.Pos(), End: v.End(), Confidence: rule.Certain, Instead: verify,
		Why:    "an attacker can create a token with any claims, and it is accepted as genuine",
		Advice: "return if the error is not nil",
	}
	if v.Callee() != "" {
		f.Confidence = rule.Likely
	}
	name := v.Subject()
	switch v.Fate {
	case verdict.Dropped:
		f.Case, f.Message = "dropped", fmt.Sprintf("the error of %s is dropped", name)
	case verdict.Overwritten:
		f.Case, f.Message = "overwritten", fmt.Sprintf("%q, the error of %s, is never checked", v.Variable, name)
	case verdict.GoesOn:
		f.Case, f.Severity, f.Confidence = "goes on", rule.High, rule.Likely
		f.Message = fmt.Sprintf("the program continues when %s fails, as if it had succeeded", name)
	case verdict.OneError:
		f.Case, f.Severity, f.Confidence = "one error", rule.High, rule.Likely
		f.Message = fmt.Sprintf("only one error of %s is handled, and any other is treated as success", name)
		f.Advice = "return if the error is not nil"
	default:
		return
	}
	f.Steps = steps(v)
	c.Report(f)
}

// steps lead from the parser to where the program goes wrong.
func steps(v *verdict.Verdict) []rule.Step {
	what := "a failure has no effect here"
	switch {
	case !v.Step.IsValid():
		return nil
	case v.Fate == verdict.OneError:
		what = "its error is checked here"
	case v.Fate != verdict.GoesOn && v.Uses:
		what = "its claims are used here"
	case v.Fate != verdict.GoesOn:
		what = "it returns success here"
	}
	return []rule.Step{{Pos: v.Pos(), Text: "it is parsed here"}, {Pos: v.Step, Text: what}}
}

// verifies reports whether the package calls something that verifies, or that sounds
// like it: then a token may be read first to find its key.
func (c *checker) verifies() bool {
	return slices.ContainsFunc(c.mentions.Symbols, func(symbol mention.Symbol) bool {
		function, ok := symbol.Object.(*types.Func)
		if !ok {
			return false
		}
		if row := c.table.Func(function); row.Does(cryptoapi.Verify) || takesKey(row) {
			return true
		}
		name := strings.ToLower(function.Name())
		return slices.ContainsFunc([]string{"verif", "validat", "authenticat", "introspect", "tokenreview"}, func(part string) bool { return strings.Contains(name, part) }) &&
			!slices.Contains(notVerifying, function.Name())
	})
}

// takesKey reports whether a function is given the key of a token, or what finds it, and
// does not sign with it: the library verifies.
func takesKey(row *cryptoapi.Func) bool {
	if row == nil || row.Does(cryptoapi.Sign) {
		return false
	}
	for _, role := range row.Args {
		if role == cryptoapi.AsTokenKey || role == cryptoapi.AsKeyfunc {
			return true
		}
	}
	return false
}

// notVerifying have a word for verification in their names, and do the opposite.
var notVerifying = []string{"ParseUnverified", "UnsafePayloadWithoutVerification", "UnsafeClaimsWithoutVerification", "WithoutClaimsValidation", "WithValidate", "WithVerify"}

// unverified reports a token from a request that nothing in the package verifies.
func (c *checker) unverified(graph *flow.Graph, sink *flow.Sink) {
	for _, o := range graph.Passed(sink).Origins() {
		if o.Kind != cryptoapi.Network || o.Detail != "" {
			continue
		}
		c.Report(rule.Finding{
			Pos: sink.Pos(), End: sink.End(), Severity: rule.High, Confidence: rule.Likely, Case: "unverified", Instead: verify,
			Message: fmt.Sprintf("%s reads a token from a request, and nothing in this package verifies it", sink.API),
			Why:     "an attacker can create a token with any claims, and it is accepted as genuine",
			Advice:  advice("parse it with its key", "and with jwt.WithValidMethods", sink.Of(cryptoapi.JWTGo()...)),
			Steps:   flow.Path(o, "the token of a request"),
		})
		return
	}
}

// advice says what to do, and more of it for the modules that have more to offer.
func advice(text, more string, has bool) string {
	if has {
		return text + ", " + more
	}
	return text
}

// skips are what turns the checks of claims off, each with what has to be so.
var skips = map[string]bool{"WithoutClaimsValidation": true, "SkipClaimsValidation": true, "WithValidate": false}

// claims reports parsers that skip the checks of the claims, unless the package makes
// such checks itself.
func (c *checker) claims() {
	own := cryptoapi.InJWTGo("Validator.Validate", "Claims.Valid", "MapClaims.Valid", "StandardClaims.Valid", "RegisteredClaims.Valid",
		"MapClaims.VerifyExpiresAt", "StandardClaims.VerifyExpiresAt", "RegisteredClaims.VerifyExpiresAt", "NewValidator")
	own = append(own, "github.com/lestrrat-go/jwx/v2/jwt.Validate", "github.com/lestrrat-go/jwx/v3/jwt.Validate")
	if len(c.mentions.Named(own...)) > 0 || c.readsExpiry() {
		return
	}
	names := append(cryptoapi.InJWTGo("WithoutClaimsValidation", "Parser.SkipClaimsValidation"),
		"github.com/lestrrat-go/jwx/v2/jwt.WithValidate", "github.com/lestrrat-go/jwx/v3/jwt.WithValidate")
	for _, symbol := range c.mentions.Named(names...) {
		if value, ok := c.setTo(symbol); ok && value == skips[symbol.Object.Name()] {
			name := symbol.Object.Name()
			if !value {
				name += "(false)"
			}
			c.Report(rule.Finding{
				Pos: symbol.Node.Pos(), End: symbol.Node.End(), Severity: rule.Medium, Confidence: rule.Likely, Case: "claims", Instead: verify,
				Message: name + " accepts tokens that have expired",
				Why:     "an attacker who finds an old token can use it for as long as its key is in use",
				Advice:  advice("leave it out", "and set jwt.WithLeeway for clocks that differ", value),
			})
		}
	}
}

// readsExpiry reports whether the package looks at when a token expires.
func (c *checker) readsExpiry() bool {
	return slices.ContainsFunc(c.mentions.Symbols, func(symbol mention.Symbol) bool {
		return slices.Contains([]string{"ExpiresAt", "GetExpirationTime", "Expiration"}, symbol.Object.Name())
	})
}

// setTo returns the constant that a setting gets, and true for one without a value.
func (c *checker) setTo(symbol mention.Symbol) (value, ok bool) {
	switch {
	case symbol.Call != nil && len(symbol.Call.Args) == 0:
		return true, true
	case symbol.Call != nil:
		return c.boolean(symbol.Call.Args[0])
	case symbol.Set != nil && symbol.Set.Value != nil:
		return c.boolean(symbol.Set.Value)
	}
	return false, false
}

func (c *checker) boolean(expr ast.Expr) (value, ok bool) {
	constantValue := c.TypesInfo.Types[expr].Value
	if constantValue == nil || constantValue.Kind() != constant.Bool {
		return false, false
	}
	return constant.BoolVal(constantValue), true
}
