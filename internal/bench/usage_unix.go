//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peak returns the memory, in bytes, of the largest process among one that has ended and
// all that it waited for.
func peak(ended *os.ProcessState) int64 {
	used := ended.SysUsage().(*syscall.Rusage)
	if runtime.GOOS == "darwin" {
		return used.Maxrss // in bytes there, in KiB elsewhere
	}
	return used.Maxrss << 10
}
