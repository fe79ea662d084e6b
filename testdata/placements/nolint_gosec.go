package placements

import "crypto/des"

// Row: `//nolint:gosec // why` | where `//nolint:cryptolint` counts | the same, for rules that gosec has too
func nolintGosec(covered []byte) {
	_, _ = des.NewCipher(covered) //nolint:gosec // the terminal knows nothing else
	//nolint:gosec // the terminal knows nothing else
	_, _ = des.NewCipher(covered)
}
