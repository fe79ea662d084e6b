package fleet_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/bradfitz/go-tool-cache/gocached"
)

// The programs that all machines have.
var linter, client string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "cryptolint-fleet-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	linter, client = filepath.Join(dir, "cryptolint.exe"), filepath.Join(dir, "go-cacher.exe") // the suffix is for Windows
	code := 1
	if err := build(linter, "github.com/cryptolint/cryptolint/cmd/cryptolint"); err != nil {
		fmt.Fprintln(os.Stderr, err)
	} else if err := build(client, "github.com/bradfitz/go-tool-cache/cmd/go-cacher"); err != nil {
		fmt.Fprintln(os.Stderr, err)
	} else {
		code = m.Run()
	}
	_ = os.RemoveAll(dir) // it is temporary
	os.Exit(code)
}

func build(program, path string) error {
	if output, err := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-o", program, path).CombinedOutput(); err != nil {
		return fmt.Errorf("build %s: %w\n%s", path, err, output)
	}
	return nil
}

// server is a cache server that counts.
type server struct {
	*httptest.Server
	requests, in, out atomic.Int64
}

func newServer(t *testing.T) *server {
	t.Helper()
	cache, err := gocached.NewServer(gocached.WithDir(t.TempDir()), gocached.WithLogf(t.Logf))
	if err != nil {
		t.Fatal(err)
	}
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.requests.Add(1)
		r.Body = countingBody{r.Body, &s.in}
		cache.ServeHTTP(countingWriter{w, &s.out}, r)
	}))
	t.Cleanup(func() {
		s.Close()
		if err := cache.Close(); err != nil {
			t.Errorf("close the cache server: %v", err)
		}
	})
	return s
}

type countingBody struct {
	io.ReadCloser
	n *atomic.Int64
}

func (b countingBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.n.Add(int64(n))
	return n, err
}

type countingWriter struct {
	http.ResponseWriter
	n *atomic.Int64
}

func (w countingWriter) Write(p []byte) (int, error) {
	n, err := w.ResponseWriter.Write(p)
	w.n.Add(int64(n))
	return n, err
}

// traffic is what went over the network.
type traffic struct{ requests, in, out int64 }

func (s *server) moved() traffic {
	return traffic{s.requests.Load(), s.in.Load(), s.out.Load()}
}

func (a traffic) minus(b traffic) traffic {
	return traffic{a.requests - b.requests, a.in - b.in, a.out - b.out}
}

func (a traffic) String() string {
	return fmt.Sprintf("%d requests, %.1f MB in, %.1f MB out", a.requests, float64(a.in)/1e6, float64(a.out)/1e6)
}

// machine is the environment of one machine.
type machine struct{ env []string }

// newMachine sets up a machine with empty caches that uses the cache server, or
// none if url is empty.
func newMachine(t *testing.T, url string) *machine {
	t.Helper()
	home := t.TempDir()
	m := &machine{env: []string{
		"HOME=" + home,
		"GOCACHE=" + filepath.Join(home, "go-build"),
		"GOMODCACHE=" + filepath.Join(home, "mod"),
		"GOPROXY=off", "GOWORK=off", "GOTOOLCHAIN=local", "NO_COLOR=1",
		// With -x, go vet prints each command that it runs. With -trimpath, it does
		// not matter where sources lie.
		"GOFLAGS=-x -trimpath",
	}}
	if url != "" {
		m.env = append(m.env, fmt.Sprintf("GOCACHEPROG=%s -cache-dir %s -cache-server %s", client, filepath.Join(home, "client"), url))
	}
	return m
}

// result is what a run of a program left behind.
type result struct {
	stdout, stderr string
	code           int
	units          int // that cryptolint was started for
}

// lint runs cryptolint on all packages of a module.
func (m *machine) lint(t *testing.T, dir string) result {
	t.Helper()
	r := command(t, dir, m.env, linter, "./...")
	for line := range strings.Lines(r.stderr) {
		if strings.Contains(line, filepath.Base(linter)) && strings.HasSuffix(strings.TrimSpace(line), "vet.cfg") {
			r.units++
		}
	}
	return r
}

// command runs a program to its end.
func command(t *testing.T, dir string, env []string, name string, args ...string) result {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), env...)
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
	}
	return result{stdout: stdout.String(), stderr: stderr.String(), code: cmd.ProcessState.ExitCode()}
}
