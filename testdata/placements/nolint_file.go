//nolint:cryptolint // old terminals
package placements

import "crypto/des"

// Row: `//nolint:cryptolint // why` | above the package clause | the whole file
func nolintFile(silenced []byte) {
	_, _ = des.NewCipher(silenced)
}
