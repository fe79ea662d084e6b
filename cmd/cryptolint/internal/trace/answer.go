// Package trace tells what the engine sees of the values at one place of a
// program. It holds both ends: the analyzer that runs under go vet, and the words
// in which it is asked and answers.
//
// The question must be a part of what the go command takes for the key of its
// cache, or it answers the second question with the answer of the first. A flag
// would be a part of the key of every package of the build. So the question is a
// file that is added to the one package with -overlay: it declares nothing, and
// holds a comment.
package trace

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Place is where to look. Column 0 stands for the whole line.
type Place struct {
	File   string `json:"file"` // absolute
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// Answer is what the engine sees at a place.
type Answer struct {
	Package  string  `json:"package"`  // import path
	Analysed bool    `json:"analysed"` // false: nothing that the engine knows can be reached from the package
	Values   []Value `json:"values"`   // empty if there is no value at the place
}

// Value is one value: that of an expression, or what a call uses in a role.
type Value struct {
	Text    string     `json:"text"` // the expression
	Type    string     `json:"type"`
	As      string     `json:"as"` // for what a call uses: as what
	Start   Place      `json:"start"`
	End     Place      `json:"end"`
	Origins [][]Origin `json:"origins"` // alternatives; the parts of each are mixed
	Callers [][]Origin `json:"callers"` // the same with what the callers pass, where all are known
	Uses    []Use      `json:"uses"`
}

// Origin is one thing that went into a value.
type Origin struct {
	Text     string   `json:"text"`     // what it is, for people
	Kind     string   `json:"kind"`     // "a constant", "crypto/rand"
	Detail   string   `json:"detail"`   // the hash, cipher or mode; the full name of a function
	Constant string   `json:"constant"` // in Go syntax, shortened
	Name     string   `json:"name"`     // what the program calls it
	Open     bool     `json:"open"`     // a parameter: the callers decide
	Stored   string   `json:"stored"`   // the field or package variable that holds it, where what is stored there has not been looked up
	Place    Place    `json:"place"`    // without a file where it lies in another package
	Of       []Origin `json:"of"`       // what it was computed from
	Steps    []Step   `json:"steps"`    // how it came from there
}

// Step is one step of the way that a value took.
type Step struct {
	Text  string `json:"text"`
	Place Place  `json:"place"`
}

// Use is a place where the value, or something that comes from the same origin, is
// used.
type Use struct {
	Role    string `json:"role"`    // "nonce"
	By      string `json:"by"`      // "cipher.AEAD.Seal"
	Through string `json:"through"` // the function that is called at the place, where that uses it further down
	Guess   bool   `json:"guess"`   // only a name says so
	Place   Place  `json:"place"`
}

// QuestionName is the name of the file that asks.
const QuestionName = "zz_cryptolint_trace.go"

// directive begins the comment that asks.
const directive = "//cryptolint:trace "

// Question returns the content of the file that asks, for a package of that name.
func Question(pkg string, at Place) (string, error) {
	asked, err := json.Marshal(at)
	if err != nil {
		return "", fmt.Errorf("cannot store the place: %w", err)
	}
	return fmt.Sprintf("package %s\n\n%s%s\n", pkg, directive, asked), nil
}

// parseQuestion reads the comment that asks.
func parseQuestion(comment string) (Place, bool) {
	text, ok := strings.CutPrefix(comment, directive)
	if !ok {
		return Place{}, false
	}
	var at Place
	if json.Unmarshal([]byte(text), &at) != nil {
		return Place{}, false
	}
	return at, true
}

// ParseAnswer reads what the analyzer reported.
func ParseAnswer(message string) (Answer, error) {
	var answer Answer
	if err := json.Unmarshal([]byte(message), &answer); err != nil {
		return Answer{}, fmt.Errorf("cannot read the answer of %s: %w", Analyzer.Name, err)
	}
	return answer, nil
}

// MapFiles returns a copy of the value in which the names of files are what rename
// makes of them.
func (v Value) MapFiles(rename func(string) string) Value {
	v.Start, v.End = v.Start.mapFile(rename), v.End.mapFile(rename)
	v.Origins, v.Callers = mapAlternatives(v.Origins, rename), mapAlternatives(v.Callers, rename)
	v.Uses = slices.Clone(v.Uses)
	for i := range v.Uses {
		v.Uses[i].Place = v.Uses[i].Place.mapFile(rename)
	}
	return v
}

func (p Place) mapFile(rename func(string) string) Place {
	if p.File != "" {
		p.File = rename(p.File)
	}
	return p
}

func mapAlternatives(alternatives [][]Origin, rename func(string) string) [][]Origin {
	mapped := slices.Clone(alternatives)
	for i := range mapped {
		mapped[i] = mapOrigins(mapped[i], rename)
	}
	return mapped
}

func mapOrigins(origins []Origin, rename func(string) string) []Origin {
	mapped := slices.Clone(origins)
	for i, o := range mapped {
		mapped[i].Place = o.Place.mapFile(rename)
		mapped[i].Of = mapOrigins(o.Of, rename)
		mapped[i].Steps = slices.Clone(o.Steps)
		for j := range mapped[i].Steps {
			mapped[i].Steps[j].Place = mapped[i].Steps[j].Place.mapFile(rename)
		}
	}
	return mapped
}
