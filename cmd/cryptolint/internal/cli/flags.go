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
	set      *flag.FlagSet
	settings []*settingFlag // those of the configuration
	format   string         // of commands that do not report findings
	dir      string
	file     string // of the configuration
	noFile   bool
	json     bool
	enabled  bool
	files    bool
	verbose  bool
	diff     bool
	unsafe   bool
	reason   string
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
	selection = []string{"profile", "enable", "disable", "severity", "confidence", "tests", "generated", "include", "exclude", "tags", "nolint", "nosec"}
	ofCommand = map[string][]string{
		"fix":         slices.Concat(selection, []string{"color"}),
		"baseline":    slices.Concat(selection, []string{"baseline", "color"}),
		"add-ignores": slices.Concat(selection, []string{"baseline", "new-from-rev", "new-from-merge-base", "color"}),
		"rules":       {"profile", "enable", "disable", "severity"},
		"trace":       {"tags", "color"},
		"explain":     {"color"},
	}
)

// reports tells whether a command has the flags of the main job.
func reports(name string) bool { return name == "" || name == "config" }

// flagSet makes the flags of a command; without a name, those of the main job.
func flagSet(name string) *flags {
	f := &flags{set: flag.NewFlagSet(name, flag.ContinueOnError), format: "text"}
	f.set.SetOutput(io.Discard)
	f.set.Usage = func() {}
	for _, s := range config.Settings() {
		if reports(name) || slices.Contains(ofCommand[name], s.Key) {
			sf := &settingFlag{Setting: s}
			f.settings = append(f.settings, sf)
			f.set.Var(sf, s.Key, s.Usage)
		}
	}
	if name == "rules" {
		f.set.BoolVar(&f.enabled, "enabled", false, "only the rules that report something here")
	}
	if name == "rules" || name == "trace" {
		f.set.StringVar(&f.format, "format", f.format, "`format` of the output: text or json")
	}
	if name == "rules" || slices.Contains(f.names(), "tags") {
		f.set.StringVar(&f.dir, "C", "", "work in this `directory`, as if started there")
		f.set.StringVar(&f.file, "config", "", "read this configuration `file`, and look for no other")
		f.set.BoolVar(&f.noFile, "no-config", false, "read no configuration file")
	}
	if name == "" {
		f.set.BoolVar(&f.files, "files", false, "the arguments are files, such as those of a commit: analyse the packages that hold them")
		f.set.BoolVar(&f.verbose, "v", false, "say what was analysed, what came from the cache, and how long it took")
	}
	if name == "config" {
		f.set.BoolVar(&f.json, "json", false, "for programs: JSON")
	}
	if name == "add-ignores" {
		f.set.StringVar(&f.reason, "reason", "", "say in each comment this `text`, why the code is right")
	}
	if name == "fix" {
		f.set.BoolVar(&f.diff, "diff", false, "show what would change, change nothing")
		f.set.BoolVar(&f.unsafe, "unsafe", false, "apply also fixes after which stored data, or peers, may not work any more")
	}
	return f
}

// names returns the keys of the settings that the command has.
func (f *flags) names() []string {
	var names []string
	for _, s := range f.settings {
		names = append(names, s.Key)
	}
	return names
}

// parse parses the flags, which may stand before, between and behind the other
// arguments, and returns the others. What stands behind "--" is no flag.
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
	return rest, oneOf("format", f.format, "text", "json")
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
