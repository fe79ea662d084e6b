// Package conf holds what the deployment configures, and imports no cryptography.
package conf

// Settings are read from a file.
type Settings struct {
	Listen    string
	JWTSecret string
	MasterKey []byte
}
