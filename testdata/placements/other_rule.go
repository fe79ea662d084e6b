package placements

import "crypto/des"

// Row: `//cryptolint:ignore CL501 -- why` | anywhere, for another rule | nothing, and CL001 reports it
func otherRule(reported []byte) {
	_, _ = des.NewCipher(reported) //cryptolint:ignore CL501 -- old terminals
}
