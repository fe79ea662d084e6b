package output_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// FuzzWellFormed puts the same text everywhere where the analysed code and its
// author have a say. Whatever it is, programs must be able to read the output,
// and a terminal that it is shown on must not be steered.
func FuzzWellFormed(f *testing.F) {
	f.Add(hostile, 6, 22)
	f.Add("]]>\x00\ufffe\uffff\u2028\u0085", -1, 1<<40)
	f.Add("../a:b,c%41\r\n::stop-commands::x\n", 0, 0)
	f.Add("file://[::1]/?#", 1, 3)
	f.Fuzz(func(t *testing.T, text string, line, column int) {
		o := output.Options{Dir: "/repo", Root: "/repo", Version: text, Rules: []rule.Meta{fixednonce}, Pages: pages, ShowSuppressed: true}
		report := everywhere(text, line, column)
		check := map[string]func(*testing.T, []byte){
			"json": decodesAsJSON, "sarif": decodesAsJSON, "gitlab": decodesAsJSON,
			"junit": parsesAsXML, "checkstyle": parsesAsXML,
			"github": isCommands,
			"text":   isHarmless,
			"html":   isHarmless,
		}
		for name, check := range check {
			var out bytes.Buffer
			if err := output.Write(name, &out, &report, o); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			check(t, out.Bytes())
		}
	})
}

func everywhere(text string, line, column int) finding.Report {
	pos := finding.Position{File: filepath.Join("/repo", text), Line: line, Column: column}
	end := finding.Position{File: pos.File, Line: line, Column: column + 1}
	f := finding.Finding{
		Rule:    rule.Meta{ID: text, Name: text, Title: text},
		Message: text, Pos: pos, End: end, Fingerprint: text,
		Steps: []finding.Step{{Pos: end, Message: text}, {Message: text}},
		Fixes: []finding.Fix{{Message: text, Edits: []finding.Edit{{File: pos.File, Start: column, End: line, New: text}, {File: pos.File, New: text}}}},
	}
	silenced := f
	silenced.Suppression = &finding.Suppression{Kind: finding.ByIgnore, Reason: text}
	return finding.Report{
		Findings:   []finding.Finding{f},
		Suppressed: []finding.Finding{silenced},
		Failures:   []finding.Failure{{Package: text, Rule: text, Message: text}},
	}
}

func decodesAsJSON(t *testing.T, data []byte) {
	t.Helper()
	if !utf8.Valid(data) {
		t.Errorf("not UTF-8: %q", data)
	}
	var doc any
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Errorf("%v in\n%s", err, data)
	}
}

func parsesAsXML(t *testing.T, data []byte) {
	t.Helper()
	decoder := xml.NewDecoder(bytes.NewReader(data))
	for {
		_, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, data)
		}
	}
}

// command is a workflow command of GitHub Actions whose properties and text
// cannot be mistaken for another command.
var command = regexp.MustCompile(`^::(error|warning|notice) [a-zA-Z]+=([^:,%]|%(25|0A|0D|3A|2C))*(,[a-zA-Z]+=([^:,%]|%(25|0A|0D|3A|2C))*)*::([^%]|%(25|0A|0D))*$`)

func isCommands(t *testing.T, data []byte) {
	t.Helper()
	isHarmless(t, data)
	lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	if len(lines) != 2 {
		t.Errorf("%d lines for a finding and a failure:\n%s", len(lines), data)
	}
	for _, line := range lines {
		if !command.MatchString(line) {
			t.Errorf("no workflow command: %q", line)
		}
	}
}

// isHarmless says that no character but the line end can move the cursor.
func isHarmless(t *testing.T, data []byte) {
	t.Helper()
	for _, r := range string(data) {
		if r != '\n' && output.Safe(string(r)) != string(r) {
			t.Fatalf("%q in the output:\n%q", r, data)
		}
	}
}
