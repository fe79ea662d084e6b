// Package keys holds the keys of the service.
package keys

import (
	"os"

	"github.com/golang-jwt/jwt/v5"
)

// Public is the key that the identity provider signs with.
const Public = `-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PUBLIC KEY-----
`

// None is for tokens that are not signed.
var None = jwt.UnsafeAllowNoneSignatureType // want "CL901: jwt.UnsafeAllowNoneSignatureType creates and accepts unsigned tokens"

// Secret returns the secret of the service.
func Secret() []byte { return []byte(os.Getenv("TOKEN_SECRET")) }
