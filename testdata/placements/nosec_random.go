package placements

import (
	"crypto/aes"
	"math/rand"
)

// Row: `#nosec G404` | at the call of math/rand | what is made with its result
func nosecRandom() {
	silenced := make([]byte, 16)
	rand.Read(silenced) // #nosec G404 -- a test key
	_, _ = aes.NewCipher(silenced)

	reported := make([]byte, 16)
	rand.Read(reported)
	_, _ = aes.NewCipher(reported)
}
