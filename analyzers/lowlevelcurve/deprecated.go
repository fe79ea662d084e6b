package lowlevelcurve

import (
	"go/types"
	"strings"

	"github.com/cryptolint/cryptolint/passes/flow/curve"
	"github.com/cryptolint/cryptolint/passes/mention"
	"github.com/cryptolint/cryptolint/passes/module"
)

// deprecated reports the deprecated names that are left, each once in a file, and curves that a
// program describes by their numbers.
func (c *checker) deprecated() {
	mentions := mention.Of(c.Pass.Pass)
	facts, arithmetic, others := module.Of(c.Pass.Pass), ownArithmetic(mentions), curve.Others(c.Pkg)
	for _, m := range mentions.Symbols {
		s, known := symbols[m.Name]
		if !known || s.since != "" && facts.Before("go"+s.since) || others && m.Method() || c.foreign(m) {
			continue
		}
		f := deprecated.Naming(m.Short(), s.when(), s.why, s.advice).At(m.Node)
		if s.strict || arithmetic && m.Call != nil && len(m.Call.Args) > 0 && m.Method() {
			f.Profile = "strict"
		}
		c.ReportInFile(f)
	}
	for _, literal := range mentions.Literals("crypto/elliptic.CurveParams") {
		c.Report(parameters.At(literal))
	}
}

// foreign reports whether a call names a curve of another package than crypto/elliptic:
// what the standard library has in the place of the function does not know it.
func (c *checker) foreign(m mention.Symbol) bool {
	pkg := m.On()
	return pkg != nil && pkg != c.Pkg && !strings.HasPrefix(pkg.Path(), "crypto/")
}

// ownArithmetic reports whether a package adds points: there are protocols that need it, and
// the standard library does not offer it.
func ownArithmetic(mentions *mention.Mentions) bool {
	return mentions.Any("crypto/elliptic.Curve.Add", "crypto/elliptic.Curve.Double", "crypto/elliptic.CurveParams.Add", "crypto/elliptic.CurveParams.Double")
}

// ownCurve reports whether a package implements a curve: a type with methods of its own.
func ownCurve(pkg *types.Package) bool {
	return mention.HasMethod(pkg, func(name string) bool {
		return name == "ScalarMult" || name == "ScalarBaseMult" || name == "IsOnCurve"
	})
}
