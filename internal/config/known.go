package config

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/nearest"
)

// Rule is what the configuration knows of a rule.
type Rule struct {
	ID      string // "CL201"
	Name    string // "ecb"
	Title   string // one line
	Options []Option
}

// Option is something that can be set for one rule alone.
type Option struct {
	Name    string   // its key below rules, lower case with hyphens
	Usage   string   // one line
	Words   []string // the values that it takes; nil: any
	Least   int      // it takes a number, from this one on; 0: it takes words
	List    bool     // it takes several values
	Initial []string // where nothing is set
}

func (o Option) check(value string) error {
	if o.Words != nil && !slices.Contains(o.Words, value) {
		return unknownWord(o.Name, value, o.Words)
	}
	if n, err := strconv.Atoi(value); o.Least > 0 && (err != nil || n < o.Least) {
		return fmt.Errorf("%s must be a number of at least %d, not %q", o.Name, o.Least, value)
	}
	return nil
}

// findRule returns the rule with that ID or name.
func findRule(rules []Rule, word string) (Rule, bool) {
	for _, r := range rules {
		if strings.EqualFold(r.ID, word) || r.Name == word {
			return r, true
		}
	}
	return Rule{}, false
}

func ruleWords(rules []Rule) []string {
	var words []string
	for _, r := range rules {
		words = append(words, r.ID, r.Name)
	}
	return words
}

// checkSelector refuses a selector that selects no rule.
func checkSelector(rules []Rule, selector string) error {
	for _, r := range rules {
		if weight(selector, r.ID, r.Name) > 0 {
			return nil
		}
	}
	if words := strings.FieldsFunc(selector, func(r rune) bool { return r == ',' || r == ' ' }); len(words) > 1 {
		return fmt.Errorf("%q is one value: for several rules, write a list, [%s]", selector, strings.Join(words, ", "))
	}
	return unknownRule(rules, selector)
}

// idLike is what looks like the ID of a rule. One ID is as near to another as to
// the next, so none is suggested for it.
var idLike = lazyregexp.New(`^(?i:CL)\d+$`)

// UnknownRule says that no rule has that ID or name, and which one may be meant.
func UnknownRule(rules []Rule, word string) error { return unknownRule(rules, word) }

func unknownRule(rules []Rule, word string) error {
	if idLike.MatchString(word) {
		return fmt.Errorf("there is no rule %s: 'cryptolint rules' lists all", strings.ToUpper(word))
	}
	if near, ok := nearest.Word(word, ruleWords(rules)); ok {
		return fmt.Errorf("unknown rule %q: did you mean %s?", word, near)
	}
	return fmt.Errorf("unknown rule %q: 'cryptolint rules' lists all", word)
}

// weight tells how precisely a selector selects a rule: 0 if it does not, and
// more the more of its ID it names.
func weight(selector, id, name string) int {
	switch {
	case selector == "":
		return 0
	case selector == name || strings.EqualFold(selector, id):
		return len(id) + 1
	case len(selector) >= len("CL") && len(selector) < len(id) && strings.EqualFold(selector, id[:len(selector)]):
		return len(selector)
	}
	return 0
}

func heaviest(selectors []string, id, name string) int {
	best := 0
	for _, s := range selectors {
		best = max(best, weight(s, id, name))
	}
	return best
}

// Selects tells whether one of the selectors selects the rule; no selectors select
// all.
func Selects(selectors []string, id, name string) bool {
	return len(selectors) == 0 || heaviest(selectors, id, name) > 0
}

// Enabled tells whether the rule runs. Where a rule is both enabled and
// disabled, the selector that names more of its ID wins; of two alike, the one
// that disables.
func (c *Config) Enabled(id, name string) bool {
	enabled := heaviest(c.Enable, id, name)
	disabled := heaviest(c.Disable, id, name)
	if enabled == 0 && len(c.Enable) > 0 {
		return false
	}
	return disabled == 0 || enabled > disabled
}

// Prefer makes rules that a flag enables run though the file disables them: of two
// selectors that name the same, the flag's wins.
func (c *Config) Prefer(rules []Rule, enabled []string) {
	same := func(a, b string) bool {
		x, isRule := findRule(rules, a)
		y, isToo := findRule(rules, b)
		return isRule && isToo && x.ID == y.ID || strings.EqualFold(a, b)
	}
	var kept []string
	var from []Source
	for i, disabled := range c.Disable {
		if !slices.ContainsFunc(enabled, func(e string) bool { return same(e, disabled) }) {
			kept = append(kept, disabled)
			from = append(from, c.sources["disable"][i])
		}
	}
	c.Disable, c.sources["disable"] = kept, from
}

// OptionValues returns what is set for an option of a rule, or its initial
// values.
func (c *Config) OptionValues(id string, o Option) []string {
	if values, set := c.Rules[id].Options[o.Name]; set {
		return values
	}
	return slices.Clone(o.Initial)
}

// CheckSelectors refuses selectors that select no rule. It names all of them.
func CheckSelectors(rules []Rule, selectors []string) error {
	var errs []error
	for _, s := range selectors {
		if err := checkSelector(rules, s); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
