package cli

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/changes"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/internal/suppress"
)

const suppressionsHelp = `Usage: cryptolint suppressions [-format text|json] [flags] [packages]

Lists the findings that a comment or the baseline silences: where, by what, why
and until when. If git is available, it also shows who wrote the comment or the
entry, and when. The exit code is 0.

Examples:

    cryptolint suppressions
    cryptolint suppressions -format json ./pay/...
`

// suppression is one silenced finding, in the form for programs.
type suppression struct {
	Rule    string `json:"rule"`
	Kind    string `json:"kind"`
	File    string `json:"file"` // of the finding, as seen from the working directory
	Line    int    `json:"line"` // of the finding
	Message string `json:"message"`
	Reason  string `json:"reason"`
	Until   string `json:"until"`
	Expired bool   `json:"expired"`
	Author  string `json:"author"`
	Date    string `json:"date"`
	Commit  string `json:"commit"`

	where finding.Position // of the comment, or of the entry in the baseline
}

// suppressions lists what is silenced.
func (a *app) suppressions(ctx context.Context, args []string) (int, error) {
	f := flagSet("suppressions")
	patterns, err := a.parse(f, args)
	if err != nil {
		return 0, err
	}
	if err := a.configure(ctx, f); err != nil {
		return 0, err
	}
	report, err := a.review(ctx, patterns, false)
	if err != nil {
		return 0, err
	}
	if len(report.Failures) > 0 {
		return a.incomplete(report, "nothing was listed, because the list would lack what these packages hold")
	}
	list, err := a.silencedIn(report)
	if err != nil {
		return 0, err
	}
	if err := a.addAuthors(ctx, list); err != nil {
		return 0, err
	}
	if f.format == "json" {
		return exitClean, a.suppressionsJSON(list)
	}
	return exitClean, a.suppressionsText(list)
}

// silencedIn makes the list, in the order of the report.
func (a *app) silencedIn(report *finding.Report) ([]*suppression, error) {
	list := []*suppression{}
	all := &finding.Report{Findings: slices.Concat(report.Findings, report.Suppressed)}
	all.Sort()
	for _, f := range all.Findings {
		by := f.Suppression
		if by == nil {
			by = f.Expired
		}
		if by == nil {
			continue
		}
		s := &suppression{
			Rule: f.Rule.ID, Kind: string(by.Kind), File: finding.Relative(a.dir, f.Pos.File), Line: f.Pos.Line, Message: f.Message,
			Reason: by.Reason, Until: by.Until, Expired: suppress.Expired(by.Until, time.Now()),
			where: finding.Position{File: f.Pos.File, Line: by.Line},
		}
		if by.Kind == finding.ByBaseline {
			file, err := a.file("baseline", a.config.Baseline)
			if err != nil {
				return nil, err
			}
			s.where.File = file
		}
		list = append(list, s)
	}
	return list, nil
}

// addAuthors asks git who wrote the comments and entries. Where there is no git or
// no repository, nobody is named.
func (a *app) addAuthors(ctx context.Context, list []*suppression) error {
	repository, err := changes.Open(ctx, a.dir)
	if err != nil {
		return nil // the list is complete without it
	}
	byFile := make(map[string][]*suppression)
	for _, s := range list {
		if s.where.Line > 0 {
			byFile[s.where.File] = append(byFile[s.where.File], s)
		}
	}
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		var lines []int
		for _, s := range byFile[file] {
			lines = append(lines, s.where.Line)
		}
		authors, err := repository.Authors(ctx, file, lines)
		if err != nil {
			return err
		}
		for _, s := range byFile[file] {
			author := authors[s.where.Line]
			s.Author, s.Date, s.Commit = author.Name, author.Date, author.Commit
		}
	}
	return nil
}

func (a *app) suppressionsJSON(list []*suppression) error {
	if err := a.printJSON(map[string]any{"schemaVersion": output.SchemaVersion, "suppressions": list}); err != nil {
		return fmt.Errorf("cannot write the list: %w", err)
	}
	return nil
}

// suppressionsText writes an entry of two lines for each.
func (a *app) suppressionsText(list []*suppression) error {
	expired := 0
	for _, s := range list {
		head := fmt.Sprintf("%s:%d: %s %s", output.Safe(s.File), s.Line, s.Rule, s.Kind)
		if s.Until != "" {
			head += " until " + s.Until
		}
		if s.Expired {
			expired++
			head += ", expired"
		}
		if s.Author != "" {
			head += fmt.Sprintf(", by %s on %s", output.Safe(s.Author), s.Date)
		}
		why := output.Safe(s.Reason)
		if why == "" {
			why = "no reason given"
		}
		if _, err := fmt.Fprintf(a.out, "%s\n    %s\n", head, strings.TrimSpace(why)); err != nil {
			return err
		}
	}
	text := count(len(list), "finding") + " silenced"
	if expired > 0 {
		text += fmt.Sprintf(", %d by what has expired", expired)
	}
	_, err := fmt.Fprintln(a.err, "cryptolint:", text)
	return err
}
