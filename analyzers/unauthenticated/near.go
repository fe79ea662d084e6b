package unauthenticated

import (
	"go/token"
	"go/types"
	"path"
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// authenticates reports whether anything in the package has to do with MACs or signatures:
// what the package names of others, or what it declares. Then a ciphertext may be
// authenticated somewhere.
func (c *checker) authenticates() bool {
	mentions := mention.Of(c.Pass.Pass)
	for _, i := range mentions.Imports {
		if flow.SuggestsAuthentication(path.Base(i.Path)) {
			return true
		}
	}
	for _, symbol := range mentions.Symbols {
		if flow.SuggestsAuthentication(symbol.Object.Name()) {
			return true
		}
	}
	for _, object := range c.TypesInfo.Defs {
		if object != nil && flow.SuggestsAuthentication(object.Name()) {
			return true
		}
	}
	return false
}

// declaresAuthentication reports whether what a package declares for others has to do with
// MACs or signatures: a function of its own that encrypts may add one.
func declaresAuthentication(pkg *types.Package) bool {
	for _, name := range pkg.Scope().Names() {
		if flow.SuggestsAuthentication(name) {
			return true
		}
		declared, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if ok && membersAuthenticate(declared.Type()) {
			return true
		}
	}
	return false
}

func membersAuthenticate(t types.Type) bool {
	if structure, ok := t.Underlying().(*types.Struct); ok {
		for field := range structure.Fields() {
			if flow.SuggestsAuthentication(field.Name()) {
				return true
			}
		}
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		for method := range named.Methods() {
			if flow.SuggestsAuthentication(method.Name()) {
				return true
			}
		}
	}
	return false
}

// message reports whether what goes through a mode is a message: it is in sight, and neither
// zeros and constants nor keys and random numbers, and no name says otherwise.
func (c *checker) message(sink *flow.Sink) bool {
	file := c.Fset.PositionFor(sink.Pos(), false).Filename
	for _, name := range []string{sink.Func().Name(), path.Base(file), c.Pkg.Name()} {
		if flow.SuggestsKeystream(name) {
			return false
		}
	}
	return message(c.graph.Text(sink)) || slices.ContainsFunc(c.kept(), func(made token.Pos) bool { return sink.Pos() <= made && made < sink.End() })
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
func (c *checker) kept() []token.Pos {
	if c.streams != nil {
		return c.streams
	}
	c.streams = []token.Pos{}
	for _, sink := range c.graph.Sinks(cryptoapi.AsKeyed) {
		writer := sink.Is("crypto/cipher.StreamWriter.S", "crypto/cipher.StreamReader.S")
		if !writer && (!sink.Is("crypto/cipher.Stream.XORKeyStream", "crypto/cipher.BlockMode.CryptBlocks", "golang.org/x/crypto/chacha20.Cipher.XORKeyStream") || !message(c.graph.Text(sink))) {
			continue
		}
		for _, o := range c.graph.Origins(sink).Origins() {
			if o.Kind == cryptoapi.Mode {
				c.streams = append(c.streams, o.Pos)
			}
		}
	}
	return c.streams
}
