// Package interoptest runs openssl and Python's cryptography package, to check
// that they read what safeapi writes and that safeapi reads what they write.
// It is for tests.
//
// Where a tool is missing, the test is skipped and says which. With
// SAFEAPI_INTEROP=required in the environment it fails instead.
package interoptest

import (
	"bytes"
	"os"
	"os/exec"
	"testing"
)

// OpenSSL runs openssl with args and input, and returns its output. It fails t
// if openssl does.
func OpenSSL(t testing.TB, input []byte, args ...string) []byte {
	t.Helper()
	path, err := exec.LookPath("openssl")
	if err != nil {
		missing(t, "openssl is not on PATH")
	}
	return run(t, path, input, args...)
}

// Python runs a Python program with args and input, and returns its output.
// The program may import what is named in imports, such as "cryptography" or
// "cryptography.hazmat.primitives.hpke"; t is skipped if no interpreter has it
// all. It fails t if the program does.
func Python(t testing.TB, imports, program string, input []byte, args ...string) []byte {
	t.Helper()
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		if exec.CommandContext(t.Context(), path, "-c", "import "+imports).Run() == nil {
			return run(t, path, input, append([]string{"-c", program}, args...)...)
		}
	}
	missing(t, "there is no python3 that can import "+imports)
	return nil
}

func missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("SAFEAPI_INTEROP") == "required" {
		t.Fatal(what + ", and SAFEAPI_INTEROP=required")
	}
	t.Skip(what)
}

func run(t testing.TB, path string, input []byte, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), path, args...)
	cmd.Stdin = bytes.NewReader(input)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", path, err, errs.Bytes())
	}
	return out.Bytes()
}
