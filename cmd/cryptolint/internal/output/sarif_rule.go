package output

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"

	"github.com/cryptolint/cryptolint/internal/rule"
)

const (
	// descriptionLimit is how many characters GitHub takes for a description.
	descriptionLimit = 1024

	// helpWidth is the width of the text of a rule's page, in characters.
	helpWidth = 80

	// precision is how often a finding is right, in the words of GitHub. The
	// rules keep quiet about what they do not know. How sure a single finding
	// is stands in its properties.
	precision = "high"
)

func (s *sarif) rule(meta rule.Meta) sarifRule {
	grade := gradeOf(meta.Severity)
	page := s.page(meta)
	description := meta.Title
	if what := section(page, "What"); what != "" {
		description = summary(what, descriptionLimit)
	}
	return sarifRule{
		ID:                   meta.ID,
		Name:                 meta.Name,
		ShortDescription:     sarifText(meta.Title),
		FullDescription:      sarifText(description),
		HelpURI:              meta.URL(),
		Help:                 help(meta, page),
		DefaultConfiguration: sarifConfiguration{Level: grade.sarif},
		Properties: sarifRuleProperties{
			Precision:        precision,
			SecuritySeverity: grade.score,
			Tags:             []string{"security", fmt.Sprintf("external/cwe/cwe-%03d", meta.CWE)},
		},
	}
}

// page returns the page of a rule, or an empty string if there is none.
func (s *sarif) page(meta rule.Meta) string {
	if s.Pages == nil {
		return ""
	}
	page, err := fs.ReadFile(s.Pages, meta.Page())
	if err != nil {
		return "" // the rule's title serves
	}
	return string(page)
}

func help(meta rule.Meta, page string) sarifMessage {
	if page == "" {
		return sarifText(meta.Title + "\n" + meta.URL())
	}
	var text bytes.Buffer
	if err := Page(&text, page, helpWidth, Style{}); err != nil {
		text.Reset() // a buffer takes everything
	}
	return sarifMessage{Text: text.String(), Markdown: page}
}

// section returns the text under a heading of the second level.
func section(page, title string) string {
	_, after, found := strings.Cut(page, "\n## "+title+"\n")
	if !found {
		return ""
	}
	text, _, _ := strings.Cut(after, "\n## ")
	return strings.TrimSpace(text)
}

// summary returns the paragraphs of Markdown on one line, as many as fit into
// limit characters. A first paragraph that does not fit is cut.
func summary(markdown string, limit int) string {
	text := ""
	for paragraph := range strings.SplitSeq(markdown, "\n\n") {
		longer := strings.TrimSpace(text + " " + strings.Join(strings.Fields(plain(paragraph)), " "))
		if utf8.RuneCountInString(longer) > limit {
			if text == "" {
				text = string([]rune(longer)[:limit-1]) + "…"
			}
			break
		}
		text = longer
	}
	return text
}
