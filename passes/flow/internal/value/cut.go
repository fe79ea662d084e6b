package value

import (
	"strings"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// shortestDigest is the length of the shortest digest of the table, that of MD5, in bytes.
// What is cut to less is told; that a slice holds all of a digest is not worth telling.
const shortestDigest = 16

// perByte are the characters that hold eight bits of a value, in each spelling. A digest in
// base64 is told by its whole bytes.
var perByte = map[string]float64{"": 1, cryptoapi.Hex: 2, cryptoapi.Base32: 1.6, cryptoapi.Base64: 4.0 / 3}

// longestText is how long a text is, at the least, that holds a shortest digest in any
// spelling: most slices are longer, and nothing has to be looked at.
const longestText = 2 * shortestDigest

// Cut returns the value with the number of bytes that are left of its digests and MAC tags,
// where a part of length bytes or characters is taken.
func Cut(v Value, length int) Value {
	if length <= 0 || length >= longestText {
		return v
	}
	return v.Map(func(o *Origin) Value {
		characters, known := perByte[o.Spelled]
		sum := o.Kind == cryptoapi.Digest || o.Kind == cryptoapi.MACTag || o.Open() && strings.HasSuffix(o.Form, FormSum)
		if !known || !sum {
			return nil
		}
		left := int(float64(length) / characters)
		if left >= shortestDigest || left == 0 || o.Bytes != 0 && o.Bytes <= left {
			return nil
		}
		cut := o.Copy()
		cut.Bytes = left
		return Of(cut)
	})
}
