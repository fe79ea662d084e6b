package cli

import (
	"flag"
	"fmt"
	"strings"

	"github.com/cryptolint/cryptolint/internal/nearest"
)

const mainHelp = `cryptolint finds cryptographic misuse in Go programs: it judges a value by
where it comes from and where it goes, and says what to use instead.

Usage:

    cryptolint [flags] [packages]
    cryptolint command [arguments]

Without packages it analyses ./..., the module below the working directory.
It runs through go vet, so what has not changed comes from the build cache.
It needs Go 1.26 or later.

Examples:

    cryptolint                          everything here and below
    cryptolint ./internal/auth/...      one part of it
    cryptolint -C ~/src/shop            another module
    cryptolint -files a.go b/c.go       the packages of the files of a commit
    cryptolint -format json ./...       for programs
    cryptolint explain CL401            why is that wrong, and what to do?
    cryptolint trace seal.go:18:9       what does the engine see there?
    cryptolint fix -diff                what could be mended by machine?
    go vet -vettool=$(which cryptolint) ./...
                                        as a tool of go vet

Where code is right and the rule cannot know, say so, with a reason, on the
line or above it:

    //cryptolint:ignore CL201 -- key check value, one block

`

const mainHelpEnd = `
Exit codes:

    0   no findings
    1   findings (fix -diff: there is something to fix)
    2   the work could not be done, or not all of it: wrong usage, packages
        that do not compile, an internal error
`

// commandHelp says what a command is for; its flags follow by themselves.
func commandHelp(name string) string {
	switch name {
	case "fix":
		return `Usage: cryptolint fix [-diff] [flags] [packages]

Applies the fixes of the findings that have one, then prints what is left. Only
such fixes are offered after which stored data, and peers that speak the same
format, still work. Generated and vendored files are left alone.

Examples:

    cryptolint fix -diff                see what would change
    cryptolint fix ./internal/auth/...  change it
    cryptolint fix -diff | git apply    the same by way of git
`
	case "baseline":
		return baselineHelp
	case "config":
		return configHelp
	case "add-ignores":
		return addIgnoresHelp
	case "rules":
		return rulesHelp
	case "explain":
		return `Usage: cryptolint explain ID|name

Shows the page of a rule: what is wrong, why, code that is wrong and code that
is right, how the rule finds it and what it cannot see.

Examples:

    cryptolint explain CL401
    cryptolint explain weakrandom
`
	case "trace":
		return `Usage: cryptolint trace [flags] file.go:line[:column]

Shows where the values at a place come from and where they go, as the engine
sees it: what every verdict of the rules stands on. Doubt a finding? Trace its
place. Missed one? Trace the place where it should be; where the path breaks
off with "unknown", the engine has lost the value.

With a column it shows the expressions that hold the place, the smallest first,
or what the call uses that begins there. Without one it shows the values that
the line names or makes.

Several ways in which a value comes about are numbered under "one of". What is
joined into one value, such as a counter behind random bytes, stands under "a
mix of". "whatever the callers pass" is judged at the callers.

Examples:

    cryptolint trace vault/seal.go:18:9     the place of a finding
    cryptolint trace vault/seal.go:17       all values of a line
    cryptolint trace -format json vault/seal.go:17

The exit code is 0, or 2 if there is no answer.
`
	case "version":
		return "Usage: cryptolint version\n\nPrints the version, the Go release it was built with, and the platform.\n"
	}
	return "Usage: cryptolint help [command]\n\nTells how to use cryptolint or one of its commands.\n"
}

// help prints help on the whole or on a command.
func (a *app) help(args []string) (int, error) {
	if len(args) > 1 {
		return 0, fmt.Errorf("help takes one command, got %s", strings.Join(args, " "))
	}
	text := ""
	switch {
	case len(args) == 0:
		text = mainHelp + commandList() + "\nFlags:\n\n" + flagList("") + mainHelpEnd
	case isHelp(args[0]):
		text = commandHelp("help")
	default:
		if _, ok := commandNamed(args[0]); !ok {
			return 0, unknownTopic(args[0])
		}
		text = commandHelp(args[0])
		if list := flagList(args[0]); list != "" {
			text += "\nFlags:\n\n" + list
		}
	}
	_, err := fmt.Fprint(a.out, text)
	return exitClean, err
}

func unknownTopic(word string) error {
	if near, ok := nearest.Word(word, commandNames()); ok {
		return fmt.Errorf("no help on %s: did you mean %s?", word, near)
	}
	return fmt.Errorf("no help on %s: 'cryptolint help' lists the commands, 'cryptolint explain %s' shows a rule", word, word)
}

func commandList() string {
	var b strings.Builder
	b.WriteString("Commands:\n\n")
	for _, c := range commands() {
		fmt.Fprintf(&b, "    %-11s  %s\n", c.name, c.brief)
	}
	return b.String()
}

// flagList describes the flags of a command.
func flagList(name string) string {
	if name == "version" || name == "help" {
		return ""
	}
	var b strings.Builder
	flagSet(name).set.VisitAll(func(f *flag.Flag) {
		placeholder, usage := flag.UnquoteUsage(f)
		fmt.Fprintf(&b, "    %-20s  %s", strings.TrimSpace("-"+f.Name+" "+placeholder), usage)
		if f.DefValue != "" && f.DefValue != "false" {
			fmt.Fprintf(&b, " (default %s)", f.DefValue)
		}
		b.WriteString("\n")
	})
	return b.String()
}
