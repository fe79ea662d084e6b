package golangciplugin

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/cryptolint/cryptolint/analyzers"
	"github.com/cryptolint/cryptolint/internal/config"
)

// elsewhere says, of settings that are about the report, and of those that
// golangci-lint sees to by itself, what to set there instead.
var elsewhere = map[string]string{
	"fail-on":             "severity, or the flag --issues-exit-code",
	"tags":                "run.build-tags",
	"baseline":            "issues.new-from-rev",
	"new-from-rev":        "issues.new-from-rev",
	"new-from-merge-base": "issues.new-from-merge-base",
	"format":              "output.formats",
	"output":              "output.formats",
	"color":               "the flag --color",
	"show-suppressed":     "the linter nolintlint",
	"statistics":          "output.show-stats",
	"nolint":              "the linter nolintlint",
}

// configuration returns what is in force for a golangci-lint that was started in
// dir.
func configuration(settings any, dir string, rules []analyzers.Rule) (*config.Config, error) {
	var known []config.Rule
	for _, r := range rules {
		known = append(known, r.Meta.Config())
	}
	given, ok := settings.(map[string]any)
	if settings != nil && !ok {
		return nil, fmt.Errorf("settings is a mapping of keys to values, as in %s, not %v", config.FileName, settings)
	}
	c, err := load(given, dir, known)
	if err != nil {
		return nil, err
	}
	// golangci-lint honours these comments for cryptolint, and reports those that silence
	// nothing. For it, those for gosec and staticcheck say nothing about cryptolint.
	c.Foreign, c.Nolint = c.Nolint, false
	return c, nil
}

func load(given map[string]any, dir string, known []config.Rule) (*config.Config, error) {
	root := cmp.Or(config.ModuleRoot(dir), dir)
	if len(given) > 0 {
		return parse(given, root, known)
	}
	file, err := config.Find(dir)
	if err != nil {
		return nil, err
	}
	if file != "" {
		return config.Load(context.Background(), file, known)
	}
	c := config.Default()
	c.Root = root
	return c, nil
}

// parse reads the settings. Globs start at root: the place of the configuration
// file of golangci-lint is not known here.
func parse(given map[string]any, root string, known []config.Rule) (*config.Config, error) {
	var errs []error
	for _, key := range slices.Sorted(maps.Keys(given)) {
		if there, ok := elsewhere[key]; ok {
			errs = append(errs, fmt.Errorf("%s is not a setting of the plugin, because golangci-lint does that: see %s", key, there))
		}
	}
	if value, ok := given["rules-as-of"]; ok && !isText(value) {
		// golangci-lint has read it as a number, for which 0.1 and 0.10 are one
		errs = append(errs, fmt.Errorf("rules-as-of: put the release between quotes, as in %q", fmt.Sprint(value)))
	}
	if len(errs) > 0 {
		return nil, fmt.Errorf("settings: %w", errors.Join(errs...))
	}
	text, err := yaml.Marshal(given)
	if err != nil {
		return nil, fmt.Errorf("settings: cannot read them: %w", err)
	}
	c, err := config.Parse("", text, known)
	if err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	c.Root = root
	return c, nil
}

func isText(value any) bool {
	_, is := value.(string)
	return is
}
