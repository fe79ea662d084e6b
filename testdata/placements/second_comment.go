package placements

import "crypto/des"

// Row: `//nolint:gosec //cryptolint:ignore CL202 -- why` | after another comment on the line | what begins on that line
func secondComment(silenced []byte) {
	_, _ = des.NewCipher(silenced) //nolint:gosec //cryptolint:ignore CL202 -- old terminals
}
