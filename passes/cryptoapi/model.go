package cryptoapi

import (
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/cryptolint/cryptolint/internal/nearest"
)

// Model describes one function, method, struct field, package variable or type
// of a user's program, in words: what the built-in rows say of the standard
// library. What a model does not say is found in the code, as without it; of a
// symbol with a built-in row, it stays as that row has it.
//
// Of a function or method it says Args, Receiver, Result, Results, Fills and
// Copies; of a struct field Role and Origin; of a package variable or a type
// Origin.
type Model struct {
	// Symbol is the import path, and behind a dot the name:
	// "example.com/vault.Seal" for a function, "example.com/vault.Box.Seal" for a
	// method of the type Box, of *Box or of an interface Box,
	// "example.com/conf.Settings.Key" for a field of a struct,
	// "example.com/conf.Default" for a package variable or a type. A method or
	// field is that of the type that declares it, not of one that embeds it.
	Symbol string

	// Args says what the function uses its arguments as: a role for the index of
	// an argument, from 0, the receiver excluded. RoleWords lists the roles;
	// "none" says that the argument has no role, whatever the code does with it.
	Args map[int]string

	// Receiver says what a method uses its receiver as: "cipher" where that
	// holds the key.
	Receiver string

	// Result says what the first result is. OriginWords lists the origins;
	// "unknown" says that nothing is to be told of it, whatever the code says.
	Result string

	// Results says the same by index, from 0, for the first two results.
	Results map[int]string

	// Fills says what the call leaves in the memory behind an argument, by the
	// index of the argument: a buffer that is filled with random bytes.
	Fills map[int]string

	// Copies lists the arguments, by index, of whose data the first result is
	// made: of an encoding, a conversion, a concatenation.
	Copies []int

	// Role says what a value is used as that is stored in the field.
	Role string

	// Origin says what a value is that is loaded from the field or variable, where
	// the analysed code did not store it, or what all values of the type are.
	Origin string

	// Algorithm names the hash, the cipher, the mode or the kind of key of what
	// Result, Fills or Origin speaks of: "MD5", "AES", "GCM", "RSA". It is
	// optional.
	Algorithm string
}

// maxResults is the number of results that rows tell of.
const maxResults = 2

// Check returns an error that says in one sentence what is wrong with a model,
// and how to mend it. It does not look at the real package: Verify does.
func (m Model) Check() error {
	if err := checkSymbol(m.Symbol); err != nil {
		return err
	}
	for _, check := range []func() error{m.checkWords, m.checkIndices, m.checkKind, m.checkResults, m.checkAlgorithm} {
		if err := check(); err != nil {
			return fmt.Errorf("%s: %w", m.Symbol, err)
		}
	}
	return nil
}

// ofFunction reports whether the model says something that is only said of functions.
func (m Model) ofFunction() bool {
	return len(m.Args) > 0 || m.Receiver != "" || m.Result != "" || len(m.Results) > 0 || len(m.Fills) > 0 || len(m.Copies) > 0
}

// ofStorage reports whether the model says something that is only said of fields,
// variables and types.
func (m Model) ofStorage() bool { return m.Role != "" || m.Origin != "" }

const symbolForm = `write it as "example.com/vault.Seal", or "example.com/vault.Box.Seal" for a method or field`

func checkSymbol(symbol string) error {
	switch {
	case symbol == "":
		return fmt.Errorf("a model without a symbol: %s", symbolForm)
	case strings.ContainsAny(symbol, "()*[]{}"):
		return fmt.Errorf("symbol %q: %s, without brackets or asterisks", symbol, symbolForm)
	case strings.ContainsFunc(symbol, unicode.IsSpace):
		return fmt.Errorf("symbol %q: %s, without spaces", symbol, symbolForm)
	case len(readings(symbol)) == 0:
		return fmt.Errorf("symbol %q is not an import path and a name: %s", symbol, symbolForm)
	}
	return nil
}

// readings returns what a symbol may name, the likeliest first. Import paths have
// dots, too: "gopkg.in/box.v2.Seal" is a function of gopkg.in/box.v2.
func readings(symbol string) []key {
	slash := strings.LastIndexByte(symbol, '/')
	parts := strings.Split(symbol[slash+1:], ".")
	if slices.Contains(parts, "") || strings.HasPrefix(symbol, "/") || strings.Contains(symbol, "//") {
		return nil
	}
	n := len(parts)
	path := func(names int) string { return symbol[:slash+1] + strings.Join(parts[:n-names], ".") }
	var found []key
	if n > 2 && token.IsIdentifier(parts[n-2]) && token.IsIdentifier(parts[n-1]) {
		found = append(found, key{path(2), parts[n-2], parts[n-1]})
	}
	if n > 1 && token.IsIdentifier(parts[n-1]) {
		found = append(found, key{path: path(1), name: parts[n-1]})
	}
	if len(found) == 2 && !token.IsExported(parts[n-2]) && (n > 3 || isVersion(parts[n-2])) {
		slices.Reverse(found) // a part of the path rather than a type
	}
	return found
}

