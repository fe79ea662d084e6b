package flow

import (
	"go/ast"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
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
	return c.Mine.harmless() || c.Theirs.harmless() || c.Mine.Chooser() == Peer || c.Versions() || c.ofCertificateChallenge() ||
		provenance.SameInput(c.Mine.operand, c.Theirs.operand) && !c.Mine.CalledMAC() && !c.Theirs.CalledMAC()
}

func (s Side) harmless() bool {
	return s.Value.Only(cryptoapi.Constant, cryptoapi.Zero) || s.Value.Has(public...) || s.Public() || s.Repeats()
}

// ofCertificateChallenge reports whether one side is the token of an ACME challenge that stands in
// the URL at which a certificate authority asks for the answer (RFC 8555, section 8.3). It is known
// by that path, which the package names.
func (c Comparison) ofCertificateChallenge() bool {
	fromURL := c.Theirs.Value.Any(func(a Alternative) bool {
		return slices.ContainsFunc(a, func(o *Origin) bool { return o.Is(cryptoapi.Network, "url") })
	})
	return fromURL && slices.Equal(lexicon.Words(c.Mine.graph.nameOf(c.Mine.Expr)), []string{"token"}) && c.Mine.graph.writes(".well-known/acme-challenge")
}

// writes reports whether a text is written in the package, alone or in another.
func (g *Graph) writes(text string) bool {
	found := false
	for _, file := range g.e.Pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			literal, ok := n.(*ast.BasicLit)
			found = found || ok && strings.Contains(literal.Value, text)
			return !found
		})
	}
	return found
}
