package verdict

import (
	"go/token"

	"github.com/cryptolint/cryptolint/passes/flow/internal/outcome"
)

// Act is what a function does for good with data: it sends them, stores them, or hands them
// to code that acts on them.
type Act struct {
	Pos  token.Pos
	End  token.Pos // or token.NoPos
	Name string    // what is called, for messages; empty where the data are sent through a channel
	Sure bool      // that is known of what is called, and not only what its name says
}

func (f *Finder) told(act *outcome.Act) *Act {
	if act == nil {
		return nil
	}
	node := f.NodeOf(act.Instr)
	return &Act{Pos: node.Pos(), End: node.End(), Name: act.Name, Sure: act.Sure}
}

// ActsBefore returns what the function does for good with what is to be verified, or with
// what it has read out of it, before it verifies it. It is nil if there is nothing.
func (v *Verdict) ActsBefore() *Act {
	v.finder.mu.Lock()
	defer v.finder.mu.Unlock()
	return v.finder.told(v.finder.ActsBefore(v.found))
}

// ActsUnchecked returns what the function does for good with a plaintext before it looks at
// whether the call could decrypt. It is nil if there is nothing.
func (v *Verdict) ActsUnchecked() *Act {
	v.finder.mu.Lock()
	defer v.finder.mu.Unlock()
	return v.finder.told(v.finder.ActsUnchecked(v.found))
}

// OwnKey is a key that comes with the message that it verifies.
type OwnKey = outcome.OwnKey

// OwnKey returns the key of a signature if it is a field of the message that is verified and
// nothing else in the package looks at the field, or nil.
func (v *Verdict) OwnKey() *OwnKey {
	v.finder.mu.Lock()
	defer v.finder.mu.Unlock()
	return v.finder.OwnKeyOf(v.found)
}

// Unsealing is a decryption in CBC mode beside the verification of a MAC.
type Unsealing = outcome.Unsealing

// Unsealed returns the decryption in the same function of what the verdict says whether it is
// genuine, where the two do not go together, or nil.
func (v *Verdict) Unsealed() *Unsealing {
	v.finder.mu.Lock()
	defer v.finder.mu.Unlock()
	return v.finder.UnsealedBeside(v.found)
}
