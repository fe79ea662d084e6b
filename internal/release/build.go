package main

import (
	"context"
	"debug/buildinfo"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// source is the commit that is released.
type source struct {
	commit string
	time   time.Time
}

// release writes the files of a release of a clone into a directory. One that fails
// leaves no directory behind.
func release(ctx context.Context, clone, to string, platforms []string) (err error) {
	if to == "" {
		return errors.New("name the directory to write with -to")
	}
	for _, platform := range platforms {
		if !slices.Contains(strings.Split(everywhere, ","), platform) {
			return fmt.Errorf("there is no release for %q: the platforms are %s", platform, everywhere)
		}
	}
	from, err := head(ctx, clone)
	if err != nil {
		return err
	}
	if err := os.Mkdir(to, 0o755); err != nil {
		return fmt.Errorf("cannot make the directory of the release: %w", err)
	}
	binaries, err := os.MkdirTemp("", "release-")
	if err != nil {
		return fmt.Errorf("cannot create a temporary directory: %w", err)
	}
	defer func() {
		err = errors.Join(err, os.RemoveAll(binaries))
		if err != nil {
			err = errors.Join(err, os.RemoveAll(to))
		}
	}()
	var info *buildinfo.BuildInfo
	for _, platform := range platforms {
		program, err := build(ctx, clone, binaries, platform)
		if err != nil {
			return err
		}
		if info, err = buildinfo.ReadFile(program); err != nil {
			return fmt.Errorf("cannot read what %s was built from: %w", program, err)
		}
		if err := packAll(clone, to, platform, program, version(info), from.time); err != nil {
			return err
		}
	}
	return describe(to, info, from)
}

// packAll writes what people get for a platform.
func packAll(clone, to, platform, program, version string, at time.Time) error {
	goos, goarch, _ := strings.Cut(platform, "/")
	name := filepath.Join(to, fmt.Sprintf("cryptolint_%s_%s_%s", version, goos, goarch))
	files := []file{{filepath.Base(program), program, 0o755}}
	for _, text := range []string{"LICENSE", "README.md", "SECURITY.md"} {
		files = append(files, file{text, filepath.Join(clone, text), 0o644})
	}
	if err := pack(name, goos == "windows", files, at); err != nil {
		return err
	}
	if goos != "linux" {
		return nil
	}
	return packDebian(name+".deb", goarch, version, files, at)
}

// head returns the commit that is checked out. What is not committed could not be
// built again, so there may be no such thing.
func head(ctx context.Context, clone string) (source, error) {
	changed, err := output(ctx, clone, nil, "git", "status", "--porcelain")
	if err != nil {
		return source{}, err
	}
	if changed != "" {
		return source{}, fmt.Errorf("a release is made of a commit, and these files differ from it:\n%s", changed)
	}
	out, err := output(ctx, clone, []string{"TZ=UTC"}, "git", "log", "-1", "--date=format-local:%Y-%m-%dT%H:%M:%SZ", "--format=%H %cd")
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

// fetching are the variables of the go command that say where it finds modules, the
// toolchain and its caches. They do not change what it builds.
var fetching = []string{
	"GOPROXY", "GOSUMDB", "GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE", "GOVCS", "GOAUTH", "GOTOOLCHAIN", "GOMODCACHE", "GOCACHE", "GOCACHEPROG",
}

// build compiles the command for a platform. The Go release comes from go.mod and
// GOTOOLCHAIN. Everything else that could change the bytes is set here, and no file
// of settings counts (GOENV).
func build(ctx context.Context, clone, dir, platform string) (string, error) {
	goos, goarch, _ := strings.Cut(platform, "/")
	program := filepath.Join(dir, goos+"-"+goarch, "cryptolint")
	if goos == "windows" {
		program += ".exe"
	}
	values, err := output(ctx, clone, nil, "go", append([]string{"env"}, fetching...)...)
	if err != nil {
		return "", err
	}
	environment := []string{
		"GOOS=" + goos, "GOARCH=" + goarch, "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off", "GOEXPERIMENT=", "GOENV=off",
		"GOAMD64=v1", "GOARM64=v8.0", "GOFIPS140=off",
	}
	for i, value := range strings.Split(values, "\n") {
		environment = append(environment, fetching[i]+"="+value)
	}
	_, err = output(ctx, clone, environment, "go", "build", "-mod=readonly", "-trimpath", "-buildvcs=true", "-ldflags=-s -w -buildid=", "-o", program, "./cmd/cryptolint")
	return program, err
}

// version is that of the tag that is checked out, or a pseudo-version, as the go
// command stamps it.
func version(info *buildinfo.BuildInfo) string { return strings.TrimPrefix(info.Main.Version, "v") }

// output runs a program in a directory and returns what it prints, without the end of
// the last line.
func output(ctx context.Context, dir string, environment []string, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), environment...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return strings.TrimSuffix(string(out), "\n"), nil
}
