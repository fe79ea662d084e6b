package rule

import (
	"fmt"
	"strings"

	"github.com/cryptolint/cryptolint/internal/suppress"
)

// Mark is what one finding has besides a place and a message.
type Mark struct {
	Severity   Severity      // how bad
	Confidence Confidence    // how sure
	Profile    string        // the profile that it is reported in; empty: all
	Generated  bool          // it is in a generated file
	Silenced   suppress.Kind // the kind of comment that silences it; empty: none does
	Reason     string        // what the comment gives as the reason
}

// String writes the mark for people and for ParseMark:
//
//	severity high, confidence medium
//	severity high, confidence medium, profile strict, generated, silenced by nosec: one block
func (m Mark) String() string {
	text := fmt.Sprintf("severity %s, confidence %s", m.Severity, m.Confidence)
	if m.Profile != "" {
		text += ", profile " + m.Profile
	}
	if m.Generated {
		text += ", generated"
	}
	if m.Silenced != "" {
		text += fmt.Sprintf(", silenced by %s: %s", m.Silenced, m.Reason)
	}
	return text
}

// ParseMark reads what Mark.String wrote.
func ParseMark(text string) (Mark, bool) {
	var m Mark
	text, silenced, found := strings.Cut(text, ", silenced by ")
	if found {
		kind, reason, _ := strings.Cut(silenced, ": ")
		m.Silenced, m.Reason = suppress.Kind(kind), reason
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
		case "generated":
			m.Generated = true
		default:
			return Mark{}, false
		}
		if err != nil {
			return Mark{}, false
		}
	}
	return m, m.Severity != 0 && m.Confidence != 0
}
