package placements

import "crypto/des"

// Row: `//cryptolint:ignore CL202 -- why` | above an argument or a field | that argument or field
func argument(silenced, reported []byte) {
	all(
		//cryptolint:ignore CL202 -- old terminals
		block(des.NewCipher(silenced)),
		block(des.NewCipher(reported)),
	)
}
