package placements

import "crypto/des"

// Row: `//cryptolint:ignore CL202 -- why` | on the line above | the whole statement, also where it has several lines
func lineAbove(silenced, reported []byte) {
	//cryptolint:ignore CL202 -- old terminals
	_, _ = des.NewCipher(
		silenced,
	)
	_, _ = des.NewCipher(reported)

	//cryptolint:ignore CL202 -- old terminals
	if _, err := des.NewCipher(silenced); err == nil {
		_, _ = des.NewCipher(silenced)
	}
}
