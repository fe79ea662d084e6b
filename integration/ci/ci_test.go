// Package ci_test runs what the project offers to continuous integration: the
// GitHub action, the GitLab template, the container image. The services are played
// by the variables that they set; the shell, git and cryptolint are real.
package ci_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// root is the root of the project, linter its program.
var root, linter string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "cryptolint-ci-")
	if err == nil {
		root, err = filepath.Abs("../..")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	linter = filepath.Join(dir, "cryptolint")
	build := exec.Command("go", "build", "-buildvcs=false", "-o", linter, "./cmd/cryptolint")
	build.Dir = root
	code := 1
	if output, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build cryptolint: %v\n%s", err, output)
	} else {
		code = m.Run()
	}
	_ = os.RemoveAll(dir) // it is temporary
	os.Exit(code)
}

const goMod = "module example.com/shop\n\ngo 1.26.0\n"

// zeroNonce has one finding, in line 17.
const zeroNonce = `package vault

import (
	"crypto/aes"
	"crypto/cipher"
)

func Seal(key, note []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, make([]byte, aead.NonceSize()), note, nil), nil
}
`

// script returns the script of the action.
func script(t *testing.T) string {
	t.Helper()
	return filepath.Join(root, ".github", "action", "run.sh")
}

// result is what a program left behind.
type result struct {
	stdout, stderr string
	code           int
}

// command runs a program to its end. Of the environment of the test it has what a
// machine has.
func command(t *testing.T, dir string, env []string, name string, args ...string) result {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	for _, name := range []string{"PATH", "HOME", "GOMODCACHE", "GOPROXY", "GOTOOLCHAIN", "TMPDIR"} {
		if value, ok := os.LookupEnv(name); ok {
			cmd.Env = append(cmd.Env, name+"="+value)
		}
	}
	cmd.Env = append(append(cmd.Env, "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1"), env...)
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
	}
	return result{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

func git(t *testing.T, dir string, args ...string) {
	t.Helper()
	settings := []string{"-c", "init.defaultBranch=main", "-c", "user.name=tester", "-c", "user.email=tester@example.com"}
	if got := command(t, dir, nil, "git", append(settings, args...)...); got.code != 0 {
		t.Fatalf("git %s: exit code %d\n%s", strings.Join(args, " "), got.code, got.stderr)
	}
}

// goCache returns the build cache of this machine, which keeps the tests fast.
func goCache(t *testing.T) string {
	t.Helper()
	return strings.TrimSpace(command(t, ".", nil, "go", "env", "GOCACHE").stdout)
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
