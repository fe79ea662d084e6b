package flow

import (
	"cmp"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// maxDigests bounds the digests of digests that are looked into.
const maxDigests = 2

// SecretIn returns the secret among what a digest, or a MAC, was made of, by the names, or nil.
// The digest of nothing but a token is how tokens are stored and looked up.
func (g *Graph) SecretIn(of Alternative) *Origin { return g.secretIn(of, maxDigests) }

func (g *Graph) secretIn(of Alternative, depth int) *Origin {
	mixed := len(of.Varying()) > 1
	for _, o := range of {
		if OfChallenge(o) {
			continue
		}
		switch name := g.ReadName(o.Name); name.What {
		case "password", "one-time code":
			return o
		case "token", "key":
			outside := o.Kind == cryptoapi.Network || o.Kind == cryptoapi.SecureRandom || (o.Open() && o.Path == "")
			if mixed || (name.Sure && !outside) {
				return o
			}
		}
		if o.Kind != cryptoapi.Digest || depth == 0 {
			continue
		}
		if inner := g.secretIn(o.Of, depth-1); inner != nil {
			return inner
		}
	}
	return nil
}

// TagIn returns the part of an alternative that is a MAC, or nil. The last block of what CBC
// encrypts is one as well: nobody compares or sends it alone for another reason. A hash with a
// salt for its key, as that of the host names in known_hosts, is none: everybody who has the salt
// can make it.
func (g *Graph) TagIn(a Alternative) *Origin {
	made := cmp.Or(a.Part(cryptoapi.MACTag), a.First(cryptoapi.Ciphertext, "CBC"))
	if made != nil && made.Of.Any(func(o *Origin) bool { return SuggestsSalt(o.Name) }) && g.SecretIn(made.Of) == nil {
		return nil
	}
	return made
}

// public kinds of values are no secrets, or are judged by what they were made of.
var public = []cryptoapi.Kind{
	cryptoapi.Digest, cryptoapi.Checksum, cryptoapi.MACTag, cryptoapi.Ciphertext, cryptoapi.Signature, cryptoapi.PublicKey,
	cryptoapi.PasswordHash, cryptoapi.KDFOutput,
}

// Harmless reports whether there is nothing to guess: one side is written in the program,
// public, or the output of a function that is judged by what it gets; or both are of one making.
func (c Comparison) Harmless() bool {
	return c.Mine.harmless() || c.Theirs.harmless() || c.Mine.Chooser() == Peer || c.Versions()
}

func (s Side) harmless() bool {
	return s.Value.Only(cryptoapi.Constant, cryptoapi.Zero) || s.Value.Has(public...) || s.Public() || s.Repeats()
}
