// Package conf holds what the deployment configures, and imports no cryptography.
package conf

import (
	"encoding/hex"
	"os"
)

// Secret is the secret of the deployment, in hexadecimal.
func Secret() string { return os.Getenv("SECRET") }

// Key decodes it.
func Key() []byte {
	key, _ := hex.DecodeString(Secret())
	return key
}
