package placements

import "crypto/des"

// Row: `//cryptolint:ignore CL202 -- why` | above a function, as part of its comment | the whole function
// declaration is for old terminals.
//
//cryptolint:ignore CL202 -- old terminals
func declaration(silenced []byte) {
	_, _ = des.NewCipher(silenced)
	_, _ = des.NewTripleDESCipher(silenced)
}

func afterDeclaration(reported []byte) {
	_, _ = des.NewCipher(reported)
}
