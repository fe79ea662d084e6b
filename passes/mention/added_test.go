package mention_test

import (
	"go/ast"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// added reports how many days are added in each element of a literal with a key.
var added = &analysis.Analyzer{
	Name: "addedprobe", Doc: "tell what is added to times", Requires: []*analysis.Analyzer{mention.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for _, file := range pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				element, ok := n.(*ast.KeyValueExpr)
				if ok {
					pass.Reportf(element.Pos(), "%d", mention.Of(pass).DaysAdded(element))
				}
				return !ok
			})
		}
		if mention.Of(pass).DaysAdded(nil) != 0 {
			pass.Reportf(pass.Files[0].Pos(), "no code adds days")
		}
		return nil, nil
	},
}

func TestDaysAdded(t *testing.T) {
	ruletest.Run(t, added, "./flow/added")
}
