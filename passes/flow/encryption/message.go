package encryption

import (
	"go/token"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Message reports whether what is encrypted at a sink is in sight, and on some way neither zeros
// and constants nor keys and random numbers.
func Message(g *flow.Graph, s *flow.Sink) bool {
	return g.Text(s).Any(func(way flow.Alternative) bool {
		return !way.Only(cryptoapi.Constant, cryptoapi.Zero, cryptoapi.SecureRandom, cryptoapi.KDFOutput, cryptoapi.SharedSecret, cryptoapi.Digest)
	})
}

// ForLater returns where modes are made that are kept in a field, or given to a writer, before a
// message goes through them.
func ForLater(g *flow.Graph) []token.Pos {
	var made []token.Pos
	for _, sink := range g.Sinks(cryptoapi.AsKeyed) {
		writer := sink.Is("crypto/cipher.StreamWriter.S", "crypto/cipher.StreamReader.S")
		if !writer && (!sink.Is("crypto/cipher.Stream.XORKeyStream", "crypto/cipher.BlockMode.CryptBlocks", "golang.org/x/crypto/chacha20.Cipher.XORKeyStream") || !Message(g, sink)) {
			continue
		}
		for _, o := range g.Origins(sink).Origins() {
			if o.Kind == cryptoapi.Mode {
				made = append(made, o.Pos)
			}
		}
	}
	return made
}
