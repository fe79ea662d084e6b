//go:build !unix

package keyfile

const (
	checksMode  = false
	nonBlocking = 0
)

// syncDir does nothing: directories cannot be synced here.
func syncDir(string) error { return nil }
