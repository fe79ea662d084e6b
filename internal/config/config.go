// Package config is what people set: the file .cryptolint.yaml, flags, and the
// settings of the golangci-lint plugin, as one Config for every integration.
//
// Each setting is declared once, in settings.go: its key in the file, which is
// the name of its flag too, what it means and which values it takes. The
// parser, the flags, the JSON Schema and the documentation are made from that.
package config

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// Config is what is in force for one run. It does not change once it is made,
// so any number of goroutines may read it. The zero value reports nothing of
// use: start from Default.
type Config struct {
	Profile string `json:"profile"` // default, strict, fips or pq

	Enable     []string `json:"enable,omitempty"`  // selectors of rules; empty: all of the profile
	Disable    []string `json:"disable,omitempty"` // selectors of rules
	Severity   string   `json:"severity"`          // findings below are not reported
	Confidence string   `json:"confidence"`        // findings below are not reported
	FailOn     string   `json:"failOn"`            // findings below do not make the exit code 1

	RulesAsOf string `json:"rulesAsOf"` // release: what later ones were the first to find does not make the exit code 1

	Tests     bool     `json:"tests"`             // report findings in test files
	Generated bool     `json:"generated"`         // report findings in generated files
	Include   []string `json:"include,omitempty"` // globs; empty: all files
	Exclude   []string `json:"exclude,omitempty"` // globs
	Tags      []string `json:"tags,omitempty"`    // build tags

	Nolint bool `json:"nolint"` // honour //nolint comments
	Nosec  bool `json:"nosec"`  // honour #nosec comments

	Baseline         string `json:"baseline,omitempty"`         // file
	NewFromRev       string `json:"newFromRev,omitempty"`       // revision
	NewFromMergeBase string `json:"newFromMergeBase,omitempty"` // revision

	Format         string   `json:"format"`
	Output         []string `json:"output,omitempty"` // FORMAT=FILE
	Color          string   `json:"color"`            // auto, always or never
	ShowSuppressed bool     `json:"showSuppressed"`
	Statistics     bool     `json:"statistics"`

	SecretNames []string `json:"secretNames,omitempty"` // names of secrets besides those that the engine knows

	Rules map[string]RuleConfig `json:"rules,omitempty"` // by ID
	Paths []PathConfig          `json:"paths,omitempty"`

	Models []cryptoapi.Model `json:"models,omitempty"` // what functions of the program mean

	// Foreign honours comments for gosec and staticcheck where another program honours
	// //nolint comments for cryptolint itself.
	Foreign bool `json:"foreign,omitempty"`

	// Everything makes the analysis report all that it finds, with marks where
	// somebody silenced it: the command line sifts by itself, so that a change
	// of what it shows does not make it analyse again.
	Everything bool `json:"everything,omitempty"`

	// Unsafe makes the analysis offer fixes after which stored data, or peers, may
	// not work any more. No file can set it: it is asked for each time.
	Unsafe bool `json:"unsafe,omitempty"`

	// Extends is the file that this one extends: a file of the repository, or of a
	// module at a version; empty: none. What it says is part of the configuration.
	Extends string `json:"-"`

	// Locked are the keys that a file which extends this one may tighten, and not
	// weaken.
	Locked []string `json:"-"`

	// Root is the directory that globs start at: that of the file, or else the
	// working directory. Absolute. It is no part of what the configuration says:
	// the same file in another checkout says the same.
	Root string `json:"-"`

	sources      map[string][]Source // by key; absent: the default
	modelSources []Source            // of Models
}

// RuleConfig is what is set for one rule.
type RuleConfig struct {
	Severity string              `json:"severity,omitempty"` // instead of the rule's own
	Exclude  []string            `json:"exclude,omitempty"`  // globs of files
	Allow    []string            `json:"allow,omitempty"`    // import paths of packages that may do it, with "/..." those below too
	Options  map[string][]string `json:"options,omitempty"`  // by the name of the rule's option
}

// PathConfig is what is set for some files.
type PathConfig struct {
	Match    []string          `json:"match"`              // globs of files
	Disable  []string          `json:"disable,omitempty"`  // selectors of rules
	Severity map[string]string `json:"severity,omitempty"` // by selectors of rules: instead of the rule's own
	Reason   string            `json:"reason,omitempty"`
}

// Source is where a value comes from.
type Source struct {
	File string // empty: not from a file
	Line int    // in File, from 1
	Flag string // name of the flag; empty: not from a flag
}

// Kind is "file", "flag" or "default".
func (s Source) Kind() string {
	switch {
	case s.Flag != "":
		return "flag"
	case s.File != "":
		return "file"
	}
	return "default"
}

func (s Source) String() string {
	switch {
	case s.Flag != "":
		return "flag -" + s.Flag
	case s.File != "":
		return fmt.Sprintf("%s:%d", s.File, s.Line)
	}
	return "default"
}

// Source tells where the value of a key comes from; for a list to which both the
// file and a flag add, the flag.
func (c *Config) Source(key string) Source {
	if all := c.sources[key]; len(all) > 0 {
		return all[len(all)-1]
	}
	return Source{}
}

// Sources tells where the values of a list come from, one source for each.
func (c *Config) Sources(key string) []Source { return c.sources[key] }

// Default returns the configuration that is in force where nothing is set.
func Default() *Config {
	c := &Config{sources: make(map[string][]Source)}
	for _, s := range settings {
		s.put(c, s.initial)
	}
	return c
}

// ForAnalysis returns the part of the configuration that decides what the
// analysis of a package finds, without the part that decides what of it is
// shown.
func (c *Config) ForAnalysis() *Config {
	part := Default()
	part.Everything = true
	part.Unsafe = c.Unsafe
	part.Tests = c.Tests
	part.SecretNames = c.SecretNames
	part.Models = c.Models
	for id, r := range c.Rules {
		if len(r.Options) > 0 {
			if part.Rules == nil {
				part.Rules = make(map[string]RuleConfig)
			}
			part.Rules[id] = RuleConfig{Options: r.Options}
		}
	}
	return part
}

// ForFixes returns the configuration with which fixes are applied: people who ask for
// them want those of warnings too.
func (c *Config) ForFixes() *Config {
	all := *c
	all.RulesAsOf = Latest
	return &all
}

// encoded is the form of a configuration between two processes of one run.
type encoded struct {
	Root   string  `json:"root"`
	Config *Config `json:"config"`
}

// Encode writes the configuration in a form that Decode reads.
func (c *Config) Encode() (string, error) {
	data, err := json.Marshal(encoded{c.Root, c})
	if err != nil {
		return "", fmt.Errorf("cannot encode the configuration: %w", err)
	}
	return string(data), nil
}

// Decode reads what Encode wrote.
func Decode(text string) (*Config, error) {
	e := encoded{Config: Default()}
	if err := json.Unmarshal([]byte(text), &e); err != nil {
		return nil, fmt.Errorf("cannot decode the configuration: %w", err)
	}
	e.Config.Root = e.Root
	return e.Config, nil
}

// Digest is the same for two configurations that say the same of a package. How
// and where the report is written does not count.
func (c *Config) Digest() ([]byte, error) {
	text, err := json.Marshal(c.plain())
	if err != nil {
		return nil, fmt.Errorf("cannot encode the configuration: %w", err)
	}
	sum := sha256.Sum256(text)
	return sum[:], nil
}
