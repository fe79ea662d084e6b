// Package settings is configuration. It imports no cryptography.
package settings

// Settings are what the deployment says.
type Settings struct {
	NoteKey []byte
}
