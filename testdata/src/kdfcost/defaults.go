package kdfcost

import (
	"crypto/sha256"

	"golang.org/x/crypto/pbkdf2"
)

// stretchAtLeast takes a default for a count that is not set.
func stretchAtLeast(password, salt []byte, count int) []byte {
	if count <= 0 {
		count = 600_000
	}
	return pbkdf2.Key(password, salt, count, 32, sha256.New)
}

func goodCountNotSet(password, salt []byte) []byte {
	return stretchAtLeast(password, salt, 0)
}

// sealer has a count that nobody has to set.
type sealer struct{ count int }

func (s *sealer) goodFieldNotSet(password, salt []byte) []byte {
	return stretchAtLeast(password, salt, s.count)
}

func badCountSet(password, salt []byte) []byte {
	return stretchAtLeast(password, salt, 10) // want "CL602: pbkdf2.Key, called by kdfcost.stretchAtLeast, uses only 10 iterations; why: .* 21000 times"
}

func badNoRounds(password, salt []byte) []byte {
	return pbkdf2.Key(password, salt, 0, 32, sha256.New) // want "CL602: pbkdf2.Key uses only 0 iterations; why: an attacker can test guesses 600,?000 times"
}
