// Package cryptolint_test holds the tests of what the project says of itself:
// the demo, the pages, the README, and who may import whom.
package cryptolint_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// command is the cryptolint command, built for these tests.
var command string

func TestMain(m *testing.M) {
	code, err := runWithCommand(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func runWithCommand(m *testing.M) (int, error) {
	dir, err := os.MkdirTemp("", "cryptolint-test-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	command = filepath.Join(dir, "cryptolint.exe") // the suffix is for Windows and hurts nowhere
	if output, err := exec.Command("go", "build", "-buildvcs=false", "-o", command, "./cmd/cryptolint").CombinedOutput(); err != nil {
		return 0, fmt.Errorf("build cryptolint: %w\n%s", err, output)
	}
	return m.Run(), nil
}
