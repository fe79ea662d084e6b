package output

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"unicode"
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

// rule describes a rule at one of the severities that its findings have.
func (s *sarif) rule(meta rule.Meta, severity rule.Severity) sarifRule {
	grade := gradeOf(severity)
	page := s.page(meta)
	description := capital(meta.Title)
	if what := section(page, "What"); what != "" {
		description = summary(what, descriptionLimit)
	}
	return sarifRule{
		ID:                   sarifRuleID(meta, severity),
		Name:                 meta.Name,
		ShortDescription:     sarifText(capital(meta.Title)),
		FullDescription:      sarifText(description),
		HelpURI:              meta.URL(),
		Help:                 help(meta, page),
		DefaultConfiguration: sarifConfiguration{Level: grade.sarif},
		Properties:           sarifProperties(meta, grade),
	}
}

// sarifRuleID is the ID of a rule at a severity. GitHub takes the severity of an
// alert from the rule alone, so findings that differ from their rule's severity get a
// rule of their own below it (SARIF 2.1.0, section 3.52.4).
func sarifRuleID(meta rule.Meta, severity rule.Severity) string {
	if severity == meta.Severity || severity == 0 {
		return meta.ID
	}
	return meta.ID + "/" + severity.String()
}

// sarifProperties are those that GitHub reads. What rules below CL100 report is the
// state of the comments, and no weakness of the program.
func sarifProperties(meta rule.Meta, grade grade) sarifRuleProperties {
	cwe := fmt.Sprintf("external/cwe/cwe-%03d", meta.CWE)
	if strings.HasPrefix(meta.ID, "CL0") {
		return sarifRuleProperties{Precision: precision, Tags: []string{"maintainability", cwe}}
	}
	return sarifRuleProperties{Precision: precision, SecuritySeverity: grade.score, Tags: []string{"security", cwe}}
}

// capital returns a sentence with a capital first letter.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
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

// summary returns the paragraphs of Markdown, as many as fit into limit characters:
// paragraphs on one line, lists with a line for each item. A first paragraph that does not fit is cut.
func summary(markdown string, limit int) string {
	text := ""
	for paragraph := range strings.SplitSeq(markdown, "\n\n") {
		longer := strings.TrimSpace(text + "\n\n" + unwrap(plain(paragraph)))
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

// unwrap joins the lines of a paragraph, but for the items of a list.
func unwrap(paragraph string) string {
	var b strings.Builder
	for line := range strings.Lines(paragraph) {
		line = strings.Join(strings.Fields(line), " ")
		switch {
		case line == "":
			continue
		case b.Len() == 0:
		case strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "• "):
			b.WriteString("\n")
		default:
			b.WriteString(" ")
		}
		b.WriteString(line)
	}
	return b.String()
}
