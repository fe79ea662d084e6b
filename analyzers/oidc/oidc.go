// Package oidc finds programs that believe OpenID Connect tokens and SAML responses
// without the checks that make them genuine.
package oidc

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL904", Name: "oidc", Title: "OpenID Connect or SAML without the required checks",
	Severity: rule.Critical, CWE: 347,
	Patterns: []string{"J11"},
	Since:    "0.1.0",
}

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

const (
	library = "github.com/coreos/go-oidc/v3/oidc"
	config  = library + ".Config"
)

// A skip is a field that turns a check off.
type skip struct {
	field  string
	claims []string // a program that reads one of them makes the check itself
	reads  []string // fields of IDToken that hold them
	f      rule.Finding
}

const writes = "an attacker can create a token with any claims, and it is accepted as genuine"

var signature = skip{field: "InsecureSkipSignatureCheck", f: rule.Finding{
	Severity: rule.Critical, Case: "signature", Message: "InsecureSkipSignatureCheck accepts ID tokens without a valid signature",
	Why: writes, Advice: "leave it out: the verifier fetches the keys of the provider",
}}

var response = rule.Finding{
	Severity: rule.Critical, Case: "saml", Message: "SkipSignatureValidation accepts SAML responses without a valid signature",
	Why:    "an attacker can forge a response for any user, and is logged in",
	Advice: "leave it out, and put the certificates of the identity provider into IDPCertificateStore",
}

var claims = []skip{
	{"SkipExpiryCheck", []string{"exp"}, []string{library + ".IDToken.Expiry"}, rule.Finding{
		Severity: rule.Medium, Case: "expiry", Message: "SkipExpiryCheck accepts ID tokens that have expired",
		Why: "an attacker who finds an old token can use it for as long as its key is in use", Advice: "leave it out, and set Now for clocks that differ",
	}},
	{"SkipClientIDCheck", []string{"aud", "azp", "client_id", "cid", "appid"}, []string{library + ".IDToken.Audience"}, rule.Finding{
		Severity: rule.High, Case: "audience", Message: "SkipClientIDCheck accepts ID tokens that were issued to other clients",
		Why: "an attacker who runs another client of the provider can use the tokens of its users here", Advice: "set ClientID, or compare IDToken.Audience with the clients that are accepted",
	}},
	{"SkipIssuerCheck", []string{"iss", "tid", "hd"}, []string{library + ".IDToken.Issuer"}, rule.Finding{
		Severity: rule.Medium, Case: "issuer", Message: "SkipIssuerCheck accepts ID tokens of every issuer that shares the keys of the provider",
		Why: "an attacker with a tenant of the same provider can issue tokens for any user", Advice: "leave it out, or compare IDToken.Issuer with the issuers that are accepted",
	}},
}

type checker struct {
	*rule.Pass
	mentions *mention.Mentions
}

func run(pass *rule.Pass) error {
	c := &checker{pass, mention.Of(pass.Pass)}
	graph := flow.Of(pass.Pass)
	for _, sink := range graph.Sinks(cryptoapi.AsVerifyFlag) {
		if sink.Of("github.com/russellhaering/gosaml2") {
			c.unsigned(graph, sink)
		}
	}
	verifies := c.mentions.Any(library+".IDTokenVerifier.Verify") && !c.handsOn()
	// a token that comes straight from the provider, over TLS, need not be signed
	direct := c.mentions.Any("golang.org/x/oauth2.Token.Extra")
	for _, o := range object.New(graph).Of(config) {
		if !direct {
			c.skipped(o, signature)
		}
		for _, s := range claims {
			if verifies && !c.looksAt(s) {
				c.skipped(o, s)
			}
		}
	}
	return nil
}

// skipped reports a configuration with a field that is true, at the code that sets it.
func (c *checker) skipped(o *object.Object, s skip) {
	ways := o.Field(s.field)
	for _, way := range ways {
		if len(way) != 1 || !flow.True(way[0]) || o.SetElsewhere(way[0]) {
			continue
		}
		at := o.SetAt(s.field, way[0])
		f := s.f
		f.Pos, f.End, f.Confidence, f.Steps = at.Pos(), at.End(), rule.Likely, flow.Path(way[0], "the check is skipped")
		c.ReportFirst(f)
		return
	}
}

// unsigned reports a service provider of SAML that does not look at signatures.
func (c *checker) unsigned(graph *flow.Graph, sink *flow.Sink) {
	ways := graph.Origins(sink)
	for _, way := range ways {
		if len(way) != 1 || !flow.True(way[0]) {
			continue
		}
		f := response
		f.Pos, f.End, f.Confidence, f.Steps = sink.Pos(), sink.End(), rule.Likely, flow.Path(way[0], "the check is skipped")
		if len(ways) == 1 {
			f.Confidence = rule.Certain
		}
		c.Report(f)
		return
	}
}

// looksAt reports whether the package reads what the skipped check would look at: the
// field of the token, or the claim by its name.
func (c *checker) looksAt(s skip) bool {
	return c.mentions.Any(s.reads...) || c.some(func(n ast.Node) bool {
		literal, ok := n.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			return false
		}
		text, err := strconv.Unquote(literal.Value)
		name, _, _ := strings.Cut(reflect.StructTag(text).Get("json"), ",")
		return err == nil && (slices.Contains(s.claims, text) || slices.Contains(s.claims, name))
	})
}

// handsOn reports whether code out of sight gets the verified tokens or their claims,
// and may make the checks: a function that returns a token, a call of another package,
// claims that are read into what others declare.
func (c *checker) handsOn() bool {
	return c.some(func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncType:
			return n.Results != nil && slices.ContainsFunc(n.Results.List, func(f *ast.Field) bool { return isToken(c.TypesInfo.TypeOf(f.Type)) })
		case *ast.CallExpr:
			if selector, ok := n.Fun.(*ast.SelectorExpr); ok && selector.Sel.Name == "Claims" && isToken(c.TypesInfo.TypeOf(selector.X)) {
				return len(n.Args) == 1 && !c.declared(c.TypesInfo.TypeOf(n.Args[0]))
			}
			return slices.ContainsFunc(n.Args, func(arg ast.Expr) bool { return isToken(c.TypesInfo.TypeOf(arg)) })
		}
		return false
	})
}

// declared reports whether a pointer leads to a type that this package writes down.
func (c *checker) declared(t types.Type) bool {
	pointer, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return false
	}
	if named, ok := types.Unalias(pointer.Elem()).(*types.Named); ok {
		return named.Obj().Pkg() == c.Pkg
	}
	_, isStruct := pointer.Elem().Underlying().(*types.Struct)
	return isStruct
}

func isToken(t types.Type) bool { return mention.TypeName(t) == library+".IDToken" }

// some reports whether the files hold a node of a kind.
func (c *checker) some(is func(ast.Node) bool) bool {
	found := false
	for _, file := range c.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			found = found || n != nil && is(n)
			return !found
		})
	}
	return found
}
