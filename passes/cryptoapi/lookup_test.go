package cryptoapi

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"
)

// source uses functions in the ways that lead to a row: through an interface,
// an interface that another one embeds, a pointer, an embedded struct and an
// instance of a generic function.
const source = `package p

import (
	"bytes"
	"crypto/cipher"
	"hash"
	"math/rand"
	randv2 "math/rand/v2"
	"net/http"
	"slices"
)

type named struct{ *bytes.Buffer }

func uses(a cipher.AEAD, h hash.Hash, r *rand.Rand, n named, c *http.Cookie) {
	a.Seal(nil, nil, nil, nil)
	h.Write(nil)
	h.Sum(nil)
	r.Intn(6)
	r.Int31n(6)
	n.WriteString("")
	slices.Clone([]byte(nil))
	randv2.N(6)
	rand.Intn(6)
	rand.Read(nil)
	c.Valid()
	func() {}()
}
`

func TestFuncFindsTheRowOfEachUse(t *testing.T) {
	want := []string{
		"crypto/cipher AEAD.Seal",
		"io Writer.Write",
		"hash Hash.Sum",
		"math/rand Rand.Intn",
		"math/rand Rand.Int31n",
		"bytes Buffer.WriteString",
		"slices Clone",
		"math/rand/v2 *",
		"math/rand *",
		"math/rand Read",
		"", // a method without a row, of a package without a row for all
		"", // a function without a name
	}
	got := rowsOfCalls(t, source)
	if len(got) != len(want) {
		t.Fatalf("the source has %d calls, the test expects %d", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("call %d: row %q, want %q", i, got[i], want[i])
		}
	}
}

// rowsOfCalls names the rows of the calls in a source file, in their order.
func rowsOfCalls(t *testing.T, source string) []string {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	config := types.Config{Importer: imports(loadPackages(t))}
	if _, err := config.Check("p", fset, []*ast.File{file}, info); err != nil {
		t.Fatal(err)
	}
	var rows []string
	ast.Inspect(file, func(n ast.Node) bool {
		call, isCall := n.(*ast.CallExpr)
		if !isCall {
			return true
		}
		if _, conversion := call.Fun.(*ast.ArrayType); conversion {
			return true
		}
		rows = append(rows, rowOf(info, call))
		return true
	})
	return rows
}

// imports are the packages that a source file may import.
type imports map[string]*types.Package

func (i imports) Import(path string) (*types.Package, error) {
	if p := i[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("the table does not speak of package %s", path)
}

func rowOf(info *types.Info, call *ast.CallExpr) string {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	fn, _ := info.Uses[selector.Sel].(*types.Func)
	row := Builtin().Func(fn)
	if row == nil {
		return ""
	}
	return row.Package + " " + row.Name
}

func TestFuncIgnoresTheProgramsOwnFunctions(t *testing.T) {
	own := types.NewPackage("example.com/crypto/cipher", "cipher")
	sig := types.NewSignatureType(nil, nil, nil, nil, nil, false)
	if row := Builtin().Func(types.NewFunc(token.NoPos, own, "NewGCM", sig)); row != nil {
		t.Errorf("a package that is only called cipher has the row %+v", row)
	}
	if row := Builtin().Func(nil); row != nil {
		t.Errorf("no function has the row %+v", row)
	}
}

func TestFuncFindsVendoredPackages(t *testing.T) {
	sig := types.NewSignatureType(nil, nil, nil, nil, nil, false)
	for _, path := range []string{
		"vendor/golang.org/x/crypto/chacha20poly1305",
		"example.com/server/vendor/golang.org/x/crypto/chacha20poly1305",
	} {
		vendored := types.NewPackage(path, "chacha20poly1305")
		if row := Builtin().Func(types.NewFunc(token.NoPos, vendored, "NewX", sig)); row == nil {
			t.Errorf("%s has no row for NewX", path)
		}
		if !Builtin().Modelled(path) {
			t.Errorf("%s is not modelled", path)
		}
	}
}

func TestVarIsThatOfThePackageNotALocalOfTheSameName(t *testing.T) {
	rand := types.NewPackage("crypto/rand", "rand")
	reader := types.NewVar(token.NoPos, rand, "Reader", types.Typ[types.Int])
	if row := Builtin().Var(reader); row != nil {
		t.Errorf("a local variable has the row %+v", row)
	}
	rand.Scope().Insert(reader)
	if row := Builtin().Var(reader); row == nil || row.Source.Kind != SecureRandom {
		t.Errorf("rand.Reader has the row %+v", row)
	}
}

func TestModelledPackagesAndCarriers(t *testing.T) {
	for path, want := range map[string]struct{ modelled, carrier bool }{
		"crypto/cipher":                 {modelled: true},
		"math/rand/v2":                  {modelled: true},
		"golang.org/x/crypto/blake2b":   {modelled: true},
		"github.com/google/uuid":        {modelled: true},
		"fmt":                           {carrier: true},
		"bytes":                         {carrier: true},
		"net/http":                      {carrier: true},
		"time":                          {carrier: true},
		"go/parser":                     {},
		"example.com/app/crypto/cipher": {},
	} {
		if got := Builtin().Modelled(path); got != want.modelled {
			t.Errorf("Modelled(%q) = %v", path, got)
		}
		if got := Builtin().Carrier(path); got != want.carrier {
			t.Errorf("Carrier(%q) = %v", path, got)
		}
	}
}
