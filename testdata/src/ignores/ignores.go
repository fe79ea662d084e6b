// Package ignores holds ignore comments with and without effect.
package ignores

import (
	"crypto/aes"
	"crypto/subtle"
)

// goodReason silences a finding, and says why.
func goodReason(key []byte, blocks []byte) error {
	block, err := aes.NewCipher(key)
	if err != nil {
		return err
	}
	for i := 0; i+16 <= len(blocks); i += 16 {
		block.Encrypt(blocks[i:], blocks[i:]) //cryptolint:ignore CL201 -- the card terminal's format, one random block each
	}
	return nil
}

// goodByName names the rule by its name, on the line above.
func goodByName(key []byte, blocks []byte) error {
	block, err := aes.NewCipher(key)
	if err != nil {
		return err
	}
	for i := 0; i+16 <= len(blocks); i += 16 {
		//cryptolint:ignore ecb -- the card terminal's format, one random block each
		block.Encrypt(blocks[i:], blocks[i:])
	}
	return nil
}

// goodDeclaration covers a whole function.
//
//cryptolint:ignore CL201 -- the card terminal's format, one random block each
func goodDeclaration(key []byte, blocks []byte) error {
	block, err := aes.NewCipher(key)
	if err != nil {
		return err
	}
	for i := 0; i+16 <= len(blocks); i += 16 {
		block.Encrypt(blocks[i:], blocks[i:])
	}
	return nil
}

// goodOtherTools: what is said to other tools is theirs to judge.
func goodOtherTools(a, b []byte) bool {
	return subtle.ConstantTimeCompare(a, b) == 1 //nolint:cryptolint // nothing to see
}

func badUnused(a, b []byte) bool {
	/* want `CL001: CL501 has no finding here: remove it from the ignore comment, or it will hide the next one` */ //cryptolint:ignore CL501 -- it was == before
	return subtle.ConstantTimeCompare(a, b) == 1
}

func badUnknownRule(a, b []byte) bool {
	/* want `CL001: the ignore comment names the rule \"CL5O1\", which does not exist: did you mean CL501\?` */ //cryptolint:ignore CL5O1 -- lengths are public
	return subtle.ConstantTimeCompare(a, b) == 1
}

func badNoReason(a, b []byte) bool {
	/* want `CL001: the ignore comment gives no reason, so it silences nothing: write //cryptolint:ignore CL501 -- why this is safe` */ //cryptolint:ignore CL501
	return subtle.ConstantTimeCompare(a, b) == 1
}

func badNoRule(a, b []byte) bool {
	/* want `CL001: the ignore comment names no rule, so it silences nothing: write //cryptolint:ignore CL201 -- why this is safe` */ //cryptolint:ignore -- lengths are public
	return subtle.ConstantTimeCompare(a, b) == 1
}
