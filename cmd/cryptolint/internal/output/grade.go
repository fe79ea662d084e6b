package output

import (
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// grade is what the formats call a severity.
type grade struct {
	sarif      string // level of a result
	score      string // security-severity, on the scale of CVSS: GitHub says critical above 9.0, high from 7.0, medium from 4.0
	github     string // workflow command
	gitlab     string // severity in a Code Quality report
	checkstyle string // severity of an error
}

// told returns the severity with which other programs learn of a finding: for one
// that does not fail the run at most medium, which none of them counts as an error.
func told(f finding.Finding) rule.Severity {
	if f.Warning {
		return min(f.Severity, rule.Medium)
	}
	return f.Severity
}

// gradeOf returns the words for a severity. One that is not stated counts as
// medium.
func gradeOf(s rule.Severity) grade {
	switch s {
	case rule.Critical:
		return grade{sarif: "error", score: "9.5", github: "error", gitlab: "blocker", checkstyle: "error"}
	case rule.High:
		return grade{sarif: "error", score: "8.0", github: "error", gitlab: "critical", checkstyle: "error"}
	case rule.Low:
		return grade{sarif: "note", score: "3.0", github: "notice", gitlab: "minor", checkstyle: "info"}
	}
	return grade{sarif: "warning", score: "5.5", github: "warning", gitlab: "major", checkstyle: "warning"}
}
