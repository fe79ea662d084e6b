package rule

import (
	"fmt"
	"go/token"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/cryptolint/cryptolint/internal/suppress"
)

// Mark is what one finding has besides a place and a message.
type Mark struct {
	Severity   Severity      // how bad
	Confidence Confidence    // how sure
	Profile    string        // the profile that it is reported in; empty: all
	Since      string        // version of cryptolint that was the first to find it; empty: that of the rule
	Generated  bool          // it is in a generated file
	Key        string        // what the finding is known by, in hexadecimal digits; empty: nothing
	Cause      string        // the same for findings of one rule that are one defect, in hexadecimal digits; empty: none is known
	Function   string        // the declaration that holds it, such as "Vault.Seal"; empty: none
	Silenced   suppress.Kind // the kind of comment that silences it; empty: none does
	Reason     string        // what the comment gives as the reason
	Until      string        // the last day on which the comment counts; empty: for good
	Line       int           // of the comment, in the file of the finding; 0: unknown

	// Places says where the start and the end of the finding, its steps and the
	// edits of its fix really are, in that order, if a line directive claims
	// something else for one of them. It is nil otherwise.
	Places []token.Position
}

// String writes the mark for people and for ParseMark:
//
//	severity high, confidence medium, key 0f2c61b4a9d3e857, in Vault.Seal
//	severity high, confidence medium, profile strict, generated, silenced by nosec: one block
func (m Mark) String() string {
	text := fmt.Sprintf("severity %s, confidence %s", m.Severity, m.Confidence)
	if m.Profile != "" {
		text += ", profile " + m.Profile
	}
	if m.Since != "" {
		text += ", since " + m.Since
	}
	if m.Generated {
		text += ", generated"
	}
	if m.Key != "" {
		text += ", key " + m.Key
	}
	if m.Cause != "" {
		text += ", cause " + m.Cause
	}
	if m.Function != "" {
		text += ", in " + m.Function
	}
	if len(m.Places) > 0 {
		text += ", really at " + formatPlaces(m.Places)
	}
	if m.Silenced != "" {
		text += fmt.Sprintf(", silenced by %s", m.Silenced)
		if m.Line > 0 {
			text += fmt.Sprintf(" on line %d", m.Line)
		}
		if m.Until != "" {
			text += " until " + m.Until
		}
		text += ": " + m.Reason
	}
	return text
}

// ParseMark reads what Mark.String wrote.
func ParseMark(text string) (Mark, bool) {
	var m Mark
	text, silenced, found := strings.Cut(text, ", silenced by ")
	if found {
		by, reason, _ := strings.Cut(silenced, ": ")
		m.Reason = reason
		by, m.Until, _ = strings.Cut(by, " until ")
		kind, line, _ := strings.Cut(by, " on line ")
		m.Silenced = suppress.Kind(kind)
		m.Line, _ = strconv.Atoi(line) // 0 where nothing is said
	}
	for part := range strings.SplitSeq(text, ", ") {
		word, value, _ := strings.Cut(part, " ")
		var err error
		switch word {
		case "severity":
			m.Severity, err = ParseSeverity(value)
		case "confidence":
			m.Confidence, err = ParseConfidence(value)
		case "profile":
			m.Profile = value
		case "since":
			m.Since = value
		case "generated":
			m.Generated = true
		case "key":
			m.Key = value
		case "cause":
			m.Cause = value
		case "in":
			m.Function = value
		case "really":
			m.Places, err = parsePlaces(strings.TrimPrefix(value, "at "))
		default:
			return Mark{}, false
		}
		if err != nil {
			return Mark{}, false
		}
	}
	return m, m.Severity != 0 && m.Confidence != 0
}

// formatPlaces writes places with a space between them. A name is written as in a
// URL, so that no file, whatever it is called, can say something in the mark.
func formatPlaces(places []token.Position) string {
	var words []string
	for _, p := range places {
		name := (&url.URL{Path: filepath.ToSlash(p.Filename)}).EscapedPath()
		words = append(words, fmt.Sprintf("%s:%d:%d", name, p.Line, p.Column))
	}
	return strings.Join(words, " ")
}

func parsePlaces(text string) ([]token.Position, error) {
	var places []token.Position
	for word := range strings.SplitSeq(text, " ") {
		p, err := parsePlace(word)
		if err != nil {
			return nil, fmt.Errorf("%q is not a valid place: %w", word, err)
		}
		places = append(places, p)
	}
	return places, nil
}

func parsePlace(word string) (p token.Position, err error) {
	for _, number := range []*int{&p.Column, &p.Line} {
		colon := strings.LastIndexByte(word, ':')
		if colon < 0 {
			return p, strconv.ErrSyntax
		}
		if *number, err = strconv.Atoi(word[colon+1:]); err != nil {
			return p, err
		}
		word = word[:colon]
	}
	name, err := url.PathUnescape(word)
	p.Filename = filepath.FromSlash(name)
	return p, err
}
