package placements

import "crypto/des"

// Row: `//cryptolint:ignore CL202 -- why` | at the end of a line | what begins on that line
func endOfLine(silenced, reported []byte) {
	_, _ = des.NewCipher(silenced) //cryptolint:ignore CL202 -- old terminals
	_, _ = des.NewCipher(reported)
}
