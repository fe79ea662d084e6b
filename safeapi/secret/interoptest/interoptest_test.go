package interoptest_test

import (
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
)

func TestOpenSSL(t *testing.T) {
	out := interoptest.OpenSSL(t, []byte("abc"), "dgst", "-sha256", "-r")
	if !strings.HasPrefix(string(out), "ba7816bf8f01cfea") {
		t.Errorf("SHA-256 of abc: %s", out)
	}
}

func TestPython(t *testing.T) {
	const program = "import sys; print(sys.argv[1], sys.stdin.read(), end='')"
	if out := interoptest.Python(t, "cryptography", program, []byte("in"), "arg"); string(out) != "arg in" {
		t.Errorf("got %q", out)
	}
}

func TestPythonWithEither(t *testing.T) {
	const program = "print('ran', end='')"
	if out := interoptest.Python(t, "no_such_module or cryptography", program, nil); string(out) != "ran" {
		t.Errorf("got %q", out)
	}
}

// A module that no interpreter has stands for one that Debian does not have yet.
func TestNewerPythonIsNotRequired(t *testing.T) {
	t.Setenv("SAFEAPI_INTEROP", "required")
	t.Run("missing", func(t *testing.T) {
		interoptest.NewerPython(t, "no_such_module", "", nil)
		t.Error("the test was not skipped")
	})
}
