package mention_test

import (
	"go/ast"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/mention"
)

func TestNames(t *testing.T) {
	probe := &analysis.Analyzer{
		Name: "nameprobe", Doc: "tell what names say", Requires: []*analysis.Analyzer{mention.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			mentions := mention.Of(pass)
			for _, literal := range mentions.Literals("crypto/elliptic.CurveParams") {
				pass.Reportf(literal.Pos(), "literal")
			}
			for _, s := range mentions.Named("crypto/elliptic.Curve.ScalarBaseMult", "crypto/elliptic.Marshal") {
				pass.Reportf(s.Node.Pos(), "%s on %s", s.Short(), s.On().Name())
			}
			for _, s := range mentions.Named("hash.Hash.Sum") {
				what := "something else"
				if made, ok := mentions.Made(s.Node.(*ast.SelectorExpr).X, "hash.Hash.Sum", "hash.Hash.Reset"); ok {
					what = "what " + made.Short() + " made"
				}
				pass.Reportf(s.Node.Pos(), "on %s", what)
			}
			for _, s := range mentions.Named("crypto/tls.Config.InsecureSkipVerify", "math/big.NewInt") {
				what := "something else"
				if value := s.Setting(); value != nil {
					what = value.ExactString()
				}
				pass.Reportf(s.Node.Pos(), "set to %s", what)
			}
			testSaid(t, mentions, pass.Pkg)
			return nil, nil
		},
	}
	ruletest.Run(t, probe, "./flow/names")
}

// testSaid asks for names of each sort.
func testSaid(t *testing.T, mentions *mention.Mentions, pkg *types.Package) {
	t.Helper()
	if !mentions.Any("crypto/elliptic.P256") || mentions.Any("crypto/elliptic.P384") {
		t.Error("Any does not say what is named")
	}
	for _, c := range []struct {
		name                    string
		speaks, offers, methods bool
	}{
		{"big", true, false, false},   // an import
		{"P256", true, false, false},  // of another package
		{"mul256", true, true, false}, // a function
		{"Curve", true, true, false},  // a field
		{"MulBase", true, true, true}, // a method
		{"x", true, false, false},     // a result
		{"P384", false, false, false}, // nothing
	} {
		is := func(name string) bool { return name == c.name }
		if mentions.Speaks(is) != c.speaks || mention.Offers(pkg, is) != c.offers || mention.HasMethod(pkg, is) != c.methods {
			t.Errorf("%s: speaks, offers or has a method wrongly", c.name)
		}
	}
}
