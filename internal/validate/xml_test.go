package validate

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"
)

func parseXML(t *testing.T, data []byte, doc any) {
	t.Helper()
	if !bytes.HasPrefix(data, []byte(xml.Header)) {
		t.Errorf("no XML declaration: %.80q", data)
	}
	if err := xml.Unmarshal(data, doc); err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
}

// The servers trust the counts, and tell tests apart by class and name.
func TestJUnitAddsUp(t *testing.T) {
	type counts struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Errors   int `xml:"errors,attr"`
		Skipped  int `xml:"skipped,attr"`
	}
	type outcome struct {
		Message string `xml:"message,attr"`
	}
	type report struct {
		XMLName xml.Name `xml:"testsuites"`
		counts
		Suites []struct {
			Name string `xml:"name,attr"`
			counts
			Cases []struct {
				Name    string    `xml:"name,attr"`
				Class   string    `xml:"classname,attr"`
				Failure []outcome `xml:"failure"`
				Error   []outcome `xml:"error"`
				Skipped []outcome `xml:"skipped"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	outcomes := map[string]counts{
		"silenced": {Tests: 3, Skipped: 2}, // and one that says that there are no findings
		"clean":    {Tests: 1},
		"broken":   {Tests: 1, Errors: 1},
	}
	for name, data := range documents(t, "junit") {
		var doc report
		parseXML(t, data, &doc)
		var total counts
		for _, suite := range doc.Suites {
			var own counts
			for _, c := range suite.Cases {
				own.Tests++
				own.Failures += len(c.Failure)
				own.Errors += len(c.Error)
				own.Skipped += len(c.Skipped)
				if c.Name == "" || c.Class == "" || len(c.Failure)+len(c.Error)+len(c.Skipped) > 1 {
					t.Errorf("%s: %+v", name, c)
				}
			}
			if suite.Name == "" || own != suite.counts {
				t.Errorf("%s: suite %q says %+v, and has %+v", name, suite.Name, suite.counts, own)
			}
			total.Tests += own.Tests
			total.Failures += own.Failures
			total.Errors += own.Errors
			total.Skipped += own.Skipped
		}
		if total != doc.counts || total.Tests == 0 {
			t.Errorf("%s says %+v, and has %+v", name, doc.counts, total)
		}
		if want, ok := outcomes[name]; ok && total != want {
			t.Errorf("%s has %+v, want %+v", name, total, want)
		}
	}
}

func TestCheckstyleHasWhatServersRead(t *testing.T) {
	type report struct {
		XMLName xml.Name `xml:"checkstyle"`
		Version string   `xml:"version,attr"`
		Files   []struct {
			Name   string `xml:"name,attr"`
			Errors []struct {
				Line     *int   `xml:"line,attr"`
				Severity string `xml:"severity,attr"`
				Message  string `xml:"message,attr"`
				Source   string `xml:"source,attr"`
			} `xml:"error"`
		} `xml:"file"`
	}
	for name, data := range documents(t, "checkstyle") {
		var doc report
		parseXML(t, data, &doc)
		if doc.Version == "" {
			t.Errorf("%s has no version", name)
		}
		for _, file := range doc.Files {
			if file.Name == "" || len(file.Errors) == 0 {
				t.Errorf("%s: %+v", name, file)
			}
			for _, e := range file.Errors {
				if e.Line == nil || e.Message == "" || !strings.HasPrefix(e.Source, "cryptolint") || !strings.Contains("error warning info", e.Severity) {
					t.Errorf("%s: %s: %+v", name, file.Name, e)
				}
			}
		}
	}
}
