package rule

import (
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"
)

func TestElsewhere(t *testing.T) {
	shop, tokens, library := types.NewPackage("example.org/shop", "shop"), types.NewPackage("example.org/shop/tokens", "tokens"), types.NewPackage("example.org/uuid", "uuid")
	shop.SetImports([]*types.Package{tokens, library})
	pass := &Pass{Pass: &analysis.Pass{Pkg: shop, Module: &analysis.Module{Path: "example.org/shop"}}}
	elsewhere := pass.Elsewhere(func(name string) bool { return name == "NewToken" })
	function := func(pkg *types.Package, name string) *types.Func {
		return types.NewFunc(token.NoPos, pkg, name, types.NewSignatureType(nil, nil, nil, nil, nil, false))
	}
	if !elsewhere(function(tokens, "NewToken")) || elsewhere(function(tokens, "Next")) {
		t.Error("another package of the module, by the name of its function")
	}
	if elsewhere(function(shop, "NewToken")) || elsewhere(function(library, "NewToken")) {
		t.Error("neither the package itself nor another module")
	}
	if !pass.Outside(function(library, "New")) || pass.Outside(function(tokens, "Next")) || pass.Outside(function(nil, "Error")) {
		t.Error("another module, and not another package of this one")
	}
	if !pass.ImportsAny("flag", "example.org/uuid") || pass.ImportsAny("flag") || pass.ImportsAny() {
		t.Error("the package imports example.org/uuid, and not flag")
	}
}
