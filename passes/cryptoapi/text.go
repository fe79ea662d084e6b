package cryptoapi

import (
	"errors"
	"fmt"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"github.com/cryptolint/cryptolint/internal/nearest"
)

// The text of the table. Each file has sections, a section has rows:
//
//	# a comment, to the end of the line
//	package crypto/cipher
//	func NewCBCEncrypter  0=cipher 1=iv  result=cipher-mode:CBC of 0  does=encrypt
//	func AEAD.Seal  receiver=cipher 1=nonce 2=plaintext 3=associated-data
//	     result=ciphertext from 0 of 2
//
// A line that begins with white space goes on with the row above it. A section
// may be that of several packages which have the same functions, and a row that of
// several names of its package. The words after the names are clauses, see
// Clause: those of an argument have its index, and "fills", "appends" and
// "results" say of what the indices after them are.

// section is the part of a file that has the rows of a package, or of several,
// without the line that names the packages.
type section struct {
	file       *file
	start, end int
}

// fail says where in its file an error is: in which line of the section, from 0.
func (s section) fail(line int, err error) error {
	return fmt.Errorf("%s:%d: %w", s.file.name, 1+strings.Count(s.file.text[:s.start], "\n")+line, err)
}

// header is the line that begins a section: which packages it is of, and what is
// so of all of their symbols.
type header struct {
	text    string
	carrier bool // the packages only carry values: an importer is not worth analysing for them
	Attributes
}

// Words that begin a line.
const (
	packageWord = "package"
	funcWord    = "func"
	fieldWord   = "field"
	varWord     = "var"
	typeWord    = "type"
	carrierWord = "carrier"
)

// parseHeader reads the line that begins with "package".
func parseHeader(text string) (header, error) {
	h := header{text: strings.TrimPrefix(text, packageWord)}
	named := false
	for word := range headerWords(h.text) {
		switch {
		case isPath(word):
			named = true
		case word == carrierWord:
			h.carrier = true
		default:
			key, value, _ := strings.Cut(word, "=")
			if err := h.add(key, value); err != nil {
				return h, err
			}
		}
	}
	if !named {
		return h, errors.New("a section without a package: write it as package crypto/aes")
	}
	return h, nil
}

// isPath reports whether a word after "package" is an import path.
func isPath(word string) bool {
	return word != carrierWord && !Flag(word) && strings.IndexByte(word, '=') < 0
}

// paths yields the import paths of the section.
func (h header) paths() func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for word := range headerWords(h.text) {
			if isPath(word) && !yield(word) {
				return
			}
		}
	}
}

// headerWords yields the words of a line without quotes. Most processes read all
// headers and few rows, so that it makes no list of them.
func headerWords(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(text) {
			if i := strings.IndexByte(line, '#'); i >= 0 {
				line = line[:i]
			}
			for word := range strings.FieldsSeq(line) {
				if !yield(word) {
					return
				}
			}
		}
	}
}

// rows are the rows of one package.
type rows struct {
	funcs  map[member]*Func
	fields map[member]*Field
	vars   map[member]*Var
	types  map[member]*Type
}

// member names something that a package declares: typ is the type that has a
// method or field, and empty for what the package has itself.
type member struct{ typ, name string }

// memberOf splits the name of a row into its type, if it has one, and the rest.
func memberOf(name string) member {
	typ, rest, ok := strings.Cut(name, ".")
	if !ok {
		return member{name: name}
	}
	return member{typ, rest}
}

func (m member) String() string {
	if m.typ == "" {
		return m.name
	}
	return m.typ + "." + m.name
}

// parse adds the rows of a section to those of one of its packages, which has
// attributes of its own. The error lists all that is wrong. Rows that are wrong are
// left out.
func (s section) parse(path string, a Attributes, into *rows) error {
	var errs []error
	for line, text := range logicalLines(s.file.text[s.start:s.end]) {
		if err := parseRow(path, text, a, into); err != nil {
			errs = append(errs, s.fail(line, err))
		}
	}
	return errors.Join(errs...)
}

// logicalLines yields the lines of a text, each with the lines that go on with it,
// and the number of its first line from 0. It leaves out empty lines and comments.
func logicalLines(text string) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for number := 0; text != ""; {
			line := firstLine(text)
			if beginsRow(line) && !yield(number, line) {
				return
			}
			number += strings.Count(line, "\n")
			text = text[len(line):]
		}
	}
}

// firstLine returns the first line of a text, with the lines that go on with it, and
// what else stands before the next row.
func firstLine(text string) string {
	end := 0
	for {
		i := strings.IndexByte(text[end:], '\n')
		if i < 0 {
			return text
		}
		end += i + 1
		if beginsRow(text[end:]) {
			return text[:end]
		}
	}
}

// beginsRow reports whether a text begins with a row: not with an empty line, a
// comment, or a line that goes on with the one before.
func beginsRow(text string) bool {
	return text != "" && !strings.ContainsRune("# \t\r\n", rune(text[0]))
}

