package flow

import (
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
)

// public kinds of values are no secrets, or are judged by what they were made of.
var public = []cryptoapi.Kind{
	cryptoapi.Digest, cryptoapi.Checksum, cryptoapi.MACTag, cryptoapi.Ciphertext, cryptoapi.Signature, cryptoapi.PublicKey,
	cryptoapi.PasswordHash, cryptoapi.KDFOutput,
}

// Harmless reports whether there is nothing to guess: one side is written in the program,
// public, or the output of a function that is judged by what it gets; or both are of one making,
// or two readings of one document, neither of which is called a MAC.
func (c Comparison) Harmless() bool {
	return c.Mine.harmless() || c.Theirs.harmless() || c.Mine.Chooser() == Peer || c.Versions() ||
		provenance.SameInput(c.Mine.operand, c.Theirs.operand) && !c.Mine.CalledMAC() && !c.Theirs.CalledMAC()
}

func (s Side) harmless() bool {
	return s.Value.Only(cryptoapi.Constant, cryptoapi.Zero) || s.Value.Has(public...) || s.Public() || s.Repeats()
}
