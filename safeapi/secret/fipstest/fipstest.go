// Package fipstest runs the tests of a package a second time under
// GODEBUG=fips140=only, where the standard library refuses everything that is
// not approved by FIPS 140-3. It is for tests.
package fipstest

import (
	"crypto/fips140"
	"os"
	"os/exec"
	"testing"
)

// Rerun runs all other tests and examples of the calling test's binary under
// GODEBUG=fips140=only, and fails t if they fail. Tests that do not apply
// there call [Skip]. Under fips140=only itself, Rerun skips t.
func Rerun(t *testing.T) {
	t.Helper()
	if fips140.Enforced() {
		t.Skip("already under GODEBUG=fips140=only")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatalf("find the test binary: %v", err)
	}
	cmd := exec.CommandContext(t.Context(), self, "-test.count=1")
	if testing.Short() {
		cmd.Args = append(cmd.Args, "-test.short")
	}
	cmd.Env = append(os.Environ(), "GODEBUG=fips140=only")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("under GODEBUG=fips140=only: %v\n%s", err, out)
	}
}

// Skip skips t under GODEBUG=fips140=only, and says why.
func Skip(t testing.TB, why string) {
	t.Helper()
	if fips140.Enforced() {
		t.Skip("does not run under GODEBUG=fips140=only: " + why)
	}
}
