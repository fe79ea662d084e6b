// Command bench measures how long cryptolint takes, beside other tools on the same
// modules of other people, in one run:
//
//	go run ./internal/bench -h
//
// It needs the module proxy, and a machine that does nothing else. The figures are those
// of the whole process tree: a run of the go command starts a process for each package.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
)

// defaultModules are those of docs/performance.md: a web server with many dependencies.
const defaultModules = "github.com/caddyserver/caddy/v2@v2.11.9"

func main() {
	modules := flag.String("modules", defaultModules, "the modules to run on, as `path@version,…`")
	rounds := flag.Int("rounds", 3, "how often each tool runs; the table shows medians and ranges")
	peers := flag.Bool("peers", true, "run gosec too, which is downloaded and built")
	against := flag.String("against", "", "run cryptolint of another `revision` of this repository too, such as the last release")
	flag.Usage = func() {
		fmt.Fprint(flag.CommandLine.Output(), "bench runs cryptolint and other tools on modules from the module proxy, in turn, and\nprints a table in Markdown. Nothing else should run on the machine.\n\n")
		flag.PrintDefaults()
	}
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, strings.Split(*modules, ","), *rounds, *peers, *against, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, modules []string, rounds int, peers bool, against string, out io.Writer) error {
	if rounds < 1 {
		return fmt.Errorf("-rounds is %d: it has to be at least 1", rounds)
	}
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	tools, err := buildTools(ctx, dir, peers)
	if err != nil {
		return err
	}
	if against != "" {
		tools.other, tools.revision = filepath.Join(dir, "other"), against
		if err := buildRevision(ctx, dir, against, tools.other); err != nil {
			return err
		}
	}
	fmt.Fprintln(out, machine(ctx))
	for _, module := range modules {
		if err := measure(ctx, tools, module, rounds, out); err != nil {
			return fmt.Errorf("module %s: %w", module, err)
		}
	}
	return nil
}

// tools are the programs that are measured, by path.
type tools struct {
	dir        string
	cryptolint string
	nothing    string // a tool of go vet that looks at nothing
	gosec      string // "" if it is not wanted
	other      string // cryptolint of the revision; "" if there is none
	revision   string
}

// gosecModule is the version that the table names.
const gosecModule = "github.com/securego/gosec/v2/cmd/gosec@v2.28.0"

func buildTools(ctx context.Context, dir string, peers bool) (tools, error) {
	t := tools{dir: dir, cryptolint: filepath.Join(dir, "cryptolint"), nothing: filepath.Join(dir, "nothing")}
	if err := goCommand(ctx, "", "build", "-o", t.cryptolint, "./cmd/cryptolint"); err != nil {
		return t, err
	}
	if err := goCommand(ctx, "", "build", "-o", t.nothing, "./internal/bench/nothing"); err != nil {
		return t, err
	}
	if !peers {
		return t, nil
	}
	t.gosec = filepath.Join(dir, "gosec")
	return t, goCommand(ctx, dir, "install", gosecModule)
}

// buildRevision builds cryptolint as it is in a revision of the repository.
func buildRevision(ctx context.Context, dir, revision, program string) error {
	source := filepath.Join(dir, "source")
	if out, err := exec.CommandContext(ctx, "git", "worktree", "add", "--detach", source, revision).CombinedOutput(); err != nil {
		return fmt.Errorf("cannot check out %s: %w: %s", revision, err, lastLines(string(out)))
	}
	err := goCommand(ctx, source, "build", "-o", program, "./cmd/cryptolint")
	return errors.Join(err, exec.Command("git", "worktree", "remove", "--force", source).Run())
}
