package output

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

type (
	junitReport struct {
		XMLName xml.Name `xml:"testsuites"`
		Name    string   `xml:"name,attr"`
		junitCounts
		Suites []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name string `xml:"name,attr"`
		junitCounts
		Cases []junitCase `xml:"testcase"`
	}
	junitCounts struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Errors   int `xml:"errors,attr"`
		Skipped  int `xml:"skipped,attr"`
	}
	junitCase struct {
		Name      string        `xml:"name,attr"`
		ClassName string        `xml:"classname,attr"`
		File      string        `xml:"file,attr,omitempty"`
		Failure   *junitProblem `xml:"failure"`
		Error     *junitProblem `xml:"error"`
		Skipped   *junitSkipped `xml:"skipped"`
	}
	junitProblem struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",cdata"` // safe: nothing is escaped in it
	}
	junitSkipped struct {
		Message string `xml:"message,attr"`
	}
)

// JUnit writes the report as the result of a test run: a suite for each file, a
// failed test for each finding, and a test with an error for each failure of the
// analysis. A warning is a skipped test, and with o.ShowSuppressed a silenced finding
// is one too. A run
// without findings and failures is one test that passes. Names of files are
// relative to o.Root.
func JUnit(w io.Writer, report *finding.Report, o Options) error {
	doc := junitReport{Name: "cryptolint", Suites: junitSuites(report, o)}
	if len(report.Findings) == 0 && len(report.Failures) == 0 {
		clean := junitCase{Name: "no findings", ClassName: "cryptolint"}
		doc.Suites = append(doc.Suites, junitSuite{Name: "cryptolint", Cases: []junitCase{clean}})
	}
	for i := range doc.Suites {
		doc.Suites[i].count()
		doc.add(doc.Suites[i].junitCounts)
	}
	return writeXML(w, doc)
}

func junitSuites(report *finding.Report, o Options) []junitSuite {
	findings := slices.Clone(report.Findings)
	if o.ShowSuppressed {
		findings = append(findings, report.Suppressed...)
	}
	slices.SortStableFunc(findings, func(a, b finding.Finding) int {
		return cmp.Or(strings.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line))
	})
	var suites []junitSuite
	var src sources
	for i, f := range findings {
		if i == 0 || f.Pos.File != findings[i-1].Pos.File {
			name, _ := repoPath(o.Root, f.Pos.File)
			suites = append(suites, junitSuite{Name: orUnknown(name)})
		}
		suite := &suites[len(suites)-1]
		suite.Cases = append(suite.Cases, junitFinding(f, suite.Name, o.Dir, &src))
	}
	if len(report.Failures) > 0 {
		suites = append(suites, junitSuite{Name: "cryptolint"})
	}
	for _, f := range report.Failures {
		suite := &suites[len(suites)-1]
		suite.Cases = append(suite.Cases, junitFailure(f))
	}
	return suites
}

// junitFinding makes the test of a finding. Its class is the file without ".go",
// because a dot would part a package from its class.
func junitFinding(f finding.Finding, file, dir string, src *sources) junitCase {
	at := fmt.Sprint(f.Pos.Line)
	if f.Pos.Column > 0 {
		at += fmt.Sprintf(":%d", f.Pos.Column)
	}
	c := junitCase{
		Name:      f.Rule.ID + " " + f.Rule.Name + " at " + at,
		ClassName: strings.TrimSuffix(file, ".go"),
		File:      file,
	}
	if f.Suppression != nil {
		c.Skipped = &junitSkipped{Message: suppressedBy(f.Suppression)}
		return c
	}
	if f.Warning {
		c.Skipped = &junitSkipped{Message: warning(f) + ": " + SafeLines(f.Message)}
		return c
	}
	var text bytes.Buffer
	out := bufio.NewWriter(&text)
	writeFinding(out, f, dir, Style{}, src)
	_ = out.Flush() // a buffer takes everything
	c.Failure = &junitProblem{Type: f.Rule.ID, Message: SafeLines(f.Message), Text: text.String()}
	return c
}

func junitFailure(f finding.Failure) junitCase {
	text := SafeLines(failureText(f))
	first, _, _ := strings.Cut(text, "\n")
	return junitCase{
		Name:      "analysis of " + orUnknown(f.Package),
		ClassName: "cryptolint",
		Error:     &junitProblem{Type: "failure", Message: first, Text: text},
	}
}

func (s *junitSuite) count() {
	s.Tests = len(s.Cases)
	for _, c := range s.Cases {
		switch {
		case c.Failure != nil:
			s.Failures++
		case c.Error != nil:
			s.Errors++
		case c.Skipped != nil:
			s.Skipped++
		}
	}
}

func (c *junitCounts) add(more junitCounts) {
	c.Tests += more.Tests
	c.Failures += more.Failures
	c.Errors += more.Errors
	c.Skipped += more.Skipped
}
