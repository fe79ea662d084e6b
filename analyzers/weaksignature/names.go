package weaksignature

import (
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// unhashed reports whether the name of the hash is crypto.Hash(0) in any case.
func unhashed(names flow.Value) bool {
	for _, o := range names.Origins() {
		if id, ok := flow.Integer(o); !ok || id != 0 {
			return false
		}
	}
	return len(names) > 0
}

// mismatch returns a digest and the name that it goes by, if no digest has any of
// the names.
func mismatch(digests, names flow.Value) (*flow.Origin, string) {
	computed := make(map[string]bool)
	var digest *flow.Origin
	for _, alternative := range digests {
		if len(alternative) != 1 || alternative[0].Kind != cryptoapi.Digest || alternative[0].Detail == "" {
			return nil, ""
		}
		digest = alternative[0]
		computed[digest.Detail] = true
	}
	name := ""
	for _, o := range names.Origins() {
		id, _ := flow.Integer(o)
		name = cryptoapi.HashName(id)
		if name == "" || computed[name] {
			return nil, ""
		}
	}
	if name == "" {
		return nil, ""
	}
	return digest, name
}

// weakHash returns the first name of a broken hash, and how many there are.
func weakHash(names flow.Value) (found *flow.Origin, hash string, count int) {
	for _, o := range names.Origins() {
		id, _ := flow.Integer(o)
		if name := cryptoapi.HashName(id); cryptoapi.IsBroken(name) {
			if found == nil {
				found, hash = o, name
			}
			count++
		}
	}
	return found, hash, count
}
