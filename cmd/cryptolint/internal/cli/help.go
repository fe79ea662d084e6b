package cli

import (
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/config"
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

Examples: look

    cryptolint                          everything here and below
    cryptolint ./internal/auth/...      one part of it
    cryptolint -C ~/src/shop            another module
    cryptolint -enable CL2,timing       some of the rules
    cryptolint explain CL401            why is that wrong, and what to do?
    cryptolint trace seal.go:18:9       what does the engine see there?
    cryptolint fix -diff                what could be mended by machine?

Examples: report

    cryptolint -format json             for programs
    cryptolint -output sarif=out.sarif  to a file, and to the screen as well
    cryptolint -fail-on high -q         exit with 1 for what is high or critical
    cryptolint -files a.go b/c.go       the packages of the files of a commit
    go vet -vettool=$(which cryptolint) ./...
                                        as a tool of go vet

Examples: begin with a program that has findings

    cryptolint -new-from-merge-base origin/main
                                        only what a branch adds
    cryptolint baseline write           silence what is there today
    cryptolint config                   what is in force, and says who?

Where code is right and the rule cannot know, say so, with a reason, on the
line or above it:

    //cryptolint:ignore CL201 -- key check value, one block

Flags are keys of the file .cryptolint.yaml as well, which is looked for here
and above, up to the root of the repository. A flag goes over the file. Lists
are written with commas; booleans as -tests or -tests=false.

`

const mainHelpEnd = `
Exit codes:

    0   no findings, or none that -fail-on counts
    1   findings (fix -diff: there is something to fix)
    2   the work could not be done, or not all of it: wrong usage, packages
        that do not compile, a file that cannot be written, an internal error
`

const fixHelp = `Usage: cryptolint fix [-diff] [-unsafe] [flags] [packages]

Applies the fixes of the findings that have one, then prints what is left. Only
such fixes are offered after which stored data, and peers that speak the same
format, still work. After a fix the package builds. Generated and vendored
files, and files with cgo, are left alone. So is what an ignore comment
silences. What a baseline silences is fixed too.

-unsafe offers fixes that may change a format as well, such as another padding:
what was encrypted or signed before may not be read any more. Look at the
difference first.

Examples:

    cryptolint fix -diff                see what would change
    cryptolint fix ./internal/auth/...  change it
    cryptolint fix -diff | git apply    the same by way of git
    cryptolint fix -unsafe -diff        see what could change besides
`

const explainHelp = `Usage: cryptolint explain ID|name

Shows the page of a rule: what is wrong, why, code that is wrong and code that
is right, how the rule finds it and what it cannot see.

Examples:

    cryptolint explain CL401
    cryptolint explain weakrandom
`

const traceHelp = `Usage: cryptolint trace [flags] file.go:line[:column]

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

const versionHelp = `Usage: cryptolint version

Prints the version, the Go release it was built with, and the platform.
`

const helpHelp = `Usage: cryptolint help [command]

Tells how to use cryptolint or one of its commands.
`

// help prints help on the whole or on a command.
func (a *app) help(args []string) (int, error) {
	if len(args) > 1 {
		return 0, fmt.Errorf("help takes one command, got %s", strings.Join(args, " "))
	}
	text := ""
	switch {
	case len(args) == 0:
		text = mainHelp + commandList() + flagList("") + mainHelpEnd
	case isHelp(args[0]):
		text = helpHelp
	default:
		c, ok := commandNamed(args[0])
		if !ok {
			return 0, unknownTopic(args[0])
		}
		text = c.help + flagList(c.name)
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

// widest is how long a line of help may be, in characters.
const widest = 100

// flagList describes the flags of a command, below headings if there are many.
func flagList(name string) string {
	f := flagSet(name)
	const few = 8
	if len(f.order) == 0 {
		return ""
	}
	var b strings.Builder
	if len(f.order) <= few {
		b.WriteString("\nFlags:\n\n")
		for _, flag := range f.order {
			b.WriteString(f.describe(flag))
		}
		return b.String()
	}
	for _, group := range slices.Insert(config.Groups(), 0, ofCommandAlone) {
		heading := "\nFlags: " + strings.ToLower(string(group)) + "\n\n"
		for _, flag := range f.order {
			if f.groups[flag] == group {
				b.WriteString(heading + f.describe(flag))
				heading = ""
			}
		}
	}
	return b.String()
}

// describe writes a flag as "    -severity severity  report findings from …", with
// further lines below the text.
func (f *flags) describe(name string) string {
	const column = 30
	found := f.set.Lookup(name)
	placeholder, usage := flag.UnquoteUsage(found)
	if initial := f.initial(found); initial != "" {
		usage += " (default " + initial + ")"
	}
	text := fmt.Sprintf("    %-*s", column-6, strings.TrimSpace("-"+name+" "+placeholder))
	indent := "\n" + strings.Repeat(" ", column)
	line := len(text)
	if line > column-2 {
		text, line = text+indent, column-2
	} else {
		text, line = text+"  ", column-2
	}
	for word := range strings.FieldsSeq(usage) {
		if line+1+len(word) > widest {
			text, line = strings.TrimRight(text, " ")+indent, column-2
		}
		text, line = text+word+" ", line+1+len(word)
	}
	return strings.TrimRight(text, " ") + "\n"
}

// initial returns the value of a flag that is not given, or "" where that goes
// without saying.
func (f *flags) initial(found *flag.Flag) string {
	value := found.DefValue
	if s, ok := found.Value.(*settingFlag); ok {
		value = strings.Join(s.Initial(), ",")
	}
	if value == "false" {
		return ""
	}
	return value
}
