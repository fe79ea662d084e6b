package placements

import "crypto/des"

// Row: `//cryptolint:ignore CL202 -- why` | with an empty line below | nothing, and CL001 reports it
func blankLine(reported []byte) {
	//cryptolint:ignore CL202 -- old terminals

	_, _ = des.NewCipher(reported)
}
