package cryptoapi

import (
	"embed"
	"errors"
	"fmt"
	"strings"
	"sync"
)

// apis are the files of the built-in table, one for each domain.
//
//go:embed apis/*.txt
var apis embed.FS

// entry is what the built-in table has of one import path. Its rows are read when
// somebody first asks for one, because most programs use few of the packages.
type entry struct {
	path     string
	sections []section
	carrier  bool // all of them say so
	Attributes

	once sync.Once
	rows rows
	err  error
}

// read returns the rows of the entry, and what is wrong in its text.
func (e *entry) read() (*rows, error) {
	e.once.Do(func() {
		var errs []error
		for _, s := range e.sections {
			errs = append(errs, s.parse(e.path, &e.rows))
		}
		e.err = errors.Join(errs...)
	})
	return &e.rows, e.err
}

// index holds the entries by import path. It does not change once it is made.
type index map[string]*entry

// builtinIndex finds the sections of the built-in files. What is wrong in them
// only a test asks: it is not the user's to put right.
var builtinIndex = sync.OnceValues(func() (index, error) {
	all := make(index, 256)
	files, err := apis.ReadDir("apis")
	if err != nil {
		return all, fmt.Errorf("read the built-in rows: %w", err)
	}
	var errs []error
	for _, file := range files {
		text, err := apis.ReadFile("apis/" + file.Name())
		if err != nil {
			errs = append(errs, fmt.Errorf("read the built-in rows: %w", err))
			continue
		}
		errs = append(errs, all.add("apis/"+file.Name(), string(text)))
	}
	return all, errors.Join(errs...)
})

// add finds the sections of a file. The error lists all that is wrong with the
// lines that name packages.
func (all index) add(file, text string) error {
	const mark = "\n" + packageWord + " "
	var errs []error
	line := 1
	if !strings.HasPrefix(text, mark[1:]) {
		before, rest, found := strings.Cut(text, mark)
		if row := firstRow(before); row >= 0 {
			errs = append(errs, fmt.Errorf("%s:%d: a row before the first package", file, row+1))
		}
		if !found {
			return errors.Join(errs...)
		}
		line += strings.Count(before, "\n") + 1
		text = mark[1:] + rest
	}
	for more := true; more; {
		var this string
		this, text, more = strings.Cut(text, mark)
		text = mark[1:] + text
		if err := all.addSection(file, line, this); err != nil {
			errs = append(errs, err)
		}
		line += strings.Count(this, "\n") + 1
	}
	return errors.Join(errs...)
}

// firstRow returns the number of the first line that is a row, from 0, and -1 if
// there is none.
func firstRow(text string) int {
	for line := range logicalLines(text) {
		return line
	}
	return -1
}

// addSection enters a section, whose first line names its packages.
func (all index) addSection(file string, line int, text string) error {
	first, rest := text, ""
	for number, row := range logicalLines(text) {
		if number > 0 {
			break
		}
		first, rest = row, text[len(row):]
	}
	words, err := split(first)
	if err != nil {
		return fmt.Errorf("%s:%d: %w", file, line, err)
	}
	h, err := parseHeader(words[1:])
	if err != nil {
		return fmt.Errorf("%s:%d: %w", file, line, err)
	}
	s := section{file, line + strings.Count(first, "\n"), rest}
	for _, path := range h.paths {
		e := all[path]
		if e == nil {
			e = &entry{path: path, carrier: true}
			all[path] = e
		}
		e.sections = append(e.sections, s)
		e.carrier = e.carrier && h.carrier
		e.join(h.Attributes)
	}
	return nil
}

// join adds the attributes that another section says of the same package.
func (a *Attributes) join(b Attributes) {
	if a.Deprecated == "" {
		a.Deprecated = b.Deprecated
	}
	a.NotFIPS = a.NotFIPS || b.NotFIPS
}
