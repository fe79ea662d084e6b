package fact

import (
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// Cryptographic reports whether anything that a package tells is about cryptography: one of
// its functions returns a key, a digest or random data, or uses what it is passed as such.
// What importers of other packages tell is of no use to a rule: that a function returns a
// part of what it is passed, say.
func (f *Fact) Cryptographic() bool {
	return slices.ContainsFunc(f.Functions, func(fn FunctionFact) bool { return fn.cryptographic() }) ||
		slices.ContainsFunc(f.Storage, func(s StorageFact) bool { return made(s.Value) || used(s.Uses) })
}

func (f *FunctionFact) cryptographic() bool {
	return f.Verdict.Symbol != "" || used(f.Uses) || slices.ContainsFunc(f.Results, made) ||
		slices.ContainsFunc(f.Fields, func(field FieldFact) bool { return made(field.Value) }) ||
		slices.ContainsFunc(f.Fills, func(fill FillFact) bool { return made(fill.Value) })
}

// used reports whether one of the uses has a role in cryptography.
func used(uses []UseFact) bool {
	return slices.ContainsFunc(uses, func(u UseFact) bool {
		switch cryptoapi.Role(u.Role) {
		case cryptoapi.AsCompared, cryptoapi.AsShown, cryptoapi.AsStored:
			return false
		}
		return true
	})
}

// made reports whether cryptography, or a generator of random numbers or identifiers, made a
// part of a value.
func made(v ValueFact) bool {
	return slices.ContainsFunc(v, func(alternative []OriginFact) bool {
		return slices.ContainsFunc(alternative, func(o OriginFact) bool {
			switch kind := cryptoapi.Kind(o.Kind); kind {
			case cryptoapi.SecureRandom, cryptoapi.WeakRandom, cryptoapi.Counter, cryptoapi.UUID:
				return true
			default:
				return kind >= cryptoapi.Hasher
			}
		})
	})
}