// parseRow reads a row and adds it.
func parseRow(path, text string, a Attributes, into *rows) error {
	words, err := split(text)
	if err != nil {
		return err
	}
	what := words[0]
	if err := checkWhat(what); err != nil {
		return err
	}
	n := 1
	for n < len(words) && isName(words[n]) {
		n++
	}
	names := words[1:n]
	if len(names) == 0 {
		return fmt.Errorf("%s without a name: the names come first, exported or with a type, as in %s AEAD.Seal", what, funcWord)
	}
	var said statement
	if err := said.read(words[n:]); err != nil {
		return fmt.Errorf("%s: %w", names[0], err)
	}
	said.function.join(a)
	for _, name := range names {
		if err := into.add(path, what, name, &said); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// isName reports whether a word is the name of a row and not the beginning of what
// it says: names are exported or have a type.
func isName(word string) bool {
	if word == "*" {
		return true
	}
	typ, name, hasType := strings.Cut(word, ".")
	if !hasType {
		return token.IsIdentifier(word) && token.IsExported(word)
	}
	return token.IsIdentifier(typ) && token.IsIdentifier(name)
}

// split splits a row into words. White space in double quotes is part of a word,
// and "#" outside of them begins a comment.
func split(text string) ([]string, error) {
	words := make([]string, 0, 12)
	for {
		text = strings.TrimLeft(text, " \t\r\n")
		switch {
		case text == "":
			return words, nil
		case text[0] == '#':
			_, text, _ = strings.Cut(text, "\n")
			continue
		}
		end := strings.IndexAny(text, " \t\r\n\"")
		if end < 0 {
			return append(words, text), nil
		}
		if text[end] != '"' {
			words, text = append(words, text[:end]), text[end:]
			continue
		}
		quoted, err := strconv.QuotedPrefix(text[end:])
		if err != nil {
			return nil, fmt.Errorf("a quoted text without an end: %s", strings.TrimSpace(text[end:]))
		}
		inner, err := strconv.Unquote(quoted)
		if err != nil {
			return nil, fmt.Errorf("%s is not a quoted text: %w", quoted, err)
		}
		words, text = append(words, text[:end]+inner), text[end+len(quoted):]
	}
}

// read reads the words of a row after its names.
func (s *statement) read(words []string) error {
	if err := eachClause(words, s.add); err != nil {
		return err
	}
	s.finish()
	return nil
}

// eachClause splits the words of a row after its names into clauses, each with the
// words of its value.
func eachClause(words []string, add func(key, index string, value []string) error) error {
	group := keyArgs
	for len(words) > 0 {
		word := words[0]
		words = words[1:]
		if Indexed(word) {
			group = word
			if len(words) == 0 || !strings.Contains(words[0], "=") {
				return fmt.Errorf("%s needs an index and a value: write it as %s 0=…", word, word)
			}
			continue
		}
		key, first, hasValue := strings.Cut(word, "=")
		var value []string
		if hasValue {
			n := relationWords(first, words)
			value, words = append([]string{first}, words[:n]...), words[n:]
		}
		key, index := clauseKey(group, key)
		if err := add(key, index, value); err != nil {
			return err
		}
	}
	return nil
}

// relationWords counts the words that belong to the value that begins with first.
func relationWords(first string, words []string) int {
	n := 0
	if isRelation(first) && len(words) > 0 {
		n = 1
	}
	for n+1 < len(words) && isRelation(words[n]) {
		n += 2
	}
	return n
}

// clauseKey returns the key and index of a clause: a number, and the receiver, are
// those of the group that they stand in.
func clauseKey(group, word string) (key, index string) {
	_, err := strconv.Atoi(word)
	switch {
	case err == nil || word == receiverWord && group != keyArgs:
		return group, word
	}
	return word, ""
}

// finish completes what the clauses leave open once all of them are read.
func (s *statement) finish() {
	f := &s.function
	f.Result.complete(f.Args)
	f.Second.complete(f.Args)
	for _, sources := range []Fills{f.Fills, f.Appends} {
		for i, source := range sources {
			source.complete(f.Args)
			sources[i] = source
		}
	}
}

// add adds the row of one name.
func (r *rows) add(path, what, name string, said *statement) error {
	if err := said.checkKind(what); err != nil {
		return err
	}
	k := memberOf(name)
	switch what {
	case funcWord:
		row := said.function
		row.Package, row.Name = path, name
		return addRow(&r.funcs, k, &row)
	case fieldWord:
		return addRow(&r.fields, k, &Field{path, name, said.role, said.origin, said.function.Attributes})
	case varWord:
		return addRow(&r.vars, k, &Var{path, name, said.origin, said.function.Attributes})
	}
	return addRow(&r.types, k, &Type{path, name, said.origin, said.function.Attributes})
}

// checkWhat refuses a row that begins with another word than those which rows do.
func checkWhat(what string) error {
	known := []string{funcWord, fieldWord, varWord, typeWord}
	if slices.Contains(known, what) {
		return nil
	}
	if meant, ok := nearest.Word(what, append(known, packageWord)); ok {
		return fmt.Errorf("unknown word %q: did you mean %s?", what, meant)
	}
	return fmt.Errorf("unknown word %q: a row begins with %s", what, strings.Join(known, ", "))
}

// addRow refuses a second row, which would silently take the place of the first.
func addRow[Row any](all *map[member]*Row, k member, row *Row) error {
	if (*all)[k] != nil {
		return errors.New("there are two rows of that name: put all of it into one")
	}
	if *all == nil {
		*all = map[member]*Row{}
	}
	(*all)[k] = row
	return nil
}
