package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
)

// errHelp says that help was asked for and given.
var errHelp = errors.New("help was asked for")

// flags are the flags of one command. Each command has those that mean
// something to it.
type flags struct {
	set     *flag.FlagSet
	format  string
	formats []string // those that the command has
	color   string
	dir     string
	diff    bool
}

// flagSet makes the flags of a command; without a name, those of the main job.
func flagSet(name string) *flags {
	f := &flags{set: flag.NewFlagSet(name, flag.ContinueOnError), format: "text", formats: []string{"text", "json"}, color: "auto"}
	f.set.SetOutput(io.Discard)
	f.set.Usage = func() {}
	if name == "" {
		f.formats = output.Formats()
	}
	if name == "" || name == "rules" || name == "trace" {
		f.set.StringVar(&f.format, "format", f.format, "`format` of the output: "+oneOfThem(f.formats))
	}
	if name != "rules" {
		f.set.StringVar(&f.color, "color", f.color, "`when` to colour the output: auto, always or never")
	}
	if name == "" || name == "fix" || name == "trace" {
		f.set.StringVar(&f.dir, "C", "", "work in this `directory`, as if started there")
	}
	if name == "fix" {
		f.set.BoolVar(&f.diff, "diff", false, "show what would change, change nothing")
	}
	return f
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
	return rest, f.check()
}

func (f *flags) check() error {
	if err := oneOf("format", f.format, f.formats...); err != nil {
		return err
	}
	return oneOf("color", f.color, "auto", "always", "never")
}

func oneOf(name, value string, known ...string) error {
	if slices.Contains(known, value) {
		return nil
	}
	if near, ok := nearest(value, known); ok {
		return fmt.Errorf("unknown -%s %q: did you mean %s?", name, value, near)
	}
	return fmt.Errorf("unknown -%s %q: use %s", name, value, oneOfThem(known))
}

// oneOfThem lists words: a, b or c.
func oneOfThem(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
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
	if near, ok := nearest(name, known); ok {
		return fmt.Errorf("unknown flag -%s: did you mean -%s? (see '%s')", name, near, help)
	}
	return fmt.Errorf("unknown flag -%s: see '%s'", name, help)
}

// style decides on colours: where auto, on a terminal that has them and unless
// the user asked for none, see https://no-color.org.
func (a *app) style(when string, out terminal) output.Style {
	switch when {
	case "always":
		return output.Style{Colour: true}
	case "never":
		return output.Style{}
	}
	return output.Style{Colour: out.is && a.getenv("NO_COLOR") == "" && a.getenv("TERM") != "dumb"}
}