// isVersion reports whether part of an import path is a major version, as in
// gopkg.in/yaml.v3.
func isVersion(part string) bool {
	return len(part) > 1 && part[0] == 'v' && strings.Trim(part[1:], "0123456789") == ""
}

func (m Model) checkWords() error {
	for _, argument := range sortedKeys(m.Args) {
		if _, err := roleOf(m.Args[argument]); err != nil {
			return err
		}
	}
	for _, word := range []string{m.Receiver, m.Role} {
		if word == "" {
			continue
		}
		if _, err := roleOf(word); err != nil {
			return err
		}
	}
	origins := []string{}
	if m.Result != "" {
		origins = append(origins, m.Result)
	}
	if m.Origin != "" {
		origins = append(origins, m.Origin)
	}
	for _, said := range []map[int]string{m.Results, m.Fills} {
		for _, i := range sortedKeys(said) {
			origins = append(origins, said[i])
		}
	}
	for _, word := range origins {
		if _, err := kindOf(word); err != nil {
			return err
		}
	}
	return nil
}

func (m Model) checkIndices() error {
	for _, indices := range [][]int{sortedKeys(m.Args), sortedKeys(m.Fills), m.Copies} {
		for _, i := range indices {
			if i < 0 {
				return fmt.Errorf("there is no argument %d: arguments count from 0, and the receiver is not one of them", i)
			}
		}
	}
	for _, i := range sortedKeys(m.Results) {
		if i < 0 || i >= maxResults {
			return fmt.Errorf("a model cannot speak of result %d: results count from 0, and only the first %d can be told of", i, maxResults)
		}
	}
	return nil
}

// checkKind refuses models that speak of two kinds of symbols, or of none.
func (m Model) checkKind() error {
	hasType := slices.ContainsFunc(readings(m.Symbol), func(k key) bool { return k.typ != "" })
	switch {
	case !m.ofFunction() && !m.ofStorage():
		return fmt.Errorf("the model says nothing: say args, result or fills of a function, role or origin of a struct field")
	case m.ofFunction() && m.ofStorage():
		return fmt.Errorf("a function has args, a result and fills, a field or variable has a role and an origin: a model cannot say both")
	case m.Receiver != "" && !hasType:
		return fmt.Errorf("a function has no receiver: name a method as example.com/vault.Box.Seal")
	case m.Role != "" && !hasType:
		return fmt.Errorf("only struct fields have a role: name one as example.com/conf.Settings.Key")
	case m.Origin == unknownWord:
		return fmt.Errorf("the origin unknown says nothing of a field, variable or type: leave it out")
	}
	return nil
}

func (m Model) checkResults() error {
	first := m.Result
	if first != "" && m.Results[0] != "" {
		return fmt.Errorf("the first result is told twice, by result and by results 0: keep one")
	}
	if first == "" {
		first = m.Results[0]
	}
	if first == unknownWord && len(m.Copies) > 0 {
		return fmt.Errorf("a result that copies an argument is not unknown: say one of them")
	}
	return nil
}

// checkAlgorithm refuses algorithms that no built-in row has: rules compare names.
func (m Model) checkAlgorithm() error {
	if m.Algorithm == "" {
		return nil
	}
	var known []string
	for _, word := range m.originsSaid() {
		kind, _ := kindOf(word)
		known = append(known, algorithmsOf(kind)...)
	}
	if slices.Contains(known, m.Algorithm) {
		return nil
	}
	if len(known) == 0 {
		return fmt.Errorf("the algorithm %q belongs to nothing that the model speaks of: leave it out", m.Algorithm)
	}
	if meant, ok := nearest.Word(m.Algorithm, known); ok {
		return fmt.Errorf("unknown algorithm %q: did you mean %s?", m.Algorithm, meant)
	}
	slices.Sort(known)
	return fmt.Errorf("unknown algorithm %q: leave it out, or say one of %s", m.Algorithm, strings.Join(slices.Compact(known), ", "))
}

// originsSaid returns the origins of which Algorithm is the algorithm.
func (m Model) originsSaid() []string {
	said := []string{m.Result, m.Origin, m.Results[0]}
	for _, i := range sortedKeys(m.Fills) {
		said = append(said, m.Fills[i])
	}
	return slices.DeleteFunc(said, func(word string) bool { return word == "" })
}

func sortedKeys[V any](m map[int]V) []int { return slices.Sorted(maps.Keys(m)) }
