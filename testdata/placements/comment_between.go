package placements

import "crypto/des"

// Row: `//cryptolint:ignore CL202 -- why` | above another comment | the statement below both
func commentBetween(silenced, reported []byte) {
	//cryptolint:ignore CL202 -- old terminals
	// The terminals of 1998.
	_, _ = des.NewCipher(silenced)
	_, _ = des.NewCipher(reported)
}
