package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/nearest"
)

const completionHelp = `Usage: cryptolint completion bash|zsh|fish

Prints a script that makes the shell complete the commands, flags, values and
rules of cryptolint.

Examples:

    source <(cryptolint completion bash)       in ~/.bashrc
    source <(cryptolint completion zsh)        in ~/.zshrc, after compinit
    cryptolint completion fish | source        in ~/.config/fish/config.fish
`

// takes is what a flag or a command takes as its value.
type takes int

const (
	takesNothing takes = iota
	takesText          // which nobody can guess
	takesWords         // one of some words
	takesFile
	takesDirectory
	takesPackages
)

// completion is what a shell completes in one place: behind a flag, or as an
// argument.
type completion struct {
	takes takes
	words []string
	list  bool // words with commas between them
}

// flagCompletion is a flag of a command.
type flagCompletion struct {
	name  string
	usage string
	value completion
}

// commandCompletion is a command with what may follow it; without a name, the main
// job.
type commandCompletion struct {
	name  string
	brief string
	flags []flagCompletion
	args  completion
}

// completions returns what there is to complete, from the flag sets themselves.
func (a *app) completions() []commandCompletion {
	all := []commandCompletion{{flags: a.flagCompletions(""), args: completion{takes: takesPackages, words: commandNames()}}}
	for _, c := range commands() {
		all = append(all, commandCompletion{c.name, c.brief, a.flagCompletions(c.name), a.argsOf(c.name)})
	}
	return all
}

func (a *app) argsOf(command string) completion {
	switch command {
	case "rules", "explain":
		return completion{takes: takesWords, words: a.ruleWords()}
	case "config":
		return completion{takes: takesWords, words: []string{"check", "schema"}}
	case "baseline":
		return completion{takes: takesPackages, words: []string{"write", "prune"}}
	case "completion":
		return completion{takes: takesWords, words: shells}
	case "help":
		return completion{takes: takesWords, words: commandNames()}
	case "trace":
		return completion{takes: takesFile}
	case "version":
		return completion{}
	}
	return completion{takes: takesPackages}
}

func (a *app) ruleWords() []string {
	var words []string
	for _, r := range a.rules {
		words = append(words, r.Meta.ID, r.Meta.Name)
	}
	return words
}

func (a *app) flagCompletions(command string) []flagCompletion {
	f := flagSet(command)
	var all []flagCompletion
	for _, name := range f.order {
		found := f.set.Lookup(name)
		all = append(all, flagCompletion{name, strings.ReplaceAll(found.Usage, "`", ""), a.valueOf(name, found.Value)})
	}
	return all
}

// valueOf tells what a flag takes.
func (a *app) valueOf(name string, value any) completion {
	if b, ok := value.(interface{ IsBoolFlag() bool }); ok && b.IsBoolFlag() {
		return completion{}
	}
	switch s, ok := value.(*settingFlag); {
	case name == "enable" || name == "disable":
		return completion{takesWords, a.ruleWords(), true}
	case name == "output":
		var words []string
		for _, format := range config.Formats() {
			words = append(words, format+"=")
		}
		return completion{takes: takesWords, words: words}
	case name == "include" || name == "exclude" || name == "baseline" || name == "config":
		return completion{takes: takesFile}
	case name == "C":
		return completion{takes: takesDirectory}
	case ok && s.Words != nil:
		return completion{takesWords, s.Words, s.List}
	case name == "format":
		return completion{takes: takesWords, words: []string{"text", "json"}}
	}
	return completion{takes: takesText}
}

var shells = []string{"bash", "zsh", "fish"}

// complete prints the script for a shell.
func (a *app) complete(args []string) (int, error) {
	if len(args) == 1 && isHelp(args[0]) {
		return a.help([]string{"completion"})
	}
	scripts := map[string]func([]commandCompletion) string{"bash": bashScript, "zsh": zshScript, "fish": fishScript}
	if len(args) != 1 {
		return 0, fmt.Errorf("completion takes the name of one shell: %s", strings.Join(shells, ", "))
	}
	script, ok := scripts[args[0]]
	if !ok {
		if near, ok := nearest.Word(args[0], shells); ok {
			return 0, fmt.Errorf("unknown shell %s: did you mean %s?", args[0], near)
		}
		return 0, fmt.Errorf("unknown shell %s: use %s", args[0], strings.Join(shells, ", "))
	}
	_, err := fmt.Fprint(a.out, script(a.completions()))
	return exitClean, err
}

// behind returns, for each completion that flags have, the "command -flag" pairs that
// have it, in order.
func behind(all []commandCompletion) (values []completion, pairs [][]string) {
	for _, c := range all {
		for _, f := range c.flags {
			if f.value.takes == takesNothing {
				continue
			}
			i := slices.IndexFunc(values, func(v completion) bool {
				return v.takes == f.value.takes && v.list == f.value.list && slices.Equal(v.words, f.value.words)
			})
			if i < 0 {
				i = len(values)
				values, pairs = append(values, f.value), append(pairs, nil)
			}
			pairs[i] = append(pairs[i], c.name+" -"+f.name)
		}
	}
	return values, pairs
}

// quote makes one word of the text for any of the shells.
func quote(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

func quoteAll(words []string) string { return joined(words, " ") }

// alternatives is a pattern of a case that matches any of the words.
func alternatives(words []string) string { return joined(words, "|") }

func joined(words []string, separator string) string {
	var quoted []string
	for _, w := range words {
		quoted = append(quoted, quote(w))
	}
	return strings.Join(quoted, separator)
}
