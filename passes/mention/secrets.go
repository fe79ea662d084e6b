package mention

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"iter"
	"strings"
	"unicode"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
)

// Secrets goes through the texts that are written in a package under a name that says that
// it is that of a secret, each in the field, the variable, the constant or the parameter that
// gets it, or that it is compared with. It passes over texts that look like the name of a
// secret or a stand-in for one, and not like the secret. In is the name.
func Secrets(pass *analysis.Pass, says func(name string) bool) iter.Seq[Text] {
	return func(yield func(Text) bool) {
		more := true
		enter := func(name string, value ast.Expr) {
			if literal, text := written(pass.TypesInfo, value); more && literal != nil && says(name) && looksSecret(text) {
				more = yield(Text{literal, text, name})
			}
		}
		for _, file := range pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				given(pass.TypesInfo, n, enter)
				return more
			})
		}
	}
}

// given enters the values that a node gives, each with the name of what gets it.
func given(info *types.Info, n ast.Node, enter func(name string, value ast.Expr)) {
	switch n := n.(type) {
	case *ast.ValueSpec:
		for i, value := range n.Values {
			enter(n.Names[min(i, len(n.Names)-1)].Name, value)
		}
	case *ast.AssignStmt:
		for i, value := range n.Rhs {
			if len(n.Lhs) == len(n.Rhs) {
				enter(lastName(n.Lhs[i]), value)
			}
		}
	case *ast.CompositeLit:
		for _, element := range n.Elts {
			if pair, ok := element.(*ast.KeyValueExpr); ok {
				if field, ok := info.Uses[identifier(pair.Key)].(*types.Var); ok && field.IsField() {
					enter(field.Name(), pair.Value)
				}
			}
		}
	case *ast.BinaryExpr:
		if n.Op == token.EQL || n.Op == token.NEQ {
			enter(lastName(n.X), n.Y)
			enter(lastName(n.Y), n.X)
		}
	case *ast.CallExpr:
		signature, ok := types.Unalias(info.TypeOf(n.Fun)).(*types.Signature)
		for i := 0; ok && i < min(len(n.Args), signature.Params().Len()); i++ {
			enter(signature.Params().At(i).Name(), n.Args[i])
		}
	}
}

func identifier(expr ast.Expr) *ast.Ident {
	name, _ := expr.(*ast.Ident)
	return name
}

// lastName returns the name of a variable or a field, or "".
func lastName(expr ast.Expr) string {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.Ident:
		return expr.Name
	case *ast.SelectorExpr:
		return expr.Sel.Name
	}
	return ""
}

// written returns the literal that an expression is, and its text, also where it is converted
// to bytes. It is nil where a type of its own says that it is one of a few.
func written(info *types.Info, value ast.Expr) (ast.Expr, string) {
	value = ast.Unparen(value)
	if call, ok := value.(*ast.CallExpr); ok && len(call.Args) == 1 && info.Types[call.Fun].IsType() {
		value = ast.Unparen(call.Args[0])
	}
	literal, ok := value.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return nil, ""
	}
	if _, enum := types.Unalias(info.TypeOf(literal)).(*types.Named); enum {
		return nil, ""
	}
	return literal, constant.StringVal(info.Types[literal].Value)
}

// The shortest and the longest text that looks like a secret.
const minSecret, maxSecret = 6, 200

var (
	// standIn matches texts that somebody should replace, or that are published as examples.
	standIn = lazyregexp.New(`(?i)change.?(me|it|this)|your|example|placeholder|replace|insert|xxx|todo|fixme|dummy|sample|test|fake|mock|redact|secret.?here|^pk_|123-?456-?7890`)

	// otherForm matches what has a form that secrets do not have: addresses, paths, files, formats,
	// templates, patterns, ranges, calls, names of a domain.
	otherForm = lazyregexp.New(`://|^urn:|^[/.~$^#:?&@-]|^[a-z0-9.-]+\.[a-z]{2,}(/|:|$)|\.(go|json|ya?ml|pem|key|txt|toml|env|crt|html|tmpl|sql|db|conf|ini)$|[%<>{}\[\]()|"'\\` + "`" + `]`)

	// named matches words that are put together, as in "oauth2_token", "X-Api-Key-2" and
	// "spec.v1.password".
	named = lazyregexp.New(`^[A-Za-z]+\d?([-_.:/,=*@]+([A-Za-z]+\d?|\d{1,2}))+$`)

	// standard matches numbered names: algorithms, versions, codes of errors.
	standard = lazyregexp.New(`^[A-Z]+[-_]?\d+$|(?i)^(sha|md|aes|hmac|hs|rs|es|ps|ed|rsa|ecdsa|ecdh|x|p|secp|argon|pbkdf|base|utf|oauth|http|ipv|chacha)-?\d`)

	// ofSecret matches names of secrets, with at most one digit to tell several apart.
	ofSecret = lazyregexp.New(`(?i)(password|passwd|secret|token|key|auth|login)[A-Za-z]*\d?$`)
)

// looksSecret reports whether a text looks like a secret: one word of letters and digits at
// least, which is neither the name of one nor a stand-in.
func looksSecret(text string) bool {
	if len(text) < minSecret || len(text) > maxSecret || standIn.MatchString(text) || otherForm.MatchString(text) || named.MatchString(text) || standard.MatchString(text) || ofSecret.MatchString(text) {
		return false
	}
	other := func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsGraphic(r) || unicode.IsSpace(r) }
	return !strings.ContainsFunc(text, other) && strings.ContainsFunc(text, unicode.IsLetter) && strings.ContainsFunc(text, unicode.IsDigit)
}
