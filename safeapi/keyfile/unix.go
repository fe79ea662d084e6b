//go:build unix

package keyfile

import (
	"io/fs"
	"syscall"
)

const (
	checksMode = true

	// nonBlocking keeps opening a named pipe from waiting for a writer.
	nonBlocking = syscall.O_NONBLOCK
)

// ownerOf returns the user id of the owner.
func ownerOf(info fs.FileInfo) int {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(stat.Uid)
	}
	return -1 // nobody
}
