//go:build !unix

package vet

import (
	"os/exec"
	"runtime"
	"strconv"
)

// isolate does nothing: the processes are found by their parent.
func isolate(*exec.Cmd) {}

// interrupt ends the command and everything that it started.
func interrupt(cmd *exec.Cmd) error { return kill(cmd) }

// kill ends the command and everything that it started.
func kill(cmd *exec.Cmd) error {
	if runtime.GOOS == "windows" {
		tree := exec.Command("taskkill", "/T", "/F", "/PID", strconv.Itoa(cmd.Process.Pid))
		if tree.Run() == nil {
			return nil
		}
	}
	return cmd.Process.Kill()
}
