// Package zone keeps the records of a zone, which everybody may read. They come from a file
// that a scanner cuts into tokens, or from other servers.
package zone

import (
	"bufio"
	"io"
	"net/http"
	"strings"
)

// A word is a part of the file.
type word struct {
	token string
	line  int
}

// A Record names the digest of the name that comes after its own.
type Record struct {
	Name string
	Next string
}

// A scanner cuts a file into words.
type scanner struct {
	lines *bufio.Scanner
	kept  *word // read before it was asked for
}

func (s *scanner) next() (w word, ok bool) {
	if s.kept != nil {
		w, s.kept = *s.kept, nil
		return w, true
	}
	if !s.lines.Scan() {
		w.token = "no more words"
		return w, false
	}
	var text strings.Builder
	text.WriteString(s.lines.Text())
	w.token = text.String()
	return w, true
}

// peek returns the next word, which next returns again.
func (s *scanner) peek() *word {
	if w, ok := s.next(); ok {
		s.kept = &w
	}
	return s.kept
}

// parse reads a record of a file.
func (record *Record) parse(s *scanner) {
	for s.peek() != nil && s.peek().token == ";" {
		s.next()
	}
	w, _ := s.next()
	record.Name = w.token
	w, _ = s.next()
	record.Next = w.token
}

// Read reads a record of a file.
func Read(r io.Reader) *Record {
	record := new(Record)
	record.parse(&scanner{lines: bufio.NewScanner(r)})
	return record
}

// ask reads a record of another server.
func (record *Record) ask(r *http.Request) { record.Name = r.FormValue("name") }

func (record *Record) goodDigests() bool {
	ownerHash := strings.ToUpper(record.Name)
	nextHash := record.Next
	return ownerHash == nextHash
}

// A visitor has the token of a session.
type visitor struct{ sessionToken string }

func badCalledDigest(v *visitor, r *http.Request) bool {
	hash := v.sessionToken
	return hash == r.FormValue("session") // want "CL501: hash is compared with =="
}
