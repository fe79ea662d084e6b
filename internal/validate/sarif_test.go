package validate

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// multitool returns the folder of the npm package of the SARIF validator.
func multitool(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("SARIF_MULTITOOL")
	if dir != "" {
		return dir
	}
	const what = "SARIF_MULTITOOL does not name the folder of the npm package @microsoft/sarif-multitool-linux; .ci/formats installs it"
	if os.Getenv("CRYPTOLINT_VALIDATE") == "required" {
		t.Fatal(what)
	}
	t.Skip(what)
	return ""
}

// The validator below says nothing of a file that does not fit the schema, so
// both are needed.
func TestSARIFFitsTheSchema(t *testing.T) {
	sarif := schema(t, readJSON(t, filepath.Join(multitool(t), "sarif-2.1.0.json")))
	for name, data := range documents(t, "sarif") {
		if err := sarif.Validate(parseJSON(t, data)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// complaint is what the validator says, with the rule of the validator.
type complaint struct{ Document, Rule, Text string }

// TestSARIFPassesGitHubsRules runs the validator of the SARIF project with its
// own rules and those of GitHub code scanning. Notes do not count.
func TestSARIFPassesGitHubsRules(t *testing.T) {
	tool := multitool(t)
	for _, c := range complaints(t, tool, documents(t, "sarif")) {
		if c.Rule == "SARIF2005" && !strings.HasSuffix(c.Document, "(golden)") {
			continue // a version that is a number: this build has none
		}
		t.Errorf("%s: %s %s", c.Document, c.Rule, c.Text)
	}
}

// The validator must be able to complain: of what GitHub demands, and of places
// that make no sense.
func TestTheValidatorComplains(t *testing.T) {
	tool := multitool(t)
	data, err := os.ReadFile(filepath.Join(golden, "findings.sarif"))
	if err != nil {
		t.Fatal(err)
	}
	bad := make(map[string][]byte) // by the rule that it breaks
	for rule, edit := range map[string][2]string{
		"GH2012":    {`"fullDescription"`, `"description"`},
		"SARIF1004": {`"uri": "shop/`, `"uri": "file:///shop/`},
		"SARIF1007": {`"startColumn": 19`, `"startColumn": 99`},
	} {
		bad[rule] = []byte(strings.ReplaceAll(string(data), edit[0], edit[1]))
	}
	found := complaints(t, tool, bad)
	for rule := range bad {
		if !slices.ContainsFunc(found, func(c complaint) bool { return c.Document == rule && c.Rule == rule }) {
			t.Errorf("it does not complain of %s, but says %+v", rule, found)
		}
	}
}

// complaints runs the validator over the documents, and returns its errors and
// warnings. Its exit code is 0 in any case.
func complaints(t *testing.T, tool string, documents map[string][]byte) []complaint {
	t.Helper()
	dir := t.TempDir()
	for name, data := range documents {
		if err := os.WriteFile(filepath.Join(dir, name+".sarif"), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	result := filepath.Join(t.TempDir(), "result.sarif")
	cmd := exec.CommandContext(t.Context(), filepath.Join(tool, "Sarif.Multitool"),
		"validate", filepath.Join(dir, "*.sarif"), "--rule-kind", "Sarif;Ghas", "--output", result,
		"--config", filepath.Join("testdata", "multitool.xml"))
	cmd.Env = append(os.Environ(), "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1") // it needs no ICU then
	output, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("Sarif.Multitool: %v\n%s", err, output)
	}
	if want := fmt.Sprintf("%d files scanned", len(documents)); !strings.Contains(string(output), want) {
		t.Fatalf("Sarif.Multitool does not say %q:\n%s", want, output)
	}
	return readComplaints(t, result)
}

func readComplaints(t *testing.T, file string) []complaint {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var log struct {
		Runs []struct {
			Results []struct {
				RuleID  string
				Level   string
				Message struct {
					ID        string
					Arguments []string
				}
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct {
							URI   string
							Index int
						}
					}
				}
			}
		}
	}
	if err := json.Unmarshal(data, &log); err != nil {
		t.Fatalf("read what Sarif.Multitool says: %v", err)
	}
	var all []complaint
	for _, r := range log.Runs[0].Results {
		if r.Level == "note" || r.Level == "none" {
			continue
		}
		document := strings.TrimSuffix(filepath.Base(r.Locations[0].PhysicalLocation.ArtifactLocation.URI), ".sarif")
		all = append(all, complaint{document, r.RuleID, fmt.Sprint(r.Message.ID, r.Message.Arguments)})
	}
	return all
}
