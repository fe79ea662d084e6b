package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/nearest"
)

// errHelp says that help was asked for and given.
var errHelp = errors.New("help was asked for")

// flags are the flags of one command. Each command has those that mean
// something to it.
type flags struct {
	set         *flag.FlagSet
	settings    []*settingFlag // those of the configuration
	order       []string       // names of all, in the order in which people are told of them
	groups      map[string]config.Group
	format      string // of commands that do not report findings
	dir         string
	file        string // of the configuration
	noFile      bool
	json        bool
	enabled     bool
	files       bool
	modules     bool
	maxFindings int
	incomplete  int // exit code
	verbose     bool
	quiet       bool
	diff        bool
	unsafe      bool
	short       bool
	reason      string
	since       []string // reports
	outputs     []string // FORMAT=FILE, of a merged report
}

// settingFlag is the flag of a setting of the configuration.
type settingFlag struct {
	*config.Setting
	values []string
	given  bool
}

func (f *settingFlag) String() string { return "" }

// IsBoolFlag lets people write -tests for -tests=true.
func (f *settingFlag) IsBoolFlag() bool { return f.Setting != nil && f.Bool() }

// Set takes a value as it is written. A list is written with commas, or by
// giving the flag several times.
func (f *settingFlag) Set(text string) error {
	switch {
	case f.List:
		f.values = append(f.values, f.Split(text)...)
	default:
		f.values = []string{text}
	}
	f.given = true
	return nil
}

// The settings that a command has besides those of the main job, which has all.
var (
	selection = []string{"profile", "enable", "disable", "severity", "confidence", "tests", "generated", "include", "exclude", "tags", "nolint", "nosec", "rules-as-of"}
	ofCommand = map[string][]string{
		"fix":          slices.Concat(selection, []string{"color"}),
		"baseline":     slices.Concat(selection, []string{"baseline", "color"}),
		"add-ignores":  slices.Concat(selection, []string{"baseline", "new-from-rev", "new-from-merge-base", "color"}),
		"suppressions": slices.Concat(selection, []string{"baseline", "new-from-rev", "new-from-merge-base", "color"}),
		"rules":        {"profile", "enable", "disable", "severity", "rules-as-of"},
		"trace":        {"tags", "color"},
		"explain":      {"color"},
	}
)

// reports tells whether a command has the flags of the main job.
func reports(name string) bool { return name == "" || name == "config" }

// flagSet makes the flags of a command; without a name, those of the main job.
func flagSet(name string) *flags {
	f := &flags{set: flag.NewFlagSet(name, flag.ContinueOnError), format: "text", groups: make(map[string]config.Group)}
	f.set.SetOutput(io.Discard)
	f.set.Usage = func() {}
	for _, s := range config.Settings() {
		if reports(name) || slices.Contains(ofCommand[name], s.Key) {
			sf := &settingFlag{Setting: s}
			f.settings = append(f.settings, sf)
			f.set.Var(sf, s.Key, s.Usage)
			f.groups[s.Key] = s.Group
			f.order = append(f.order, s.Key)
		}
	}
	if name == "rules" || slices.Contains(f.order, "tags") {
		f.text(&f.file, "config", "read this configuration `file` and no other")
		f.bool(&f.noFile, "no-config", "do not read a configuration file")
		f.text(&f.dir, "C", "work in this `directory`, as if started there")
	}
	f.ofOwn(name)
	return f
}

