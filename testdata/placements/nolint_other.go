package placements

import "crypto/des"

// Row: `//nolint:gosec` without a reason, `//nolint:CL202` | anywhere | nothing: they name other linters
func nolintOther(reported []byte) {
	_, _ = des.NewCipher(reported) //nolint:gosec
	_, _ = des.NewCipher(reported) //nolint:CL202
}
