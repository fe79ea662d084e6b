package unauthenticated

import (
	"go/token"
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// message reports whether what goes through a mode is a message: it is in sight, and neither
// zeros and constants nor keys and random numbers, and no name says otherwise.
func (c *checker) message(sink *flow.Sink) bool {
	if slices.ContainsFunc(append(c.NamesAround(sink.Pos()), c.Pkg.Name()), flow.SuggestsKeystream) {
		return false
	}
	return message(c.graph.Text(sink)) || slices.ContainsFunc(c.streams, func(made token.Pos) bool { return sink.Pos() <= made && made < sink.End() })
}

// message reports whether what is encrypted is in sight, and on some way neither zeros and
// constants nor keys and random numbers.
func message(text flow.Value) bool {
	return text.Any(func(way flow.Alternative) bool {
		return !way.Only(cryptoapi.Constant, cryptoapi.Zero, cryptoapi.SecureRandom, cryptoapi.KDFOutput, cryptoapi.SharedSecret, cryptoapi.Digest)
	})
}

// kept returns where modes are made that are kept in a field, or given to a writer, before a
// message goes through them.
func kept(graph *flow.Graph) []token.Pos {
	var made []token.Pos
	for _, sink := range graph.Sinks(cryptoapi.AsKeyed) {
		writer := sink.Is("crypto/cipher.StreamWriter.S", "crypto/cipher.StreamReader.S")
		if !writer && (!sink.Is("crypto/cipher.Stream.XORKeyStream", "crypto/cipher.BlockMode.CryptBlocks", "golang.org/x/crypto/chacha20.Cipher.XORKeyStream") || !message(graph.Text(sink))) {
			continue
		}
		for _, o := range graph.Origins(sink).Origins() {
			if o.Kind == cryptoapi.Mode {
				made = append(made, o.Pos)
			}
		}
	}
	return made
}
