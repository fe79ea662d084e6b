// Package digest says what digests and MACs were made of, and what a message calls them.
package digest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// maxDigests bounds the digests of digests that are looked into.
const maxDigests = 2

// SecretIn returns the secret among what a digest, or a MAC, was made of, by the names, or nil.
// The digest of nothing but a token is how tokens are stored and looked up.
func SecretIn(g *flow.Graph, of flow.Alternative) *flow.Origin { return secretIn(g, of, maxDigests) }

func secretIn(g *flow.Graph, of flow.Alternative, depth int) *flow.Origin {
	mixed := len(of.Varying()) > 1
	for _, o := range of {
		if flow.OfChallenge(o) {
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
		if inner := secretIn(g, o.Of, depth-1); inner != nil {
			return inner
		}
	}
	return nil
}

// TagIn returns the part of an alternative that is a MAC, or nil. The last block of what CBC
// encrypts is one as well: nobody compares or sends it alone for another reason. A hash with a
// salt for its key, as that of the host names in known_hosts, is none: everybody who has the salt
// can make it.
func TagIn(g *flow.Graph, a flow.Alternative) *flow.Origin {
	made := cmp.Or(a.Part(cryptoapi.MACTag), a.First(cryptoapi.Ciphertext, "CBC"))
	if made != nil && made.Of.Any(func(o *flow.Origin) bool { return flow.SuggestsSalt(o.Name) }) && SecretIn(g, made.Of) == nil {
		return nil
	}
	return made
}

// KeySent reports whether all that a tag or digest was made with comes from where the value comes
// from with which it is compared, as in a puzzle that names its key and its solution: whoever sends
// that can make the tag, and learns nothing from how long the comparison takes.
func KeySent(made *flow.Origin, other flow.Value) bool {
	return len(made.Of) > 0 && !slices.ContainsFunc(made.Of, func(used *flow.Origin) bool {
		sent := func(o *flow.Origin) bool {
			return used.Open() && o.Open() && used.Param == o.Param && used.Path == o.Path && used.Fn == o.Fn || flow.SameSource(used, o)
		}
		return !other.Any(func(a flow.Alternative) bool { return slices.ContainsFunc(a, sent) })
	})
}

// Describe says in a message what a function made that hides what it is given: "an
// HMAC-SHA-256", "the MD5 digest", "the Argon2id output". The last block of CBC is a MAC.
func Describe(o *flow.Origin) string {
	switch o.Kind {
	case cryptoapi.Digest:
		return "the " + o.Detail + " digest"
	case cryptoapi.KDFOutput:
		return strings.Replace("the "+o.Detail+" output", "  ", " ", 1)
	case cryptoapi.Ciphertext:
		return "a " + o.Detail + "-MAC"
	}
	switch {
	case o.Detail == "":
		return "an HMAC"
	case o.Name == "hmac.New" || strings.HasPrefix(o.Detail, "SHA") || strings.HasPrefix(o.Detail, "MD"):
		return "an HMAC-" + o.Detail
	}
	return "a " + o.Detail + " tag"
}

// Left says in a message what is left of a digest, and whose it is: "its MD5 digest", "4 bytes of
// its SHA-256 digest".
func Left(o *flow.Origin, whose string) string {
	what := whose + " " + o.Detail + " digest"
	if o.Bytes == 0 {
		return what
	}
	return fmt.Sprintf("%d bytes of %s", o.Bytes, what)
}
