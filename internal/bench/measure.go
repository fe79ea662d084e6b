package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/cryptolint/cryptolint/internal/modulecopy"
)

// sample is what one run of a process and all that it started took.
type sample struct {
	wall, cpu time.Duration
	peak      int64 // memory of the largest process, in bytes
}

// contestant is one way to run one tool on a module.
type contestant struct {
	name    string
	prepare func(round int) error // what is done before the clock starts; nil: nothing
	command func(round int) *exec.Cmd
	// counted returns how much the tool says that it looked at, from what it printed.
	counted func(stdout []byte) (string, error)
}

func measure(ctx context.Context, t tools, module string, rounds int, out io.Writer) error {
	path, version, ok := strings.Cut(module, "@")
	if !ok {
		return errors.New("it has no version: write path@version")
	}
	dir, err := modulecopy.New(ctx, path, version)
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := goCommand(ctx, dir, "build", "./..."); err != nil {
		return err
	}
	packages, err := count(ctx, dir, "./...")
	if err != nil {
		return err
	}
	units, err := count(ctx, dir, "-deps", "./...")
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\n%s: %d packages, %d with all that they import\n", module, packages, units)
	var table table
	for round := range rounds {
		for _, c := range contestants(ctx, t, dir) {
			if c.prepare != nil {
				if err := c.prepare(round); err != nil {
					return fmt.Errorf("%s: %w", c.name, err)
				}
			}
			took, saw, err := clock(c, round)
			if err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			table.add(c.name, took, saw)
		}
	}
	table.print(out)
	return nil
}

// contestants are in the order in which they run. What has nothing in the cache comes
// first, and fills it for those that follow.
func contestants(ctx context.Context, t tools, dir string) []contestant {
	in := func(name string, args ...string) *exec.Cmd {
		cmd := exec.CommandContext(ctx, name, args...)
		cmd.Dir, cmd.Env = dir, modulecopy.Environment()
		return cmd
	}
	fresh := func(int) error { return renew(t.cryptolint) }
	lint := func(program string) *exec.Cmd {
		return in(program, "-no-config", "-format", "json", "-fail-on", "never", "./...")
	}
	check := func(int) *exec.Cmd { return lint(t.cryptolint) }
	all := []contestant{
		{"go vet with a tool that does nothing, cold", nil, func(round int) *exec.Cmd {
			cmd := in("go", "vet", "-vettool="+t.nothing, "./...")
			cmd.Env = append(cmd.Env, "BENCH_RUN="+strconv.FormatInt(time.Now().UnixNano(), 10))
			return cmd
		}, nil},
		{"the same analyzers in unitchecker, cold", fresh, func(round int) *exec.Cmd {
			cmd := check(round)
			cmd.Env = append(cmd.Env, "CRYPTOLINT_UNITCHECKER=1")
			return cmd
		}, findings},
		{"cryptolint, cold", fresh, check, findings},
		{"cryptolint, warm", nil, check, findings},
		{"cryptolint, one package edited", func(round int) error { return edit(ctx, dir, round) }, check, findings},
		{"go vet with a tool that does nothing, warm", func(int) error {
			cmd := in("go", "vet", "-vettool="+t.nothing, "./...")
			cmd.Env = append(cmd.Env, "BENCH_RUN=warm")
			return cmd.Run()
		}, func(int) *exec.Cmd {
			cmd := in("go", "vet", "-vettool="+t.nothing, "./...")
			cmd.Env = append(cmd.Env, "BENCH_RUN=warm")
			return cmd
		}, nil},
	}
	if t.other != "" {
		old := contestant{"cryptolint of " + t.revision + ", cold", func(int) error { return renew(t.other) }, func(int) *exec.Cmd { return lint(t.other) }, findings}
		all = append(all, old, contestant{"cryptolint, cold, once more", fresh, check, findings}) // in the same minute
	}
	if t.gosec != "" {
		all = append(all, contestant{"gosec, its rules for cryptography", nil, func(int) *exec.Cmd {
			return in(t.gosec, "-quiet", "-no-fail", "-fmt=json", "-include="+gosecRules, "./...")
		}, gosecFiles})
	}
	return all
}

