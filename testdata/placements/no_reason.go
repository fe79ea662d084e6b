package placements

import "crypto/des"

// Row: `//cryptolint:ignore CL202` | anywhere, without a reason | nothing, and the finding says so
func noReason(reported []byte) {
	_, _ = des.NewCipher(reported) //cryptolint:ignore CL202
}
