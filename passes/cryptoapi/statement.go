package cryptoapi

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cryptolint/cryptolint/internal/nearest"
)

// Clause is one thing that a row or a model says: "result=ciphertext:GCM of 0" in
// a row has the key "result" and the value "ciphertext:GCM of 0".
type Clause struct {
	Key   string // one of ClauseKeys
	Index string // of an argument or result, "0" or "receiver", for the keys that take one
	Value string // empty for keys that are said or not: "resets"
}

// statement is what a row or a model says of its symbol.
type statement struct {
	function Func   // without Package and Name
	role     Role   // of a field
	origin   Source // of a field, variable or type
	hasRole  bool   // the role may be none
}

// Keys of clauses.
const (
	keyArgs       = "args"
	keyReceiver   = "receiver"
	keyResult     = "result"
	keyResults    = "results"
	keyFills      = "fills"
	keyAppends    = "appends"
	keyResets     = "resets"
	keyComplete   = "complete"
	keyRole       = "role"
	keyOrigin     = "origin"
	keyDoes       = "does"
	keyVerdict    = "verdict"
	keyDeprecated = "deprecated"
	keyNotFIPS    = "not-fips"
	keyPart       = "part-on-error"
)

// ClauseKeys returns the keys that a clause may have, in the order in which rows
// say them.
func ClauseKeys() []string {
	return []string{
		keyArgs, keyReceiver, keyResult, keyResults, keyFills, keyAppends, keyResets, keyComplete,
		keyRole, keyOrigin, keyDoes, keyVerdict, keyPart, keyDeprecated, keyNotFIPS,
	}
}

// ClauseUsage says in a line what the clauses of a key describe.
func ClauseUsage(key string) string {
	switch key {
	case keyArgs:
		return "what the function uses its arguments as, by index from 0"
	case keyReceiver:
		return "what the method uses its receiver as"
	case keyResult:
		return "what the first result is"
	case keyResults:
		return "what the first two results are, by index from 0"
	case keyFills:
		return "what the call leaves in the memory of an argument, all of it, by index from 0"
	case keyAppends:
		return "what the call adds to the memory of an argument, by index from 0"
	case keyResets:
		return "the call empties its receiver"
	case keyComplete:
		return "the model says everything: neither the code nor a built-in row adds to it"
	case keyRole:
		return "what a value is used as that is stored in the field"
	case keyOrigin:
		return "what a value is that is loaded from the field or variable, or what all values of the type are"
	case keyDoes:
		return "what a call does"
	case keyVerdict:
		return "index of the result that says whether something is genuine: a nil error, true, or 1"
	case keyDeprecated:
		return "the release since which the symbol is deprecated: go1.24, or v0.9.0 of its module"
	case keyPart:
		return "a call that fails returns, beside the error, what it has read or decoded until then"
	case keyNotFIPS:
		return "the FIPS 140-3 mode of Go refuses it"
	}
	return ""
}

// Indexed reports whether the clauses of a key say of which argument or result
// they speak.
func Indexed(key string) bool {
	return key == keyArgs || key == keyResults || key == keyFills || key == keyAppends
}

// Flag reports whether a key is said or not, without a value.
func Flag(key string) bool {
	return key == keyResets || key == keyComplete || key == keyPart || key == keyNotFIPS
}

// Listed reports whether the value of a key is a list of words with commas between
// them.
func Listed(key string) bool { return key == keyDoes }

// maxResults is the number of results that rows speak of.
const maxResults = 2

// add reads a clause whose value is split into words.
func (s *statement) add(key, index string, value []string) error {
	if err := checkShape(key, index, value); err != nil {
		return err
	}
	f := &s.function
	switch key {
	case keyArgs, keyReceiver:
		return s.addArg(key, index, value)
	case keyResult, keyResults:
		return s.addResult(key, index, value)
	case keyFills:
		return addSource(&f.Fills, key, index, value)
	case keyAppends:
		return addSource(&f.Appends, key, index, value)
	case keyResets:
		f.Resets = true
	case keyComplete:
		f.Partial = false
	case keyRole:
		return s.addRole(value)
	case keyOrigin:
		return s.addOrigin(value)
	default:
		return s.addAttribute(key, strings.Join(value, ""))
	}
	return nil
}

// checkShape refuses a clause that has more or less than its key asks for.
func checkShape(key, index string, value []string) error {
	switch {
	case !slices.Contains(ClauseKeys(), key):
		return unknownKey(key)
	case Indexed(key) && index == "":
		return fmt.Errorf("%s needs an index: say which argument or result, counted from 0", key)
	case !Indexed(key) && index != "":
		return fmt.Errorf("%s takes no index", key)
	case Flag(key) && len(value) > 0:
		return fmt.Errorf("%s takes no value", key)
	case !Flag(key) && (len(value) == 0 || value[0] == ""):
		return fmt.Errorf("%s needs a value", key)
	}
	return nil
}

func unknownKey(key string) error {
	if meant, ok := nearest.Word(key, ClauseKeys()); ok {
		return fmt.Errorf("unknown word %q: did you mean %s?", key, meant)
	}
	return fmt.Errorf("unknown word %q: use one of %s", key, strings.Join(ClauseKeys(), ", "))
}

func (s *statement) addArg(key, index string, value []string) error {
	i := Receiver
	if key == keyArgs {
		n, err := argumentIndex(index)
		if err != nil {
			return err
		}
		i = n
	}
	role, err := oneRole(value)
	if err != nil {
		return err
	}
	if _, twice := s.function.Args[i]; twice {
		return fmt.Errorf("%s has two roles: keep one", argumentName(i))
	}
	if s.function.Args == nil {
		s.function.Args = Args{}
	}
	s.function.Args[i] = role
	return nil
}

