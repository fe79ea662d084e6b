//cryptolint:ignore CL202 -- old terminals

package placements

import "crypto/des"

// Row: `//cryptolint:ignore CL202 -- why` | above the package clause | the whole file
func file(silenced []byte) {
	_, _ = des.NewCipher(silenced)
}
