package cryptoapi

import (
	"slices"
	"strconv"
	"strings"
)

// String writes the row as a line of the text, which parses to the same row.
func (f *Func) String() string { return line(funcWord, f.Name, f.clauses()) }

// String writes the row as a line of the text, which parses to the same row.
func (f *Field) String() string {
	var all []Clause
	if f.Role != NoRole {
		all = append(all, Clause{Key: keyRole, Value: roleText[f.Role]})
	}
	return line(fieldWord, f.Name, append(all, f.origin(f.Source)...))
}

// String writes the row as a line of the text, which parses to the same row.
func (v *Var) String() string { return line(varWord, v.Name, v.origin(v.Source)) }

// String writes the row as a line of the text, which parses to the same row.
func (t *Type) String() string { return line(typeWord, t.Name, t.origin(t.Source)) }

func line(what, name string, clauses []Clause) string {
	return strings.TrimSpace(what + " " + name + "  " + formatClauses(clauses))
}

// origin is what a row says of a field, variable or type.
func (a Attributes) origin(source Source) []Clause {
	var all []Clause
	if source.Kind != Unknown {
		all = append(all, Clause{Key: keyOrigin, Value: source.text(nil)})
	}
	return append(all, a.clauses()...)
}

// clauses returns what the row says, in the order of ClauseKeys.
func (f *Func) clauses() []Clause {
	var all []Clause
	for _, i := range sortedKeys(f.Args) {
		if i == Receiver {
			all = append(all, Clause{Key: keyReceiver, Value: roleText[f.Args[i]]})
			continue
		}
		all = append(all, Clause{keyArgs, strconv.Itoa(i), roleText[f.Args[i]]})
	}
	switch {
	case f.Second.Says() && f.Result.Says():
		all = append(all, Clause{keyResults, "0", f.Result.text(f.Args)}, Clause{keyResults, "1", f.Second.text(f.Args)})
	case f.Second.Says():
		all = append(all, Clause{keyResults, "1", f.Second.text(f.Args)})
	case f.Result.Says():
		all = append(all, Clause{Key: keyResult, Value: f.Result.text(f.Args)})
	}
	for _, i := range sortedKeys(f.Fills) {
		all = append(all, Clause{keyFills, indexText(i), f.Fills[i].text(f.Args)})
	}
	for _, i := range sortedKeys(f.Appends) {
		all = append(all, Clause{keyAppends, indexText(i), f.Appends[i].text(f.Args)})
	}
	if f.Resets {
		all = append(all, Clause{Key: keyResets})
	}
	return append(all, f.Attributes.clauses()...)
}

func (a Attributes) clauses() []Clause {
	var all []Clause
	if a.Actions != 0 {
		all = append(all, Clause{Key: keyDoes, Value: a.Actions.String()})
	}
	if a.verdict > 0 {
		all = append(all, Clause{Key: keyVerdict, Value: strconv.Itoa(a.verdict - 1)})
	}
	if a.PartOnError {
		all = append(all, Clause{Key: keyPart})
	}
	if a.Deprecated != "" {
		all = append(all, Clause{Key: keyDeprecated, Value: a.Deprecated})
	}
	if a.NotFIPS {
		all = append(all, Clause{Key: keyNotFIPS})
	}
	return all
}

func indexText(i int) string {
	if i == Receiver {
		return receiverWord
	}
	return strconv.Itoa(i)
}

// text writes a source as the value of a clause. Args are the roles of the
// arguments, of which computed values are made where nothing else is said.
func (s Source) text(args Args) string {
	var words []string
	switch {
	case s.Opaque:
		words = append(words, unknownWord)
	case s.Kind == Unknown && len(s.From)+len(s.Or) == 0:
		words = append(words, dataWord)
	case s.Kind != Unknown && s.Detail != "":
		words = append(words, kindText[s.Kind]+":"+quoteIfNeeded(s.Detail))
	case s.Kind != Unknown:
		words = append(words, kindText[s.Kind])
	}
	of := s.Of
	list := func(word string, indices []int) {
		if len(indices) == 0 {
			return
		}
		texts := make([]string, len(indices))
		for i, index := range indices {
			texts[i] = indexText(index)
		}
		words = append(words, word, strings.Join(texts, ","))
	}
	list(fromWord, s.From)
	list(ofWord, of)
	if len(of) == 0 && computed(s.Kind) && len(inputs(args)) > 0 {
		words = append(words, ofWord, noneWord)
	}
	list(orWord, s.Or)
	return strings.Join(words, " ")
}

func quoteIfNeeded(name string) string {
	if strings.ContainsAny(name, " #\"") {
		return strconv.Quote(name)
	}
	return name
}

// formatClauses writes clauses as the words of a row, with two spaces between
// groups.
func formatClauses(clauses []Clause) string {
	var b strings.Builder
	group := keyArgs
	for i, c := range clauses {
		if i > 0 {
			b.WriteByte(' ')
			if c.Key != clauses[i-1].Key && !slices.Contains([]string{keyArgs, keyReceiver}, c.Key) {
				b.WriteByte(' ')
			}
		}
		if Indexed(c.Key) && c.Key != group {
			group = c.Key
			b.WriteString(group + " ")
		}
		switch {
		case Flag(c.Key):
			b.WriteString(c.Key)
		case Indexed(c.Key):
			b.WriteString(c.Index + "=" + c.Value)
		default:
			b.WriteString(c.Key + "=" + c.Value)
		}
	}
	return b.String()
}
