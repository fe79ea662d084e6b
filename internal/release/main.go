// Release makes the files of a release from the clone that it is started in: an
// archive for each platform, a bill of materials, a statement of provenance and
// checksums. The same commit and the same Go release give the same bytes, wherever
// the clone lies.
//
// Usage: go run ./internal/release -to DIRECTORY [-platforms linux/amd64,...]
package main

import (
	"context"
	"debug/buildinfo"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// everywhere is what a release is built for.
const everywhere = "linux/amd64,linux/arm64,darwin/amd64,darwin/arm64,windows/amd64,windows/arm64"

func main() {
	to := flag.String("to", "", "the `directory` to write, which must not exist")
	platforms := flag.String("platforms", everywhere, "build for these `platforms`, separated by commas")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := release(ctx, *to, strings.Split(*platforms, ",")); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// source is the commit that is released.
type source struct {
	commit string
	time   time.Time
}

// release writes the files of a release into a directory.
func release(ctx context.Context, to string, platforms []string) error {
	if to == "" {
		return errors.New("name the directory to write with -to")
	}
	from, err := head(ctx)
	if err != nil {
		return err
	}
	if err := os.Mkdir(to, 0o755); err != nil {
		return fmt.Errorf("cannot make the directory of the release: %w", err)
	}
	binaries, err := os.MkdirTemp("", "release-")
	if err != nil {
		return fmt.Errorf("cannot make a temporary directory: %w", err)
	}
	defer os.RemoveAll(binaries)
	var info *buildinfo.BuildInfo
	for _, platform := range platforms {
		program, err := build(ctx, binaries, platform)
		if err != nil {
			return err
		}
		if info, err = buildinfo.ReadFile(program); err != nil {
			return fmt.Errorf("cannot read what %s was built from: %w", program, err)
		}
		name := fmt.Sprintf("cryptolint_%s_%s", version(info), strings.ReplaceAll(platform, "/", "_"))
		files := []file{{filepath.Base(program), program, 0o755}, {"LICENSE", "LICENSE", 0o644}, {"README.md", "README.md", 0o644}, {"SECURITY.md", "SECURITY.md", 0o644}}
		if err := pack(filepath.Join(to, name), strings.HasPrefix(platform, "windows/"), files, from.time); err != nil {
			return err
		}
	}
	return describe(to, info, from)
}

// head returns the commit that is checked out. What is not committed could not be
// built again, so there may be no such thing.
func head(ctx context.Context) (source, error) {
	changed, err := output(ctx, nil, "git", "status", "--porcelain")
	if err != nil {
		return source{}, err
	}
	if changed != "" {
		return source{}, fmt.Errorf("a release is made of a commit, and these files differ from it:\n%s", changed)
	}
	out, err := output(ctx, []string{"TZ=UTC"}, "git", "log", "-1", "--date=format-local:%Y-%m-%dT%H:%M:%SZ", "--format=%H %cd")
	if err != nil {
		return source{}, err
	}
	commit, date, _ := strings.Cut(out, " ")
	at, err := time.Parse(time.RFC3339, date)
	if err != nil {
		return source{}, fmt.Errorf("cannot tell when %s was committed: %w", commit, err)
	}
	return source{commit, at}, nil
}

// build compiles the command for a platform. The Go release comes from go.mod and
// GOTOOLCHAIN; everything else of the environment that could change the bytes is
// set here.
func build(ctx context.Context, dir, platform string) (string, error) {
	goos, goarch, ok := strings.Cut(platform, "/")
	if !ok {
		return "", fmt.Errorf("a platform is written as linux/amd64, not %q", platform)
	}
	program := filepath.Join(dir, goos+"-"+goarch, "cryptolint")
	if goos == "windows" {
		program += ".exe"
	}
	environment := []string{
		"GOOS=" + goos, "GOARCH=" + goarch, "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off", "GOEXPERIMENT=", "GOENV=off",
		"GOAMD64=v1", "GOARM64=v8.0", "GOFIPS140=off",
	}
	_, err := output(ctx, environment, "go", "build", "-mod=readonly", "-trimpath", "-buildvcs=true", "-ldflags=-s -w -buildid=", "-o", program, "./cmd/cryptolint")
	return program, err
}

// version is that of the tag that is checked out, or a pseudo-version, as the go
// command stamps it.
func version(info *buildinfo.BuildInfo) string { return strings.TrimPrefix(info.Main.Version, "v") }

// output runs a program and returns what it prints, without the end of the last line.
func output(ctx context.Context, environment []string, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(cmd.Environ(), environment...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return strings.TrimSuffix(string(out), "\n"), nil
}

// builder is the Go release that this program, and so the release, is built with.
func builder() string { return runtime.Version() }
