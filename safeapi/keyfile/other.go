//go:build !unix

package keyfile

import "io/fs"

const (
	checksMode  = false
	nonBlocking = 0
)

// syncDir does nothing: directories cannot be synced here.
func syncDir(string) error { return nil }

// ownerOf is not asked.
func ownerOf(fs.FileInfo) int { return -1 }
