// Package survey is what the commands have in common that run cryptolint on published
// modules, keep what it found in tables, and write a page of docs from them.
package survey

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/cryptolint/cryptolint/internal/modulecopy"
)

// Tables are what a command keeps.
type Tables interface {
	// Update runs cryptolint on what is named, or on everything, and enters what it found.
	// What cannot be analysed keeps what the tables have of it.
	Update(ctx context.Context, r *Runner, named []string) error

	// Write writes to the directory what Update changes.
	Write(dir string) error

	// Page returns the text of the page.
	Page() (string, error)
}

// Main runs the command with that name, which is also that of the directory of its tables
// and of its page. The limit is for one of what the command runs on, such as a module.
func Main(name, one string, read func(dir string) (Tables, error)) {
	command := flag.String("command", "cryptolint", "the `path` of the cryptolint that runs")
	limit := flag.Duration("limit", 10*time.Minute, "how long one "+one+" may take")
	dir := flag.String("dir", filepath.Join("internal", name), "the `directory` with the tables")
	page := flag.String("page", filepath.Join("docs", name+".md"), "the `file` to write")
	only := flag.Bool("only-page", false, "write the page from the tables, and run nothing")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	r := &Runner{command: *command, Limit: *limit, Log: os.Stderr}
	if *only {
		r = nil
	}
	if err := run(ctx, *dir, *page, r, flag.Args(), read); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
		os.Exit(1)
	}
}

// run updates the tables in dir, unless there is no runner, and writes the page.
func run(ctx context.Context, dir, page string, r *Runner, named []string, read func(dir string) (Tables, error)) error {
	t, err := read(dir)
	if err != nil {
		return err
	}
	if r != nil {
		if err := t.Update(ctx, r, named); err != nil {
			return err
		}
		if err := t.Write(dir); err != nil {
			return err
		}
	}
	text, err := t.Page()
	if err != nil {
		return err
	}
	return os.WriteFile(page, []byte(text), 0o644)
}

// Runner runs cryptolint on copies of modules.
type Runner struct {
	Limit time.Duration // for one module
	Log   io.Writer     // what people are told meanwhile

	command string
}

// Analyse runs cryptolint in a directory, without the configuration of the module there, and
// returns its JSON report. The error is an exec.ExitError where it has exited with another
// status than 0; the report is there even so if the status is 2.
func (r *Runner) Analyse(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, r.command, append([]string{"-no-config", "-format", "json", "-fail-on", "never"}, args...)...)
	cmd.Dir, cmd.Env = dir, modulecopy.Environment()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	output, err := cmd.Output()
	if err != nil {
		return output, fmt.Errorf("%w\n%s", err, stderr.String())
	}
	return output, nil
}
