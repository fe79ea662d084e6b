package digest

import (
	"strings"
	"unicode"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// A Mismatch is a signature that is verified with another context than it is made with.
type Mismatch struct {
	Sign, Verify *flow.Sink // of the options
	Made, Wanted string     // the contexts of the two
}

// Mismatches returns where functions of a package, of those that are given, verify with a constant
// context what the same program signs with another one: that very signature, or any if the two
// contexts are two spellings of the same words. Two sides that talk to each other may each have
// a context.
func Mismatches(g *flow.Graph, packages ...string) []Mismatch {
	var found []Mismatch
	options := g.Sinks(cryptoapi.AsSignerOptions)
	for _, verify := range options {
		wanted, ok := context(g, verify)
		if !ok || !verify.Does(cryptoapi.Verify) || !verify.Of(packages...) {
			continue
		}
		for _, sign := range options {
			made, ok := context(g, sign)
			if ok && sign.Does(cryptoapi.Sign) && made != wanted && samePackage(sign, verify, packages) &&
				(verifies(g, verify, sign) || spelled(made) == spelled(wanted)) {
				found = append(found, Mismatch{sign, verify, made, wanted})
				break
			}
		}
	}
	return found
}

func samePackage(a, b *flow.Sink, packages []string) bool {
	for _, path := range packages {
		if a.Of(path) && b.Of(path) {
			return true
		}
	}
	return false
}

// verifies reports whether the signature that is verified may be the one that is made.
func verifies(g *flow.Graph, verify, sign *flow.Sink) bool {
	signature := g.Beside(verify, cryptoapi.AsSignature)
	return signature != nil && g.Origins(signature).Any(func(way flow.Alternative) bool {
		return way.Any(func(o *flow.Origin) bool {
			return o.Kind == cryptoapi.Signature && sign.Pos() <= o.Pos && o.Pos < sign.End()
		})
	})
}

// context returns the context in the options of a signature, if it is a constant.
func context(g *flow.Graph, sink *flow.Sink) (text string, ok bool) {
	field := g.Field(sink, "Context")
	if len(field) != 1 {
		return "", false
	}
	if field[0].Only(cryptoapi.Zero) {
		return "", true
	}
	return flow.OnlyText(field[0])
}

// spelled is a context without what is easily written in another way.
func spelled(context string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, context)
}
