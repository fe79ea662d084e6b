package placements

import "crypto/des"

// Row: `//nolint:cryptolint // why`, `//nolint:CryptoLint`, `//nolint:all`, `//nolint` | at the end of a line | what begins on that line
func nolint(silenced, reported []byte) {
	_, _ = des.NewCipher(silenced) //nolint:cryptolint // old terminals
	_, _ = des.NewCipher(silenced) //nolint:gosec,CryptoLint // old terminals
	_, _ = des.NewCipher(silenced) //nolint:all
	_, _ = des.NewCipher(silenced) //nolint
	_, _ = des.NewCipher(silenced) // nolint
	_, _ = des.NewCipher(reported)
}