// ofOwn makes the flags that a command has for itself.
func (f *flags) ofOwn(name string) {
	switch name {
	case "":
		f.bool(&f.files, "files", "the arguments are files, such as those of a commit: analyse the packages that contain them")
		f.bool(&f.modules, "modules", "analyse all modules in and below the working directory, each with its own configuration")
		f.set.IntVar(&f.maxFindings, "max-findings", 0, "show at most this `number` of findings as text, the worst first; 0: all")
		f.place("max-findings")
		f.set.IntVar(&f.incomplete, "incomplete-exit-code", exitTrouble, "exit with this `number` if packages could not be analysed, for example because they do not compile, to distinguish this from other errors")
		f.place("incomplete-exit-code")
		f.bool(&f.verbose, "v", "print what was analysed, what came from the cache, what is not shown, and how long it took")
		f.bool(&f.quiet, "q", "print only the report, without a summary")
	case "config":
		f.bool(&f.json, "json", "print JSON, for programs")
	case "rules":
		f.bool(&f.enabled, "enabled", "list only the rules that apply here")
		f.text(&f.format, "format", "`format` of the output: text or json")
		f.bool(&f.json, "json", "the same as -format json")
	case "trace", "suppressions":
		f.text(&f.format, "format", "`format` of the output: text or json")
		f.bool(&f.json, "json", "the same as -format json")
	case "report":
		f.text(&f.format, "format", "`format` of the standard output: text, html, sarif or csv")
		f.list(&f.since, "since", "compare with this earlier `report`, or with those in a directory; may be given more than once")
		f.list(&f.outputs, "output", "write it to a file as well, as in `format=file`; may be given more than once")
	case "explain":
		f.bool(&f.short, "short", "print only what to do and what is wrong")
	case "add-ignores":
		f.text(&f.reason, "reason", "the reason to write into each comment: a `text` that says why the code is right")
	case "fix":
		f.bool(&f.diff, "diff", "show what would change, without changing it")
		f.bool(&f.unsafe, "unsafe", "also apply fixes after which stored data, or peers, may no longer work")
		f.bool(&f.quiet, "q", "print only the findings that are left: no counts and no summary")
	}
}

// text makes a flag of one value, of which the present one is the default.
func (f *flags) text(value *string, name, usage string) {
	f.set.StringVar(value, name, *value, usage)
	f.place(name)
}

// list makes a flag that may be given more than once.
func (f *flags) list(values *[]string, name, usage string) {
	f.set.Func(name, usage, func(value string) error {
		*values = append(*values, value)
		return nil
	})
	f.place(name)
}

func (f *flags) bool(value *bool, name, usage string) {
	f.set.BoolVar(value, name, false, usage)
	f.place(name)
}

// ofCommandAlone is the group of the flags that one command has for itself.
const ofCommandAlone config.Group = "Of this command"

func (f *flags) place(name string) {
	switch name {
	case "config", "no-config", "C", "files", "modules":
		f.groups[name] = config.Analysed
	case "format", "incomplete-exit-code", "json", "max-findings", "q", "v":
		f.groups[name] = config.Written
	default:
		f.groups[name] = ofCommandAlone
	}
	f.order = append(f.order, name)
}

// parse parses the flags, which may stand before, between and after the other
// arguments, and returns the others. What stands after "--" is not a flag.
func (a *app) parse(f *flags, args []string) ([]string, error) {
	var rest []string
	for {
		if err := f.set.Parse(args); err != nil {
			return nil, a.flagError(f, args, err)
		}
		left := f.set.Args()
		if len(left) == 0 {
			break
		}
		if terminated := len(left) < len(args) && args[len(args)-len(left)-1] == "--"; terminated {
			rest = append(rest, left...)
			break
		}
		rest, args = append(rest, left[0]), left[1:]
	}
	formats := []string{"text", "json"}
	if f.set.Name() == "report" {
		formats = mergeFormats
	}
	return rest, oneOf("format", f.format, formats...)
}

func oneOf(name, value string, known ...string) error {
	if slices.Contains(known, value) {
		return nil
	}
	if near, ok := nearest.Word(value, known); ok {
		return fmt.Errorf("unknown -%s %q: did you mean %s?", name, value, near)
	}
	return fmt.Errorf("unknown -%s %q: use %s", name, value, strings.Join(known, " or "))
}

// flagError makes a sentence of what the flag package says.
func (a *app) flagError(f *flags, args []string, err error) error {
	if errors.Is(err, flag.ErrHelp) {
		var topic []string
		if f.set.Name() != "" {
			topic = []string{f.set.Name()}
		}
		if _, err := a.help(topic); err != nil {
			return err
		}
		return errHelp
	}
	help := strings.TrimSpace("cryptolint help " + f.set.Name())
	name, undefined := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !undefined {
		return fmt.Errorf("%w (see '%s')", err, help)
	}
	var known []string
	f.set.VisitAll(func(f *flag.Flag) { known = append(known, f.Name) })
	if near, ok := nearest.Word(name, known); ok {
		return fmt.Errorf("unknown flag -%s: did you mean -%s? (see '%s')", name, near, help)
	}
	return fmt.Errorf("unknown flag -%s: see '%s'", name, help)
}
