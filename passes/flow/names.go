package flow

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// Suggests reports whether a name says that a value is a secret.
func (g *Graph) Suggests(name string) bool { return uses.Suggests(g.names(), name) }

// SuggestsSalt reports whether a name says that a value is a salt, which is no secret.
func SuggestsSalt(name string) bool { return lexicon.Classify(name) == lexicon.Salt }

// NamedSinks returns the places at which a value gets a name that suggests a role:
// the store in a field Token, the return of a function newSessionID, the variable
// otp, the argument for a parameter password, the map key "token". The roles are
// only as good as the names.
func (g *Graph) NamedSinks(roles ...cryptoapi.Role) []*Sink {
	if g.e == nil {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.e.NamedSinks(roles...)
}

// comparesSecrets reports whether a file compares something whose name suggests a
// secret: then a package is worth a look even if it imports no cryptography.
func comparesSecrets(pass *analysis.Pass, names lexicon.Lexicon) bool {
	found := false
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			comparison, ok := n.(*ast.BinaryExpr)
			if ok && (comparison.Op == token.EQL || comparison.Op == token.NEQ) {
				found = found || suggestsSecret(comparison.X, names) || suggestsSecret(comparison.Y, names)
			}
			return !found
		})
	}
	return found
}

func suggestsSecret(expr ast.Expr, names lexicon.Lexicon) bool {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.Ident:
		return uses.Suggests(names, expr.Name)
	case *ast.SelectorExpr:
		return uses.Suggests(names, expr.Sel.Name)
	case *ast.CallExpr:
		return suggestsSecret(expr.Fun, names)
	}
	return false
}

// SuggestsCookie reports whether the name of a cookie says that its value lets
// its bearer in.
func SuggestsCookie(name string) bool { return lexicon.Cookie(name) }

// NameNoun says what a name stands for in a message: "session id". It is empty
// for a name that suggests nothing.
func NameNoun(name string) string { return lexicon.Noun(name) }

// namesOf returns what is known of names, with those that the configuration says.
func namesOf(pass *analysis.Pass) lexicon.Lexicon {
	return lexicon.With(pass.ResultOf[rule.Settings].(*config.Config).SecretNames)
}

// names returns what is known of names.
func (g *Graph) names() lexicon.Lexicon {
	if g.e == nil {
		return lexicon.Lexicon{}
	}
	return g.e.Names
}
