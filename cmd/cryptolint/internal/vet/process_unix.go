//go:build unix

package vet

import (
	"errors"
	"os/exec"
	"syscall"
)

// isolate gives the command a process group of its own, so that the compilers
// and tools that it starts can be ended with it.
func isolate(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
}

// interrupt asks the command and everything that it started to end.
func interrupt(cmd *exec.Cmd) error {
	return ignoreGone(syscall.Kill(-cmd.Process.Pid, syscall.SIGINT))
}

// kill ends what is left of the command's process group.
func kill(cmd *exec.Cmd) error {
	return ignoreGone(syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL))
}

func ignoreGone(err error) error {
	if errors.Is(err, syscall.ESRCH) {
		return nil
	}
	return err
}
