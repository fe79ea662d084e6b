package output

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/jsontext"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// The parts of a SAST report that GitLab reads, as its schema sast-report-format.json
// 15.2.1 has them.
type (
	sastReport struct {
		Version         string              `json:"version"`
		Scan            sastScan            `json:"scan"`
		Vulnerabilities []sastVulnerability `json:"vulnerabilities"`
	}
	sastScan struct {
		Analyzer  sastTool      `json:"analyzer"`
		Scanner   sastTool      `json:"scanner"`
		Type      string        `json:"type"`
		StartTime string        `json:"start_time"`
		EndTime   string        `json:"end_time"`
		Status    string        `json:"status"`
		Messages  []sastMessage `json:"messages,omitempty"`
	}
	sastTool struct {
		ID      string     `json:"id"`
		Name    string     `json:"name"`
		URL     string     `json:"url"`
		Version string     `json:"version"`
		Vendor  sastVendor `json:"vendor"`
	}
	sastVendor struct {
		Name string `json:"name"`
	}
	sastMessage struct {
		Level string `json:"level"`
		Value string `json:"value"`
	}
	sastVulnerability struct {
		ID          string           `json:"id"`
		Name        string           `json:"name"`
		Description string           `json:"description"`
		Severity    string           `json:"severity"`
		Solution    string           `json:"solution,omitempty"`
		Location    sastLocation     `json:"location"`
		Identifiers []sastIdentifier `json:"identifiers"`
		Links       []sastLink       `json:"links,omitempty"`
	}
	sastLocation struct {
		File      string `json:"file"`
		StartLine int    `json:"start_line"`
		EndLine   int    `json:"end_line,omitempty"`
		Class     string `json:"class,omitempty"`
		Method    string `json:"method,omitempty"`
	}
	sastIdentifier struct {
		Type  string `json:"type"`
		Name  string `json:"name"`
		Value string `json:"value"`
		URL   string `json:"url,omitempty"`
	}
	sastLink struct {
		URL string `json:"url"`
	}
)

const (
	sastVersion    = "15.2.1"
	sastTimeFormat = "2006-01-02T15:04:05" // the schema takes no time zone
	sastNameLimit  = 255
	sastTextLimit  = 7000 // of a solution; the schema has 7000 there, and more for descriptions
)

// GitLabSAST writes the report as a SAST report of GitLab (gl-sast-report.json), which
// fills the vulnerability report. Names of files are relative to o.Root. Packages
// that could not be analysed are messages of the scan, whose status is then "failure".
func GitLabSAST(w io.Writer, report *finding.Report, o Options) error {
	now := o.now().UTC().Format(sastTimeFormat)
	version := semanticVersion(o.Version)
	if version == "" {
		version = o.Version
	}
	if version == "" {
		version = "unknown"
	}
	tool := sastTool{ID: "cryptolint", Name: "cryptolint", URL: homepage, Version: version, Vendor: sastVendor{Name: "cryptolint"}}
	r := sastReport{
		Version:         sastVersion,
		Scan:            sastScan{Analyzer: tool, Scanner: tool, Type: "sast", StartTime: now, EndTime: now, Status: "success"},
		Vulnerabilities: []sastVulnerability{},
	}
	for _, f := range report.Failures {
		r.Scan.Status = "failure"
		r.Scan.Messages = append(r.Scan.Messages, sastMessage{Level: "fatal", Value: SafeLines(failureText(f))})
	}
	for _, f := range report.Findings {
		r.Vulnerabilities = append(r.Vulnerabilities, sastFinding(f, o.Root))
	}
	if err := jsontext.Write(w, r); err != nil {
		return fmt.Errorf("cannot write the SAST report: %w", err)
	}
	return nil
}

func sastFinding(f finding.Finding, root string) sastVulnerability {
	name, _ := repoPath(root, f.Pos.File)
	parts := f.Rule.Parts(f.Message)
	v := sastVulnerability{
		ID:          sastID(f, name),
		Name:        cut(f.Rule.ID+": "+capital(f.Rule.Title), sastNameLimit),
		Description: SafeLines(parts.Problem),
		Severity:    sastSeverity(told(f)),
		Solution:    cut(SafeLines(parts.Fix), sastTextLimit),
		Location:    sastLocation{File: orUnknown(name), StartLine: max(1, f.Pos.Line), Method: Safe(f.Function)},
		Identifiers: []sastIdentifier{
			{Type: "cryptolint_rule_id", Name: f.Rule.ID + " " + f.Rule.Name, Value: f.Rule.ID, URL: f.Rule.URL()},
			{
				Type: "cwe", Name: fmt.Sprintf("CWE-%d", f.Rule.CWE), Value: fmt.Sprint(f.Rule.CWE),
				URL: fmt.Sprintf("https://cwe.mitre.org/data/definitions/%d.html", f.Rule.CWE),
			},
		},
		Links: []sastLink{{URL: f.Rule.URL()}},
	}
	if parts.Why != "" {
		v.Description += ": " + SafeLines(parts.Why)
	}
	if f.End.File == f.Pos.File && f.End.Line > f.Pos.Line {
		v.Location.EndLine = f.End.Line
	}
	return v
}

// sastID is a UUID made of what a finding is known by (RFC 9562, version 8), so that
// it is the same in each report.
func sastID(f finding.Finding, name string) string {
	digest := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d\x00%s", f.Fingerprint, name, f.Pos.Line, f.Rule.ID))
	id := digest[:16]
	id[6] = id[6]&0x0f | 0x80
	id[8] = id[8]&0x3f | 0x80
	h := hex.EncodeToString(id)
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

func sastSeverity(s rule.Severity) string {
	switch s {
	case rule.Critical:
		return "Critical"
	case rule.High:
		return "High"
	case rule.Low:
		return "Low"
	}
	return "Medium"
}

// cut shortens a text to at most limit characters.
func cut(text string, limit int) string {
	if runes := []rune(text); len(runes) > limit {
		return string(runes[:limit-1]) + "…"
	}
	return text
}

// now is the time of the report.
func (o Options) now() time.Time {
	if o.Time.IsZero() {
		return time.Now()
	}
	return o.Time
}
