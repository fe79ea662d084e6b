package fact

import (
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// cryptographic reports whether what is told of a function is about cryptography: it returns a key,
// a digest or random data, or uses what it is passed as such. Other things that importers tell, such
// as that a function returns a part of what it is passed, are of no use to a rule.
func (f *FunctionFact) cryptographic() bool {
	return f.Verdict.Symbol != "" || used(f.Uses) || slices.ContainsFunc(f.Results, made) ||
		slices.ContainsFunc(f.Fields, func(field FieldFact) bool { return made(field.Value) }) ||
		slices.ContainsFunc(f.Fills, func(fill FillFact) bool { return made(fill.Value) })
}

// calledForOthers are the methods that functions of other packages call of what they are passed:
// those of io.Reader and of the interfaces of the crypto packages, and what formats a value.
var calledForOthers = []string{
	"Read", "Write", "Close", "Sum", "Sign", "SignMessage", "Public", "Decrypt", "Encrypt", "Seal", "Open", "XORKeyStream", "CryptBlocks",
	"Int63", "Uint64", "Seed", "String", "Error", "Format", "MarshalText", "MarshalJSON", "MarshalBinary", "Scan", "Value",
}

// Names returns the names that code uses which has to do with the cryptography that a package
// tells of: those of functions, methods, variables and fields. None are there if it tells of none.
// They are not enough where a method is among it that code need not call itself: io.ReadFull does.
func (f *Fact) Names() (names map[string]bool, enough bool) {
	names = make(map[string]bool)
	for _, fn := range f.Functions {
		if !fn.cryptographic() {
			continue
		}
		_, method, isMethod := strings.Cut(fn.Name, ".")
		switch {
		case !isMethod:
			names[fn.Name] = true
		case slices.Contains(calledForOthers, method):
			return nil, false
		default:
			names[method] = true
		}
	}
	for _, s := range f.Storage {
		if !made(s.Value) && !used(s.Uses) {
			continue
		}
		for name := range strings.SplitSeq(s.Key[strings.LastIndex(s.Key, "/")+1:], ".") {
			names[name] = true // of a field, also that of its type: a literal may leave out the former
		}
	}
	return names, true
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
			case cryptoapi.SecureRandom, cryptoapi.WeakRandom, cryptoapi.UUID:
				return true
			default:
				return kind >= cryptoapi.Hasher
			}
		})
	})
}
