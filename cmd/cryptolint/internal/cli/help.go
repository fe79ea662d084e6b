package cli

import (
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/nearest"
)

const mainHelp = `cryptolint finds cryptographic misuse in Go programs. It follows each value from
where it is created to where it is used, and shows what to use instead.

Usage:

    cryptolint [flags] [packages]
    cryptolint command [arguments]

Without packages, it analyses ./..., the module in the working directory. With
"work", it analyses all modules of a workspace (go.work). It runs through go vet,
so results for unchanged packages come from the build cache. It needs Go 1.26 or
later. Flags may come before or after the command and the packages.

Examples: look

    cryptolint                          the whole module
    cryptolint ./internal/auth/...      part of it
    cryptolint work                     all modules of the workspace
    cryptolint -C ~/src/shop            another module
    cryptolint -enable CL2,timing       only some rules
    cryptolint -exclude 'legacy/**'     leave out some files; quote the glob
    cryptolint explain CL401            why is this wrong, and what should I do?
    cryptolint trace seal.go:18:9       what does cryptolint know about this place?
    cryptolint fix -diff                what can be fixed automatically?

Examples: report

    cryptolint -format json             for programs
    cryptolint -output sarif=out.sarif  write a file as well as the terminal
    cryptolint -fail-on high -q         exit with 1 only for high and critical
    cryptolint -files a.go b/c.go       the packages that contain these files
    go vet -vettool=$(which cryptolint) ./...
                                        as a tool of go vet

Examples: start on a code base that has findings

    cryptolint -new-from-merge-base origin/main
                                        only what the branch adds
    cryptolint baseline write           silence today's findings
    cryptolint config                   which settings apply, and from where?

If the code is right and the rule cannot know it, write why, at the end of the
line or above the statement:

    //cryptolint:ignore CL201 -- key check value, one block

Every flag is also a key of .cryptolint.yaml, which cryptolint looks for in the
working directory and its parents, up to the root of the repository. A flag
overrides the file. Separate the values of a list with commas. Write booleans as
-tests or -tests=false.

`

const mainHelpEnd = `
Exit codes:

    0   no findings, or none as severe as -fail-on
    1   findings (fix -diff: something can be fixed)
    2   something failed, so the result is incomplete: wrong usage, packages
        that do not compile, a file that cannot be written, an internal error

With -incomplete-exit-code 3, the code is 3 if packages could not be analysed,
and 2 for other errors.
`

const fixHelp = `Usage: cryptolint fix [-diff] [-unsafe] [-q] [flags] [packages]

Applies all available fixes, then prints the remaining findings. By default, it
only applies fixes that keep stored data readable and stay compatible with peers
that use the same format. The package still builds afterwards. Generated files,
vendored files and files with cgo are left alone, and so is code that an ignore
comment covers. Findings in the baseline are fixed too.

-unsafe also applies fixes that may change a format, such as a different padding:
data that was encrypted or signed before may no longer be readable. Look at the
diff first.

Examples:

    cryptolint fix -diff                show what would change
    cryptolint fix ./internal/auth/...  change it
    cryptolint fix -diff | git apply    the same, through git
    cryptolint fix -unsafe -diff        show what -unsafe would change as well
`

const explainHelp = `Usage: cryptolint explain [-short] ID|name

Shows the page of a rule: what is wrong and why, bad and good code, how the rule
works and what it cannot see. With -short, it shows what to do first, and leaves
out the rest.

Examples:

    cryptolint explain CL401
    cryptolint explain -short weakrandom
`

const traceHelp = `Usage: cryptolint trace [flags] file.go:line[:column]

Shows where the values at a place come from and where they go. The rules decide
on this basis. If you doubt a finding, trace its place. If one is missing, trace
the place where you expect it: "unknown" marks where cryptolint lost the value.

With a column, it shows the expressions at that place, the smallest first, or
the arguments of the call that begins there. Without a column, it shows the
values that the line names or creates.

Alternative ways in which a value is created are numbered under "one of". Parts
that are combined into one value, such as random bytes and a counter, are listed
under "a mix of". "whatever the callers pass" is checked at the callers.

Examples:

    cryptolint trace vault/seal.go:18:9     the place of a finding
    cryptolint trace vault/seal.go:17       all values on a line
    cryptolint trace -format json vault/seal.go:17

The exit code is 0, or 2 if there is no answer.
`

const workHelp = `Usage: cryptolint work [flags]
       cryptolint fix work, cryptolint baseline write work, …

Analyses all modules of the workspace, that is those that go.work lists. "work"
takes the place of the packages, as in 'go vet work'. 'cryptolint -modules'
analyses all modules below a directory, with or without go.work.

The flags are those of cryptolint: see 'cryptolint help'.
`

const versionHelp = `Usage: cryptolint version

Prints the version, the Go release it was built with, and the platform.
`

const helpHelp = `Usage: cryptolint help [command]

Shows how to use cryptolint or one of its commands.
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
	case args[0] == "work":
		text = workHelp
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
		fmt.Fprintf(&b, "    %-12s  %s\n", c.name, c.brief)
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
	if line > column-2 { // no room for two blanks
		text, line = text+indent, column
	} else {
		text, line = text+"  ", column
	}
	for word := range strings.FieldsSeq(usage) {
		if line+1+len(word) > widest {
			text, line = strings.TrimRight(text, " ")+indent, column
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