// gosecRules are those of gosec that are about cryptography and keys.
const gosecRules = "G101,G106,G401,G402,G403,G404,G405,G406,G407,G501,G502,G503,G504,G505,G506,G507"

// renew makes a program one that the go command has never seen: it tells programs apart by
// what is in the file.
func renew(program string) error {
	f, err := os.OpenFile(program, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(time.Now().String())
	return errors.Join(err, f.Close())
}

// edit changes a package that no other package of the module imports: a program, where
// there is one.
func edit(ctx context.Context, dir string, round int) error {
	out, err := goOutput(ctx, dir, "list", "-f", `{{if .GoFiles}}{{.Name}}{{"\t"}}{{.Dir}}{{"\t"}}{{index .GoFiles 0}}{{end}}`, "./...")
	if err != nil {
		return err
	}
	var edited string
	for line := range strings.Lines(out) {
		name, file, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			continue
		}
		edited = strings.ReplaceAll(file, "\t", string(filepath.Separator))
		if name == "main" {
			break
		}
	}
	f, err := os.OpenFile(edited, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "\n// Edited in round %d.\n", round)
	return errors.Join(err, f.Close())
}

// clock runs a contestant once.
func clock(c contestant, round int) (sample, string, error) {
	cmd := c.command(round)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || c.counted != nil) {
		return sample{}, "", fmt.Errorf("%w: %s", err, lastLines(stderr.String()))
	}
	took := sample{wall: wall, cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak: peak(cmd.ProcessState)}
	if c.counted == nil {
		return took, "", nil
	}
	saw, err := c.counted(stdout.Bytes())
	return took, saw, err
}

func findings(stdout []byte) (string, error) {
	var report struct {
		Findings []json.RawMessage `json:"findings"`
		Failures []json.RawMessage `json:"failures"`
	}
	if err := json.Unmarshal(stdout, &report); err != nil {
		return "", err
	}
	if len(report.Failures) > 0 {
		return "", fmt.Errorf("%d packages could not be analysed", len(report.Failures))
	}
	return fmt.Sprintf("%d findings", len(report.Findings)), nil
}

func gosecFiles(stdout []byte) (string, error) {
	var report struct {
		Issues []json.RawMessage
		Stats  struct{ Files, Lines int }
	}
	if err := json.Unmarshal(stdout, &report); err != nil {
		return "", err
	}
	if report.Stats.Files == 0 {
		return "", errors.New("it looked at no file")
	}
	return fmt.Sprintf("%d findings in %d files", len(report.Issues), report.Stats.Files), nil
}

// machine says what the figures were measured on.
func machine(ctx context.Context) string {
	release, err := goOutput(ctx, "", "env", "GOVERSION")
	if err != nil {
		release = runtime.Version()
	}
	return fmt.Sprintf("%s, %s/%s, %d processors", strings.TrimSpace(release), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
}

func count(ctx context.Context, dir string, args ...string) (int, error) {
	out, err := goOutput(ctx, dir, append([]string{"list"}, args...)...)
	return strings.Count(out, "\n"), err
}

// goCommand runs the go command in a directory, or in that of this program. What it
// installs goes there too.
func goCommand(ctx context.Context, dir string, args ...string) error {
	_, err := goOutput(ctx, dir, args...)
	return err
}

func goOutput(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	if dir != "" {
		cmd.Dir, cmd.Env = dir, append(modulecopy.Environment(), "GOBIN="+dir)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w: %s", args[0], err, lastLines(stderr.String()))
	}
	return string(out), nil
}

// lastLines returns the end of what a program said.
func lastLines(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-3):], "; ")
}
