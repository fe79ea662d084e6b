package placements

import "crypto/des"

// Row: `//nolint:cryptolint // why` | above another comment | the statement below both
func nolintCommentBetween(silenced, reported []byte) {
	//nolint:cryptolint // old terminals
	// The terminals of 1998.
	_, _ = des.NewCipher(silenced)
	_, _ = des.NewCipher(reported)
}
