package placements

import "crypto/des"

// Row: `//cryptolint:ignore CL202 -- why` | at the end of the first of several lines | what begins on that line
func firstOfSeveral(silenced, reported []byte) {
	all( //cryptolint:ignore CL202 -- old terminals
		block(des.NewCipher(reported)),
	)
	all(block(des.NewCipher(silenced)), //cryptolint:ignore CL202 -- old terminals
		block(des.NewCipher(reported)))
}

func all(...any) {}

func block(made any, _ error) any { return made }
