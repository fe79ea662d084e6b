// Package cli is the command line that people use: commands, flags, exit
// codes.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/term"

	"github.com/cryptolint/cryptolint/analyzers"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/vet"
	"github.com/cryptolint/cryptolint/internal/config"
)

// The exit codes.
const (
	exitClean    = 0
	exitFindings = 1 // for fix -diff: there is something to fix
	exitTrouble  = 2 // usage, packages that do not load or compile, faults of cryptolint
)

// highestExit is the highest exit code that a program can choose: shells use those
// above for programs that cannot be started and for signals (POSIX, Shell Command
// Language, 2.8.2).
const highestExit = 125

// terminal is what the program knows of one of its output streams.
type terminal struct {
	io.Writer
	is    bool // it is a terminal
	width int  // in cells; 0 if unknown
}

// app is one run of the command line.
type app struct {
	rules  []analyzers.Rule
	pages  fs.FS
	out    terminal
	err    terminal
	getenv func(string) string
	dir    string         // working directory, absolute
	config *config.Config // in force; nil for commands that need none

	noWorkspace bool     // analyse as if there were no go.work
	failing     *bool    // the exit code is 1; nil: the findings decide
	digests     [][]byte // of the configurations of several modules

	unanalysed int // exit code where packages could not be analysed; 0: exitTrouble

	quiet   bool           // no summary
	work    *vet.Work      // how much of the run came from the cache; nil: nobody asks
	hidden  map[string]int // findings that are not shown, by why
	omitted int            // of hidden, those that somebody has chosen not to see
	notes   []string       // lines before the summary

	trusted    bool   // the user named the configuration file: it may name any file
	configFile string // that config comes from, as seen from dir; empty: none
}

// Main runs the command line and returns the exit code. SIGINT and SIGTERM end
// it and every process that it started.
func Main(args []string, rules []analyzers.Rule, pages fs.FS) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, func() { endSoon(stop) })
	a := &app{
		rules:  rules,
		pages:  pages,
		out:    describe(os.Stdout),
		err:    describe(os.Stderr),
		getenv: os.Getenv,
	}
	return a.run(ctx, args)
}

// patience is how long the program may take to end by itself after a signal: the
// go command has some seconds to clean up.
const patience = 10 * time.Second

// endSoon sees to it that a signal ends the program whatever it waits for, such as
// a pipe in place of a file. A second signal ends it at once.
func endSoon(stop func()) {
	stop()
	time.AfterFunc(patience, func() {
		fmt.Fprintln(os.Stderr, "cryptolint: interrupted: nothing was reported")
		os.Exit(exitTrouble)
	})
}

func describe(f *os.File) terminal {
	t := terminal{Writer: f, is: term.IsTerminal(int(f.Fd()))}
	if width, _, err := term.GetSize(int(f.Fd())); t.is && err == nil {
		t.width = width
	}
	return t
}

// run dispatches to a command and turns an error into a sentence and exit code
// 2.
func (a *app) run(ctx context.Context, args []string) int {
	code, err := a.dispatch(ctx, args)
	switch {
	case err == nil:
		return code
	case errors.Is(err, errHelp):
		return exitClean
	case errors.Is(err, syscall.EPIPE):
		return exitTrouble // whoever read the output has gone
	}
	fmt.Fprintln(a.err, "cryptolint:", err)
	return exitTrouble
}

func (a *app) dispatch(ctx context.Context, args []string) (int, error) {
	if len(args) == 0 {
		return a.check(ctx, args)
	}
	if args[0] == "-version" || args[0] == "--version" {
		return a.version(nil)
	}
	if c, rest, ok := commandIn(args); ok {
		return c.run(a, ctx, rest)
	}
	if name, ok := mistypedCommand(args[0]); ok {
		return 0, fmt.Errorf("unknown command %s: did you mean %s? (for the package, write ./%s)", args[0], name, args[0])
	}
	return a.check(ctx, args)
}

// enter makes dir the working directory, as if the program had been started
// there. An empty dir stays.
func (a *app) enter(dir string) error {
	if dir != "" {
		if err := os.Chdir(dir); err != nil {
			return fmt.Errorf("cannot enter the directory given by -C: %w", err)
		}
	}
	wd, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("cannot determine the working directory: %w", err)
	}
	a.dir = wd
	return nil
}
