package placements

import "crypto/des"

// Row: `//lint:ignore CL202 why` | anywhere | nothing: it is for staticcheck
func staticcheck(reported []byte) {
	//lint:ignore CL202 old terminals
	_, _ = des.NewCipher(reported)
}
