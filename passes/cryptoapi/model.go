package cryptoapi

import (
	"errors"
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// Model is a row that users write: what one function, method, struct field,
// package variable or type of their program means, in the words of the built-in
// rows. What a model does not say is found in the code, as without it; of a symbol
// with a built-in row, it stays as that row has it. A model that is complete takes
// the place of both.
//
// The zero Model has no symbol and is not valid. A Model does not change once it is
// made.
type Model struct {
	symbol  string
	clauses []Clause
	said    statement
}

// NewModel makes a model of what its clauses say. The symbol is the import path,
// and after a dot the name: "example.com/vault.Seal" for a function,
// "example.com/vault.Box.Seal" for a method of the type Box, of *Box or of an
// interface Box, "example.com/conf.Settings.Key" for a field of a struct,
// "example.com/conf.Default" for a package variable or a type. A method or field
// is that of the type that declares it, not of one that embeds it.
//
// The error says in one sentence what is wrong, and how to put it right. The real
// package is not looked at: VerifyModels does.
func NewModel(symbol string, clauses ...Clause) (Model, error) {
	m := Model{symbol: symbol, clauses: slices.Clone(clauses)}
	if err := checkSymbol(symbol); err != nil {
		return Model{}, err
	}
	m.said.function.Partial = true
	for _, c := range clauses {
		value, err := split(c.Value)
		if err == nil {
			err = m.said.add(c.Key, c.Index, value)
		}
		if err != nil {
			return Model{}, fmt.Errorf("%s: %w", symbol, err)
		}
	}
	m.said.finish()
	if err := m.checkKind(); err != nil {
		return Model{}, fmt.Errorf("%s: %w", symbol, err)
	}
	return m, nil
}

// ParseModel reads a model that is written like a built-in row, with its symbol
// instead of the names: "example.com/vault.Seal 0=nonce 1=plaintext
// result=ciphertext:GCM of 1".
func ParseModel(text string) (Model, error) {
	words, err := split(text)
	if err != nil {
		return Model{}, err
	}
	if len(words) == 0 {
		return Model{}, fmt.Errorf("a model without a symbol: %s", symbolForm)
	}
	var clauses []Clause
	err = eachClause(words[1:], func(key, index string, value []string) error {
		if Flag(key) && len(value) > 0 {
			return fmt.Errorf("%s takes no value", key)
		}
		for i, word := range value {
			value[i] = quoteIfNeeded(word)
		}
		clauses = append(clauses, Clause{key, index, strings.Join(value, " ")})
		return nil
	})
	if err != nil {
		return Model{}, fmt.Errorf("%s: %w", words[0], err)
	}
	return NewModel(words[0], clauses...)
}

// Symbol returns what the model describes, with its import path.
func (m Model) Symbol() string { return m.symbol }

// Clauses returns what the model says, in the order in which it was said.
func (m Model) Clauses() []Clause { return slices.Clone(m.clauses) }

// String writes the model as ParseModel reads it.
func (m Model) String() string {
	return strings.TrimSpace(m.symbol + "  " + formatClauses(grouped(m.clauses)))
}

// MarshalText writes the model as ParseModel reads it.
func (m Model) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (m *Model) UnmarshalText(text []byte) error {
	parsed, err := ParseModel(string(text))
	if err != nil {
		return fmt.Errorf("read a model: %w", err)
	}
	*m = parsed
	return nil
}

// grouped brings clauses of one key together, those of arguments first: after
// "fills", an index is no longer that of an argument's role.
func grouped(clauses []Clause) []Clause {
	order := func(c Clause) int {
		if c.Key == keyReceiver {
			return 0 // among the arguments
		}
		return slices.Index(ClauseKeys(), c.Key)
	}
	return slices.SortedStableFunc(slices.Values(clauses), func(a, b Clause) int { return order(a) - order(b) })
}

const symbolForm = `write it as "example.com/vault.Seal", or "example.com/vault.Box.Seal" for a method or field`

func checkSymbol(symbol string) error {
	switch {
	case symbol == "":
		return fmt.Errorf("a model without a symbol: %s", symbolForm)
	case strings.ContainsAny(symbol, "()*[]{}"):
		return fmt.Errorf("symbol %q: %s, without brackets or asterisks", symbol, symbolForm)
	case strings.ContainsFunc(symbol, unicode.IsSpace):
		return fmt.Errorf("symbol %q: %s, without spaces", symbol, symbolForm)
	case strings.ContainsAny(symbol, `"=#`):
		return fmt.Errorf("symbol %q: %s, without quotes, equals signs and number signs", symbol, symbolForm)
	case len(readings(symbol)) == 0:
		return fmt.Errorf("symbol %q is not an import path and a name: %s", symbol, symbolForm)
	}
	return nil
}

// key names a row: the type is that of a method's receiver or of the struct
// that has a field, and empty for what a package declares itself.
type key struct{ path, typ, name string }

func (k key) member() member { return member{k.typ, k.name} }

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

// ofFunction reports whether the model describes a function or method.
func (m Model) ofFunction() bool { return m.said.ofCall() || m.complete() }

// complete reports whether the model says all that there is to say of a function.
func (m Model) complete() bool { return !m.said.function.Partial }

// checkKind refuses models that speak of two kinds of symbols, or of none.
func (m Model) checkKind() error {
	hasType := slices.ContainsFunc(readings(m.symbol), func(k key) bool { return k.typ != "" })
	_, ofReceiver := m.said.function.Args[Receiver]
	storage := m.said.ofStorage()
	switch a := m.said.function.Attributes; {
	case !m.ofFunction() && !storage && a.Deprecated == "" && !a.NotFIPS:
		return errors.New("the model says nothing: say args, result or fills of a function, role or origin of a struct field")
	case m.ofFunction() && storage:
		return errors.New("a function has args, a result and fills, a field or variable has a role and an origin: a model cannot say both")
	case ofReceiver && !hasType:
		return errors.New("a function has no receiver: name a method as example.com/vault.Box.Seal")
	case m.said.hasRole && !hasType:
		return errors.New("only struct fields have a role: name one as example.com/conf.Settings.Key")
	}
	return nil
}

func sortedKeys[V any](m map[int]V) []int { return slices.Sorted(maps.Keys(m)) }