func oneRole(value []string) (Role, error) {
	if len(value) != 1 {
		return NoRole, fmt.Errorf("%q is more than a role: say one word", strings.Join(value, " "))
	}
	return roleOf(value[0])
}

func (s *statement) addResult(key, index string, value []string) error {
	result := &s.function.Result
	if key == keyResults {
		switch i, err := strconv.Atoi(index); {
		case err != nil:
			return fmt.Errorf("results count from 0: %q is not a number", index)
		case i < 0 || i >= maxResults:
			return fmt.Errorf("a row cannot describe result %d: results count from 0, and only the first %d can be described", i, maxResults)
		case i == 1:
			result = &s.function.Second
		}
	}
	source, err := parseSource(value)
	if err != nil {
		return err
	}
	if !source.Says() {
		return fmt.Errorf("%q says nothing of a result: leave it out, or use unknown", strings.Join(value, " "))
	}
	if result.Says() {
		return fmt.Errorf("a result is described twice: keep one of the descriptions")
	}
	*result = source
	return nil
}

// addSource reads what a call leaves in the memory of an argument.
func addSource(all *Fills, key, index string, value []string) error {
	i, err := argumentIndex(index)
	if err != nil {
		return err
	}
	source, err := parseSource(value)
	if err != nil {
		return err
	}
	if _, twice := (*all)[i]; twice {
		return fmt.Errorf("%s says two things of %s: keep one", key, argumentName(i))
	}
	if *all == nil {
		*all = Fills{}
	}
	(*all)[i] = source
	return nil
}

func (s *statement) addRole(value []string) error {
	if s.hasRole {
		return fmt.Errorf("the field has two roles: keep one")
	}
	role, err := oneRole(value)
	s.role, s.hasRole = role, true
	return err
}

func (s *statement) addOrigin(value []string) error {
	source, err := parseSource(value)
	switch {
	case err != nil:
		return err
	case s.origin.Says():
		return fmt.Errorf("the origin is described twice: keep one of the descriptions")
	case len(value) != 1:
		return fmt.Errorf("%q: only a function has arguments", strings.Join(value, " "))
	case source.Kind == Unknown || source.Kind == Sum:
		return fmt.Errorf("the origin %s says nothing of a field, variable or type: leave it out", value[0])
	}
	s.origin = source
	return nil
}

func (s *statement) addAttribute(key, value string) error {
	a := &s.function.Attributes
	switch key {
	case keyDoes:
		actions, err := actionsOf(value)
		a.Actions |= actions
		return err
	case keyVerdict:
		i, err := strconv.Atoi(value)
		if err != nil || i < 0 {
			return fmt.Errorf("verdict is the index of a result, counted from 0: %q is not one", value)
		}
		a.verdict = i + 1
	case keyPart:
		a.PartOnError = true
	default:
		return a.add(key, value)
	}
	return nil
}

// add reads an attribute that packages have, too.
func (a *Attributes) add(key, value string) error {
	switch key {
	case keyDeprecated:
		if !isRelease(value) {
			return fmt.Errorf("deprecated is the release since which it is so, go1.24 or v0.9.0: %q is not one", value)
		}
		a.Deprecated = value
	case keyNotFIPS:
		a.NotFIPS = true
	default:
		return unknownKey(key)
	}
	return nil
}

// isRelease reports whether a word names a release of Go, "go1.24", or of a
// module, "v0.9.0".
func isRelease(word string) bool {
	numbers, isGo := strings.CutPrefix(word, "go")
	if !isGo {
		rest, isModule := strings.CutPrefix(word, "v")
		if !isModule || strings.Count(rest, ".") != 2 {
			return false
		}
		numbers = rest
	}
	for number := range strings.SplitSeq(numbers, ".") {
		if _, err := strconv.ParseUint(number, 10, 16); err != nil {
			return false
		}
	}
	return true
}

// ofCall reports whether it says something that is only said of functions.
func (s *statement) ofCall() bool {
	f := &s.function
	return len(f.Args) > 0 || f.Result.Says() || f.Second.Says() || len(f.Fills) > 0 || len(f.Appends) > 0 || f.Resets ||
		f.Actions != 0 || f.verdict != 0 || f.PartOnError
}

// ofStorage reports whether it says something that is only said of fields,
// variables and types.
func (s *statement) ofStorage() bool { return s.hasRole || s.origin.Says() }

// checkKind refuses what cannot be said of a function, field, variable or type.
func (s *statement) checkKind(what string) error {
	switch {
	case what == funcWord && s.ofStorage():
		return fmt.Errorf("a function has neither a role nor an origin: say which of its arguments has a role, and what its result is")
	case what != funcWord && s.ofCall():
		return fmt.Errorf("only a function has arguments, results and actions: say a role or an origin of the %s", what)
	case what != fieldWord && s.hasRole:
		return fmt.Errorf("only struct fields have a role")
	}
	return nil
}

// argumentIndex reads the index of an argument, which may be the receiver.
func argumentIndex(word string) (int, error) {
	if word == receiverWord {
		return Receiver, nil
	}
	i, err := strconv.Atoi(word)
	switch {
	case err != nil:
		return 0, fmt.Errorf("arguments count from 0, and the receiver is called receiver: %q is neither", word)
	case i < 0:
		return 0, fmt.Errorf("there is no argument %d: arguments count from 0, and the receiver is called receiver", i)
	}
	return i, nil
}

func argumentName(i int) string {
	if i == Receiver {
		return "the receiver"
	}
	return "argument " + strconv.Itoa(i)
}
