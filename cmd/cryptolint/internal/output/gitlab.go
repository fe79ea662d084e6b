package output

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/jsontext"
)

type (
	gitlabIssue struct {
		Description string         `json:"description"`
		CheckName   string         `json:"check_name"`
		Fingerprint string         `json:"fingerprint"`
		Severity    string         `json:"severity"`
		Location    gitlabLocation `json:"location"`
	}
	gitlabLocation struct {
		Path  string      `json:"path"`
		Lines gitlabLines `json:"lines"`
	}
	gitlabLines struct {
		Begin int `json:"begin"`
		End   int `json:"end,omitempty"`
	}
)

// GitLab writes the report as a Code Quality report of GitLab. Names of files
// are relative to o.Root. The format has no place for a package that could not
// be analysed: it becomes an issue in a file that has the name of the package.
func GitLab(w io.Writer, report *finding.Report, o Options) error {
	issues := []gitlabIssue{}
	for _, f := range report.Findings {
		issues = append(issues, gitlabFinding(f, o.Root))
	}
	for _, f := range report.Failures {
		issues = append(issues, gitlabFailure(f))
	}
	if err := jsontext.Write(w, issues); err != nil {
		return fmt.Errorf("cannot write the Code Quality report: %w", err)
	}
	return nil
}

func gitlabFinding(f finding.Finding, root string) gitlabIssue {
	name, _ := repoPath(root, f.Pos.File)
	issue := gitlabIssue{
		Description: f.Rule.ID + ": " + SafeLines(f.Message),
		CheckName:   f.Rule.ID + " " + f.Rule.Name,
		Fingerprint: f.Fingerprint,
		Severity:    gradeOf(told(f)).gitlab,
		Location:    gitlabLocation{Path: orUnknown(name), Lines: gitlabLines{Begin: max(1, f.Pos.Line)}},
	}
	if f.End.File == f.Pos.File && f.End.Line > f.Pos.Line {
		issue.Location.Lines.End = f.End.Line
	}
	return issue
}

func gitlabFailure(f finding.Failure) gitlabIssue {
	digest := sha256.Sum256(fmt.Appendf(nil, "failure\x00%s\x00%s\x00%s", f.Package, f.Rule, f.Message))
	return gitlabIssue{
		Description: SafeLines(failureText(f)),
		CheckName:   "cryptolint",
		Fingerprint: hex.EncodeToString(digest[:16]),
		Severity:    "blocker",
		Location:    gitlabLocation{Path: orUnknown(f.Package), Lines: gitlabLines{Begin: 1}},
	}
}
