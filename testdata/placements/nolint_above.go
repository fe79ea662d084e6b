package placements

import "crypto/des"

// Row: `//nolint:cryptolint // why` | on the line above, in the same column | the whole statement or declaration
func nolintAbove(silenced, reported []byte) {
	//nolint:cryptolint // old terminals
	_, _ = des.NewCipher(
		silenced,
	)
	_, _ = des.NewCipher(reported)
}

// nolintFunction is for old terminals.
//
//nolint:cryptolint // old terminals
func nolintFunction(silenced []byte) {
	_, _ = des.NewCipher(silenced)
}
