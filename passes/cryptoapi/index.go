package cryptoapi

import (
	"errors"
	"fmt"
	"strings"
	"sync"
)

// entry is what the built-in table has of one import path. Its rows are read when
// somebody first asks for one, because most programs use few of the packages.
type entry struct {
	path       string
	sections   []section
	carrier    bool // all of them say so
	Attributes      // of the package, and so of all that it has

	once sync.Once
	rows rows
	err  error
}

// read returns the rows of the entry, and what is wrong in its text.
func (e *entry) read() (*rows, error) {
	e.once.Do(func() {
		var errs []error
		for _, s := range e.sections {
			errs = append(errs, s.parse(e.path, e.Attributes, &e.rows))
		}
		e.err = errors.Join(errs...)
	})
	return &e.rows, e.err
}

// index holds the entries by import path. It does not change once it is made.
type index map[string]*entry

// builtinIndex is the index of the built-in files.
var builtinIndex = sync.OnceValues(newIndex)

// newIndex finds the sections of the built-in files. What is wrong in them only a
// test asks: it is not the user's to put right.
func newIndex() (index, error) { return indexOf(builtinFiles()) }

func indexOf(files []file) (index, error) {
	x := indexer{all: make(index, usualPaths), entries: make([]entry, usualPaths), sections: make([]section, usualPaths)}
	var errs []error
	for _, f := range files {
		if err := x.addFile(f); err != nil {
			errs = append(errs, err)
		}
	}
	return x.all, errors.Join(errs...)
}

// usualPaths is about how many packages the built-in table has. Their entries share
// one piece of memory, because every process makes them.
const usualPaths = 200

// indexer makes an index.
type indexer struct {
	all      index
	entries  []entry   // memory for the next ones
	sections []section // memory for the next ones
}

// addFile finds the sections of a file. The error lists all that is wrong with the
// lines that name packages.
func (x *indexer) addFile(f file) error {
	var errs []error
	start := nextSection(f.text, 0)
	for line := range logicalLines(f.text[:start]) {
		errs = append(errs, fmt.Errorf("%s:%d: a row before the first package", f.name, line+1))
	}
	for start < len(f.text) {
		end := nextSection(f.text, start+1)
		if err := x.addSection(section{&f, start, end}); err != nil {
			errs = append(errs, err)
		}
		start = end
	}
	return errors.Join(errs...)
}

// nextSection returns where the first section at or after from begins: the end of
// the text if there is none.
func nextSection(text string, from int) int {
	const mark = packageWord + " "
	if from == 0 && strings.HasPrefix(text, mark) {
		return 0
	}
	if i := strings.Index(text[from:], "\n"+mark); i >= 0 {
		return from + i + 1
	}
	return len(text)
}

// addSection enters a section, whose first line names its packages.
func (x *indexer) addSection(s section) error {
	first := firstLine(s.file.text[s.start:s.end])
	h, err := parseHeader(first)
	if err != nil {
		return s.fail(0, err)
	}
	s.start += len(first)
	for path := range h.paths() {
		e := x.all[path]
		if e == nil {
			e = x.newEntry()
			e.path, e.carrier = path, true
			x.all[path] = e
		}
		e.sections = append(e.sections, s)
		e.carrier = e.carrier && h.carrier
		e.join(h.Attributes)
	}
	return nil
}

// newEntry returns an entry with room for one section.
func (x *indexer) newEntry() *entry {
	if len(x.entries) == 0 {
		return &entry{}
	}
	e := &x.entries[0]
	e.sections = x.sections[:0:1]
	x.entries, x.sections = x.entries[1:], x.sections[1:]
	return e
}

// join adds the attributes that another section says of the same package.
func (a *Attributes) join(b Attributes) {
	if a.Deprecated == "" {
		a.Deprecated = b.Deprecated
	}
	a.NotFIPS = a.NotFIPS || b.NotFIPS
}
