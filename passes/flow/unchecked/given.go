package unchecked

import (
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Given reports whether a value is one that somebody gives the program: what is read, what is
// kept, or, if the function around it is exported, what its callers pass.
func Given(v flow.Value, exported bool) bool {
	return v.Any(func(a flow.Alternative) bool {
		return a.Any(func(o *flow.Origin) bool { return read(o) || o.Open() && exported || o.Stored() })
	})
}

// Outside reports whether a value is nothing but what is read, or what callers pass to an
// exported function, and not the output of a function that checks or makes it.
func Outside(v flow.Value, exported bool) bool {
	return v.Any(func(a flow.Alternative) bool {
		return len(a) == 1 && (read(a[0]) || exported && a[0].Open()) && !a[0].Went(flow.Returned)
	})
}

func read(o *flow.Origin) bool {
	return o.Kind == cryptoapi.Environment || o.Kind == cryptoapi.File || o.Kind == cryptoapi.Network
}

// Made reports whether the program itself made a message, so that it is long enough, or only
// the memory for one, or has it written down.
func Made(v flow.Value) bool {
	return v.Only(cryptoapi.Constant) || v.Any(func(a flow.Alternative) bool {
		return a.Only(cryptoapi.Zero) || a.Has(cryptoapi.SecureRandom, cryptoapi.Ciphertext, cryptoapi.Digest, cryptoapi.KDFOutput, cryptoapi.MACTag)
	})
}

// Replaceable reports whether a reader can be crypto/rand.Reader, which a field holds or a
// caller passes, so that it can be another one as well.
func Replaceable(reader flow.Value) bool {
	return reader.Any(func(a flow.Alternative) bool {
		return a.Any(func(o *flow.Origin) bool {
			return o.Kind == cryptoapi.SecureRandom && (o.Steps != nil || len(reader) > 1)
		})
	})
}
