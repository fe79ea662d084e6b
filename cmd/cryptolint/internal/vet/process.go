package vet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"time"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/unit"
)

// grace is how long the go command and what it started may take to end by
// themselves when they are interrupted.
const grace = 3 * time.Second

// outcome is how a run of the go command ended.
type outcome struct {
	stderr string
	failed bool // it exited with a status other than 0
}

// unstamped returns the arguments with which the go command does not look at the
// version control: to stamp a program with its version, it asks git, which runs
// the programs that the repository's own configuration names.
func unstamped(args []string) []string {
	switch args[0] {
	case "list", "vet":
		return slices.Insert(slices.Clone(args), 1, "-buildvcs=false")
	}
	return args
}

// goCommand runs the go command and passes its output to read. When the
// context ends, the go command and all that it started end too.
func (o Options) goCommand(ctx context.Context, read func(io.Reader) error, args ...string) (outcome, error) {
	// Interrupted, go vet ends at once and leaves its temporary files behind.
	// In a directory of our own they can be removed.
	tmp, err := os.MkdirTemp(os.Getenv("GOTMPDIR"), "cryptolint-")
	if err != nil {
		return outcome{}, fmt.Errorf("cannot create a temporary directory: %w", err)
	}
	defer os.RemoveAll(tmp)

	cmd := exec.CommandContext(ctx, "go", unstamped(args)...)
	cmd.Dir = o.Dir
	cmd.Env = append(cmd.Environ(), "GOTMPDIR="+tmp, unit.SettingsVariable+"="+o.Settings, unit.LogVariable+"="+o.log)
	cmd.Env = append(cmd.Env, o.Env...)
	if o.all {
		cmd.Env = append(cmd.Env, unit.AllVariable+"=1")
	}
	isolate(cmd)
	cmd.Cancel = func() error { return interrupt(cmd) }
	cmd.WaitDelay = grace
	var stderr bytes.Buffer
	counted := &compilations{next: &stderr, progress: o.Progress}
	if cmd.Stderr = &stderr; o.Progress != nil {
		cmd.Stderr = counted
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return outcome{}, fmt.Errorf("cannot run the go command: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return outcome{}, fmt.Errorf("cannot run the go command: %w", err)
	}
	readErr := read(stdout)
	if readErr != nil {
		_, _ = io.Copy(io.Discard, stdout) // the go command must not block; readErr is the error to tell
	}
	err = cmd.Wait()
	counted.flush()
	if ctx.Err() != nil {
		_ = kill(cmd) // there may be nothing left to kill
		return outcome{}, errors.New("interrupted: nothing was reported")
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return outcome{}, fmt.Errorf("cannot run the go command: %w", err)
	}
	return outcome{stderr: stderr.String(), failed: err != nil}, readErr
}

// goOutput runs the go command and returns what it printed.
func (o Options) goOutput(ctx context.Context, args ...string) (string, outcome, error) {
	var out bytes.Buffer
	result, err := o.goCommand(ctx, func(r io.Reader) error {
		_, err := io.Copy(&out, r)
		return err
	}, args...)
	return out.String(), result, err
}
