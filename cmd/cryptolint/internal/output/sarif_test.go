package output_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// sarifLog is what the tests look at.
type sarifLog struct {
	Runs []struct {
		Tool struct {
			Driver struct {
				Version, SemanticVersion string
				Rules                    []struct{ FullDescription struct{ Text string } }
			}
		}
		Results []struct {
			RuleIndex *int
			Locations []struct {
				PhysicalLocation struct {
					ArtifactLocation struct{ URI, URIBaseID string }
					Region           map[string]int
				}
			}
			PartialFingerprints map[string]string
			Fixes               []any
			Suppressions        *[]any
		}
	}
}

func sarifOf(t *testing.T, report finding.Report, o output.Options) sarifLog {
	t.Helper()
	var out bytes.Buffer
	if err := output.SARIF(&out, &report, o); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	return log
}

// GitHub shows suppressed results as open alerts.
func TestSARIFLeavesOutWhatIsSilenced(t *testing.T) {
	o := repository(t)
	results := sarifOf(t, goldenReports(o.Root)["suppressed"], o).Runs[0].Results
	if len(results) != 1 || results[0].Suppressions != nil {
		t.Errorf("got %+v, want the one finding that is not silenced", results)
	}
}

func TestSARIFVersions(t *testing.T) {
	for version, semantic := range map[string]string{
		"v1.2.3": "1.2.3",
		"v0.0.0-20261121090807-4995ef2a1b2c+dirty": "0.0.0-20261121090807-4995ef2a1b2c+dirty",
		"(devel)": "",
		"v1.02.3": "",
	} {
		driver := sarifOf(t, finding.Report{}, output.Options{Version: version}).Runs[0].Tool.Driver
		if driver.SemanticVersion != semantic || (driver.Version == version) != (semantic == "") {
			t.Errorf("%s: got semanticVersion %q and version %q", version, driver.SemanticVersion, driver.Version)
		}
	}
}

// Outside the repository, in a file that is not there any more: the place is
// told as it was, and there are no hash and no fix that nobody can check.
func TestSARIFOfAFileThatIsGone(t *testing.T) {
	o := repository(t)
	file := filepath.Join(t.TempDir(), "gone.go")
	f := sealFinding(file)
	f.Steps = nil
	result := sarifOf(t, finding.Report{Findings: []finding.Finding{f}}, o).Runs[0].Results[0]

	location := result.Locations[0].PhysicalLocation
	if !strings.HasPrefix(location.ArtifactLocation.URI, "file:///") || location.ArtifactLocation.URIBaseID != "" {
		t.Errorf("the file is %+v, want a file URI", location.ArtifactLocation)
	}
	if location.Region["startColumn"] != 22 || location.Region["endColumn"] != 54 {
		t.Errorf("the region is %v, want columns 22 to 54", location.Region)
	}
	if hash, ok := result.PartialFingerprints["primaryLocationLineHash"]; ok || len(result.Fixes) > 0 {
		t.Errorf("got the hash %q and the fixes %v", hash, result.Fixes)
	}
}

// A rule that the options do not list has no index: the first rule is not meant.
func TestSARIFOfAnUnknownRule(t *testing.T) {
	o := repository(t)
	o.Rules = []rule.Meta{rsapadding}
	report := goldenReports(o.Root)["findings"]
	results := sarifOf(t, report, o).Runs[0].Results
	if results[0].RuleIndex != nil || results[1].RuleIndex == nil || *results[1].RuleIndex != 1 { // CL301 at another severity
		t.Errorf("got the indexes %v and %v, want none and 1", results[0].RuleIndex, results[1].RuleIndex)
	}
}

// GitHub takes 1024 characters for a description.
func TestSARIFDescriptionsAreShort(t *testing.T) {
	long := strings.Repeat("\u00e4", 1000)
	for _, c := range []struct{ name, what, want string }{
		{"as many paragraphs as fit", "One.\n\n" + long + "\n\nThree.", "One.\n\n" + long + "\n\nThree."},
		{"what does not fit is left out", "One.\n\n" + long + long, "One."},
		{"a single paragraph is cut", long + long, long + strings.Repeat("\u00e4", 23) + "\u2026"},
	} {
		o := output.Options{
			Rules: []rule.Meta{fixednonce},
			Pages: fstest.MapFS{fixednonce.Page(): {Data: []byte("# CL205\n\n## What\n\n" + c.what + "\n\n## Why\n")}},
		}
		if got := sarifOf(t, finding.Report{}, o).Runs[0].Tool.Driver.Rules[0].FullDescription.Text; got != c.want {
			t.Errorf("%s: got %q", c.name, got)
		}
	}
}

// The hash is of the file as GitHub checks it out.
func TestSARIFLineHash(t *testing.T) {
	o := repository(t)
	file := filepath.Join(o.Root, "a.go")
	if err := os.WriteFile(file, []byte(" a\nb\n  \t\tc\n d"), 0o644); err != nil {
		t.Fatal(err)
	}
	f := hostileFinding(file)
	f.Pos.Line, f.End.Line = 3, 3
	got := sarifOf(t, finding.Report{Findings: []finding.Finding{f}}, o).Runs[0].Results[0].PartialFingerprints
	if got["primaryLocationLineHash"] != "180aee12dab6264:1" || got["cryptolint/v2"] != f.Fingerprint {
		t.Errorf("got %v", got)
	}
}
