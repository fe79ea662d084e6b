package cli

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/nearest"
)

// command is a word that may take the place of packages.
type command struct {
	name  string
	brief string
	help  string // the flags follow by themselves
	run   func(a *app, ctx context.Context, args []string) (int, error)
}

func commands() []command {
	return []command{
		{"fix", "apply the fixes that keep stored data and peers working", fixHelp, (*app).fix},
		{"baseline", "record today's findings, so that only new ones fail a run", baselineHelp, (*app).baselineCommand},
		{"suppressions", "list what is silenced: where, by whom, why and until when", suppressionsHelp, (*app).suppressions},
		{"report", "merge the reports of many repositories and compare them with earlier ones", reportHelp, (*app).reportCommand},
		{"config", "show or check the settings, and where they come from", configHelp, (*app).configCommand},
		{"add-ignores", "write ignore comments, for you to add the reasons", addIgnoresHelp, (*app).addIgnores},
		{"rules", "list the rules", rulesHelp, (*app).listRules},
		{"explain", "show the page of a rule: what is wrong, why, and what to do", explainHelp, (*app).explain},
		{"trace", "show where the values at a place come from and where they go", traceHelp, (*app).trace},
		{"completion", "print a completion script for your shell", completionHelp, func(a *app, _ context.Context, args []string) (int, error) { return a.complete(args) }},
		{"version", "print the version", versionHelp, func(a *app, _ context.Context, args []string) (int, error) { return a.version(args) }},
		{"help", "show how to use cryptolint or one of its commands", helpHelp, func(a *app, _ context.Context, args []string) (int, error) { return a.help(args) }},
	}
}

func commandNamed(name string) (command, bool) {
	for _, c := range commands() {
		if c.name == name {
			return c, true
		}
	}
	return command{}, false
}

// commandIn finds the command in the arguments, which may have flags before it:
// "-C shop fix -diff". It returns the command and its arguments, with those flags.
// After -files come files, and none of them is a command.
func commandIn(args []string) (c command, rest []string, ok bool) {
	known := allFlags()
	for i := 0; i < len(args); i++ {
		name, isFlag := strings.CutPrefix(args[i], "-")
		if !isFlag || name == "-" {
			c, ok = commandNamed(args[i])
			return c, slices.Delete(slices.Clone(args), i, i+1), ok
		}
		name, _, hasValue := strings.Cut(strings.TrimPrefix(name, "-"), "=")
		takesValue, found := known[name]
		if !found || name == "files" {
			return command{}, nil, false
		}
		if takesValue && !hasValue {
			i++
		}
	}
	return command{}, nil, false
}

// allFlags returns the flags of all commands, and whether each takes a value.
func allFlags() map[string]bool {
	known := make(map[string]bool)
	for _, name := range append(commandNames(), "") {
		flagSet(name).set.VisitAll(func(f *flag.Flag) {
			isBool, ok := f.Value.(interface{ IsBoolFlag() bool })
			known[f.Name] = !ok || !isBool.IsBoolFlag()
		})
	}
	return known
}

func commandNames() []string {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return names
}

// mistypedCommand reports whether the first argument looks like a command with a
// slip of the finger. What can only be a package never does.
func mistypedCommand(arg string) (string, bool) {
	if strings.ContainsAny(arg, "./\\@") || strings.HasPrefix(arg, "-") {
		return "", false
	}
	return nearest.Word(arg, commandNames())
}

func (a *app) version(args []string) (int, error) {
	if len(args) > 0 {
		return a.helpOrError("version", args)
	}
	_, err := fmt.Fprintf(a.out, "cryptolint %s (%s, %s/%s)\n", buildVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return exitClean, err
}

// stamp is the version that a build from a directory is given, where the go command
// knows none: -ldflags "-X github.com/cryptolint/cryptolint/cmd/cryptolint/internal/cli.stamp=v0.1.0".
var stamp string

// buildVersion returns the version that the program was stamped with, or the module
// version that it was built from, or the revision, or "(devel)".
func buildVersion() string {
	if stamp != "" {
		return stamp
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}

// helpOrError answers arguments of a command that takes none.
func (a *app) helpOrError(name string, args []string) (int, error) {
	if isHelp(args[0]) {
		return a.help([]string{name})
	}
	return 0, fmt.Errorf("%s takes no arguments, got %s", name, strings.Join(args, " "))
}

func isHelp(arg string) bool {
	return arg == "-h" || arg == "-help" || arg == "--help"
}
