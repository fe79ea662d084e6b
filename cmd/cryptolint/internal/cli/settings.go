package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/internal/config"
)

// configure enters the directory that the flags name, and puts the
// configuration in force: the file that they name or that is found upward from
// there, and over it the flags.
func (a *app) configure(ctx context.Context, f *flags) error {
	if f.file != "" && f.noFile {
		return errors.New("-config and -no-config cannot be used together: give one of them")
	}
	if err := a.enter(f.dir); err != nil {
		return err
	}
	c, err := a.loadConfig(ctx, f)
	if err != nil {
		return err
	}
	for _, s := range f.settings {
		if !s.given {
			continue
		}
		if s.Key == "enable" || s.Key == "disable" {
			if err := config.CheckSelectors(a.known(), s.values); err != nil {
				return fmt.Errorf("flag -%s: %w", s.Key, err)
			}
		}
		if s.Key == "enable" {
			c.Prefer(a.known(), s.values)
		}
		if err := s.Setting.Set(c, s.values, config.Source{Flag: s.Key}); err != nil {
			return fmt.Errorf("flag -%s: %w", s.Key, err)
		}
	}
	a.config = c
	return nil
}

func (a *app) loadConfig(ctx context.Context, f *flags) (*config.Config, error) {
	file := f.file
	a.trusted = file != ""
	if file != "" && !filepath.IsAbs(file) {
		file = filepath.Join(a.dir, file) // like all names, relative to where -C leads
	}
	if file == "" && !f.noFile {
		found, err := config.Find(a.dir)
		if err != nil {
			return nil, err
		}
		file = found
	}
	if file == "" {
		c := config.Default()
		c.Root = a.dir
		return c, nil
	}
	a.configFile = finding.Relative(a.dir, file)
	return config.Load(ctx, a.configFile, a.known())
}

// known returns what the configuration has to know of the rules.
func (a *app) known() []config.Rule {
	var known []config.Rule
	for _, r := range a.rules {
		known = append(known, r.Meta.Config())
	}
	return known
}

// style decides on colours: where auto, on a terminal that has them and unless
// the user asked for none, see https://no-color.org.
func (a *app) style(out terminal) output.Style {
	when := "auto"
	if a.config != nil {
		when = a.config.Color
	}
	switch when {
	case "always":
		return output.Style{Colour: true}
	case "never":
		return output.Style{}
	}
	return output.Style{Colour: out.is && a.getenv("NO_COLOR") == "" && a.getenv("TERM") != "dumb"}
}
