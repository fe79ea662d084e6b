package kdfcost

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// sure says how sure it is that people choose what goes in: bcrypt and argon2id are for
// passwords only, and elsewhere a name has to say so.
func (c *checker) sure(sink *flow.Sink) rule.Confidence {
	password := c.graph.Beside(sink, cryptoapi.AsPassword)
	if password == nil || !sink.Of(passwordKDFs...) || c.graph.Guessing(password) == flow.Likely {
		return rule.Certain
	}
	return rule.Unsure
}

// nothingToGuess reports whether what goes in is no password. Proof of work hashes a block
// with itself as the salt.
func (c *checker) nothingToGuess(sink *flow.Sink) bool {
	password, salt := c.graph.Beside(sink, cryptoapi.AsPassword), c.graph.Beside(sink, cryptoapi.AsSalt)
	if password == nil {
		return false
	}
	if salt != nil && password.Operand != nil && salt.SameOperand(password) {
		return true
	}
	return c.partOfScrypt(sink, password) || c.graph.Guessing(password) == flow.Pointless
}

// partOfScrypt reports whether the work is elsewhere: scrypt hashes the password with a
// salt, mixes the result, and hashes the password with that as the salt.
func (c *checker) partOfScrypt(sink, password *flow.Sink) bool {
	for _, other := range c.graph.Sinks(cryptoapi.AsPassword) {
		if other.Func() != sink.Func() || !other.SameOperand(password) || !other.Is(pbkdf2...) {
			continue
		}
		salt := c.graph.Beside(other, cryptoapi.AsSalt)
		if salt != nil && c.graph.Origins(salt).Has(cryptoapi.KDFOutput) {
			return true
		}
	}
	return false
}
