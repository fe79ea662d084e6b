package changes

import (
	"strings"
	"unicode"

	"github.com/bluekeyes/go-gitdiff/gitdiff"
)

const (
	// movedLetters is how many letters and digits a block has at least that
	// counts as moved: what 'git diff --color-moved' asks for. Shorter ones are
	// too common to be told apart.
	movedLetters = 20

	// movedBudget bounds how many lines are compared, so that the largest diff
	// takes less than a second. What is not compared is new.
	movedBudget = 20_000_000
)

// movement finds lines that a diff takes out in one place and puts in in another,
// with any indentation. The zero value is ready.
type movement struct {
	removed [][]string         // blocks of lines
	used    [][]bool           // the lines that have been found elsewhere
	starts  map[string][]start // by the text of the line
	work    int
}

// start is a line of a removed block.
type start struct{ block, line int }

// remove notes the lines that a hunk takes out.
func (m *movement) remove(hunk *gitdiff.TextFragment) {
	var block []string
	for _, line := range hunk.Lines {
		if line.Op == gitdiff.OpDelete {
			block = append(block, strings.TrimSpace(line.Line))
		}
	}
	if m.starts == nil {
		m.starts = make(map[string][]start)
	}
	for i, text := range block {
		if letters(text) > 0 {
			m.starts[text] = append(m.starts[text], start{len(m.removed), i})
		}
	}
	m.removed = append(m.removed, block)
	m.used = append(m.used, make([]bool, len(block)))
}

// added returns the numbers of the lines that a hunk puts in and that come from
// nowhere else.
func (m *movement) added(hunk *gitdiff.TextFragment) []int {
	var block []string
	for _, line := range hunk.Lines {
		if line.Op == gitdiff.OpAdd {
			block = append(block, strings.TrimSpace(line.Line))
		}
	}
	var numbers []int
	for i := 0; i < len(block); {
		if n := m.take(block[i:]); n > 0 {
			i += n
			continue
		}
		numbers = append(numbers, int(hunk.NewPosition)+i)
		i++
	}
	return numbers
}

// take looks for the removed block that begins as the added one does, for the
// longest stretch, and returns how many lines they share, or 0 if they are too few
// to tell.
func (m *movement) take(block []string) int {
	var from start
	length := 0
	for _, s := range m.starts[block[0]] {
		n := 0
		for n < len(block) && s.line+n < len(m.removed[s.block]) && !m.used[s.block][s.line+n] && m.removed[s.block][s.line+n] == block[n] {
			n++
		}
		if m.work += n + 1; m.work > movedBudget {
			return 0
		}
		if n > length {
			from, length = s, n
		}
	}
	if letters(strings.Join(block[:length], "")) < movedLetters {
		return 0
	}
	for i := range length {
		m.used[from.block][from.line+i] = true
	}
	return length
}

func letters(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}
