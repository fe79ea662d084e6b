package config

import (
	"fmt"
	"strings"

	"golang.org/x/mod/semver"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
)

// Latest is the value of rules-as-of with which no rule is too new to fail a run.
const Latest = "latest"

// release is the form of a release of cryptolint: 0.2, 0.2.1 or v0.2.1-rc.1.
var release = lazyregexp.New(`^v?\d+\.\d+(\.\d+(-[0-9A-Za-z.-]+)?)?$`)

// CheckRelease refuses what is not a release of cryptolint.
func CheckRelease(value string) error {
	if release.MatchString(value) && semver.IsValid(canonical(value)) {
		return nil
	}
	return fmt.Errorf("%q is not a release of cryptolint: write it as 0.2 or 0.2.1", value)
}

// canonical returns a release in the form that package semver compares; 0.2 is 0.2.0.
func canonical(value string) string { return "v" + strings.TrimPrefix(value, "v") }

// checkRulesAsOf refuses what rules-as-of cannot be.
func checkRulesAsOf(value string) error {
	if value == Latest {
		return nil
	}
	if err := CheckRelease(value); err != nil {
		return fmt.Errorf("rules-as-of: %w, or %s", err, Latest)
	}
	return nil
}

// Newer tells whether what the release with that number was the first to find came
// after rules-as-of. It is then a warning: people see it, and it fails no run.
func (c *Config) Newer(since string) bool {
	return c.RulesAsOf != Latest && c.RulesAsOf != "" && semver.Compare(canonical(since), canonical(c.RulesAsOf)) > 0
}

// notOlder lets rules-as-of only rise.
func notOlder(policy, own []string) bool {
	switch {
	case own[0] == Latest || own[0] == policy[0]:
		return true
	case policy[0] == Latest:
		return false
	}
	return semver.Compare(canonical(own[0]), canonical(policy[0])) >= 0
}
