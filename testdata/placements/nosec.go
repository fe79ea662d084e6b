package placements

import "crypto/des"

// Row: `#nosec`, `#nosec G405 -- why`, `/* #nosec */`, `//gosec:disable G405 -- why` | at the end of a line | what begins on that line
func nosec(silenced, reported []byte) {
	_, _ = des.NewCipher(silenced) // #nosec
	_, _ = des.NewCipher(silenced) // #nosec G405 -- old terminals
	_, _ = des.NewCipher(silenced) /* #nosec */
	_, _ = des.NewCipher(silenced) //gosec:disable G405 -- old terminals
	_, _ = des.NewCipher(reported)
}
