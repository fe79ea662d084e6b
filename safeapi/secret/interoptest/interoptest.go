// Package interoptest runs openssl, Python's cryptography package and other
// programs, to check that they read what safeapi writes and that safeapi reads
// what they write. It is for tests.
//
// Where a tool is missing, the test is skipped and says which. With
// SAFEAPI_INTEROP=required in the environment it fails instead.
//
// Debian 12 has all that is required: openssl, openssh-client, nodejs,
// perl, python3-cryptography (version 38) and python3-argon2.
//
// The name of a test that uses this package contains Interop, Golden, OpenSSL, Python
// or OtherLanguages: .ci/run finds them by that, once the tools are there.
package interoptest

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// OpenSSL runs openssl with args and input, and returns its output. It fails t
// if openssl does.
func OpenSSL(t testing.TB, input []byte, args ...string) []byte {
	t.Helper()
	return Run(t, "openssl", input, args...)
}

// Run does what OpenSSL does, with any tool.
func Run(t testing.TB, tool string, input []byte, args ...string) []byte {
	t.Helper()
	path, err := exec.LookPath(tool)
	if err != nil {
		Missing(t, tool+" is not on PATH")
	}
	return run(t, path, input, args...)
}

// Python runs a Python program with args and input, and returns its output.
// The program may import the module that is named in imports; t is skipped if
// no interpreter has it. With "argon2 or cryptography", one of the two is
// enough. It fails t if the program does.
func Python(t testing.TB, imports, program string, input []byte, args ...string) []byte {
	t.Helper()
	path, ok := interpreter(t, imports)
	if !ok {
		Missing(t, "there is no python3 that can import "+imports)
	}
	return run(t, path, input, append([]string{"-c", program}, args...)...)
}

// NewerPython is Python for imports that Debian's python3-cryptography does not
// have. Where they are missing, t is skipped even with
// SAFEAPI_INTEROP=required. Golden files must cover the same.
func NewerPython(t testing.TB, imports, program string, input []byte, args ...string) []byte {
	t.Helper()
	path, ok := interpreter(t, imports)
	if !ok {
		t.Skipf("there is no python3 that can import %s, which is newer than Debian's; the golden files stand in for it", imports)
	}
	return run(t, path, input, append([]string{"-c", program}, args...)...)
}

// interpreter returns the first python3 that has one of the imports.
func interpreter(t testing.TB, imports string) (path string, ok bool) {
	t.Helper()
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		for one := range strings.SplitSeq(imports, " or ") {
			if exec.CommandContext(t.Context(), path, "-c", "import "+one).Run() == nil {
				return path, true
			}
		}
	}
	return "", false
}

// Missing skips t and says what is missing. With SAFEAPI_INTEROP=required it
// fails t.
func Missing(t testing.TB, what string) {
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
