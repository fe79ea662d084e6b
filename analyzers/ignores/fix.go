package ignores

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/internal/suppress"
)

// respell returns the fix for a comment that is almost right, or nil.
func respell(pass *rule.Pass, comment *suppress.Comment) *analysis.SuggestedFix {
	if !endsLine(pass, comment.End) || !startsComment(pass, comment) {
		return nil
	}
	return &analysis.SuggestedFix{
		Message:   "write " + comment.Correct,
		TextEdits: []analysis.TextEdit{{Pos: comment.Pos, End: comment.End, NewText: []byte(comment.Correct)}},
	}
}

// startsComment reports whether a comment is the only one on its line: only then
// can the whole be replaced.
func startsComment(pass *rule.Pass, comment *suppress.Comment) bool {
	return !slices.ContainsFunc(pass.Comments.Set().All(), func(other *suppress.Comment) bool {
		return other != comment && other.Pos == comment.Pos
	})
}

// endsLine reports whether nothing follows on the line: a block comment may stand
// before code.
func endsLine(pass *rule.Pass, pos token.Pos) bool {
	position := pass.Fset.PositionFor(pos, false)
	text, err := pass.ReadFile(position.Filename)
	if err != nil || position.Offset > len(text) {
		return false
	}
	line, _, _ := strings.Cut(string(text[position.Offset:]), "\n")
	return strings.TrimSpace(line) == ""
}
