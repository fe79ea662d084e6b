// Package settings has what the deployment sets.
package settings

// Settings are what the deployment sets.
type Settings struct {
	Key  string
	Peer string
}
