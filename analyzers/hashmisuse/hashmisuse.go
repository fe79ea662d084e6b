// Package hashmisuse finds calls of Sum that are meant to hash their argument, constructors for
// HMAC that return one hash again and again, and hashes that a loop does not reset.
package hashmisuse

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/idiom"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL103", Name: "hashmisuse", Title: "Sum that hashes nothing, HMAC with a single hash object, or a hash that is not reset",
	Severity: rule.High, CWE: 573,
	Patterns: []string{"H05", "H06", "M03", "H07"},
	Instead:  []string{tag},
	Since:    "0.1.0",
}

const tag = "safeapi/mac.Keyring.Sign"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

// idle are the methods that put nothing into a hash.
var idle = []string{"hash.Hash.Sum", "hash.Hash.Reset", "hash.Hash.Size", "hash.Hash.BlockSize"}

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	c := &checker{pass, graph.Table(), mention.Of(pass.Pass)}
	for _, sum := range c.mentions.Named("hash.Hash.Sum") {
		c.sum(sum)
	}
	for _, symbol := range c.mentions.Symbols {
		c.constructor(symbol)
	}
	matcher := idiom.New(graph)
	for _, j := range matcher.JoinedTexts() {
		secret := func(name string) bool {
			return graph.Suggests(name) || flow.SuggestsSalt(name) || flow.SuggestsPassword(name)
		}
		if !secret(j.First) && !secret(j.Second) && j.First != j.Second {
			c.Report(joined[j.MAC].Naming(cmp.Or(j.First, "the text before"), cmp.Or(j.Second, "a text")).At(j.Node))
		}
	}
	for _, sum := range matcher.CarriedOver() {
		if !slices.ContainsFunc(append(pass.NamesAround(sum.Node.Pos()), sum.Name), flow.SuggestsCumulative) {
			c.Report(carried[sum.MAC].Naming(cmp.Or(sum.Name, "the hash")).At(sum.Node))
		}
	}
	return nil
}

type checker struct {
	*rule.Pass
	table    *cryptoapi.Table
	mentions *mention.Mentions
}

// sum reports a call of Sum with data, on a hash that nothing was written to.
func (c *checker) sum(symbol mention.Symbol) {
	selector, ok := symbol.Node.(*ast.SelectorExpr)
	if !ok || symbol.Call == nil || len(symbol.Call.Args) != 1 || c.room(symbol.Call.Args[0]) {
		return
	}
	if made := c.fresh(selector.X); made != nil {
		f := sums[made.Does(cryptoapi.Authenticate)]
		c.Report(f.Naming(types.ExprString(symbol.Call.Args[0])).At(symbol.Call))
	}
}

// room reports whether what Sum appends to is nothing, or may only be memory for
// the digest.
func (c *checker) room(argument ast.Expr) bool {
	switch argument := ast.Unparen(argument).(type) {
	case *ast.SliceExpr: // buf[:0], buf[:n]
		return true
	case *ast.CompositeLit:
		return len(argument.Elts) == 0
	case *ast.CallExpr: // make([]byte, 0, n); a conversion is data
		return !c.TypesInfo.Types[argument.Fun].IsType()
	}
	return c.TypesInfo.Types[argument].IsNil()
}

// fresh returns the row of the constructor that made a hash or a MAC to which nothing is
// written, or nil.
func (c *checker) fresh(hash ast.Expr) *cryptoapi.Func {
	constructor, ok := c.mentions.Made(hash, idle...)
	if !ok {
		return nil
	}
	function, _ := constructor.Object.(*types.Func)
	if row := c.table.Func(function); row != nil && (row.Result.Kind == cryptoapi.Hasher || row.Result.Kind == cryptoapi.MAC) {
		return row
	}
	return nil
}

// constructor reports a function literal that HMAC, or a KDF, gets as the
// constructor of a hash and that returns the same one at each call.
func (c *checker) constructor(symbol mention.Symbol) {
	function, ok := symbol.Object.(*types.Func)
	if !ok || symbol.Call == nil {
		return
	}
	row := c.table.Func(function)
	for i, argument := range symbol.Call.Args {
		if row == nil || row.Args[i] != cryptoapi.AsHashConstructor {
			continue
		}
		if variable := c.mentions.Shared(argument); variable != nil {
			c.Report(sameHash.Naming(symbol.Short(), variable.Name()).At(argument))
		}
	}
}
