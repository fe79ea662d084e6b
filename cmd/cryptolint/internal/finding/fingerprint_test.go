package finding_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// fingerprints writes the source to a file and returns the fingerprints of
// findings with the same message on the lines given.
func fingerprints(t *testing.T, name, source string, lines ...int) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	var report finding.Report
	for _, line := range lines {
		report.Findings = append(report.Findings, at(file, line, 2, "MD5 is signed"))
	}
	report.Sort()
	report.Fingerprint()
	var all []string
	for _, f := range report.Findings {
		all = append(all, f.Fingerprint)
	}
	return all
}

func TestFingerprintSurvivesMovedLinesAndRenamedFiles(t *testing.T) {
	before := fingerprints(t, "sign.go", "package p\n\tsum := md5.Sum(b)\n", 2)
	after := fingerprints(t, "signature.go", "package p\n\n// moved\n\tif ok {\n\t\tsum := md5.Sum(b)\n", 5)
	if before[0] != after[0] {
		t.Errorf("the fingerprint changed from %s to %s", before[0], after[0])
	}
}

func TestFingerprintChangesWithTheLine(t *testing.T) {
	before := fingerprints(t, "sign.go", "package p\nsum := md5.Sum(b)\n", 2)
	after := fingerprints(t, "sign.go", "package p\nsum := md5.Sum(body)\n", 2)
	if before[0] == after[0] {
		t.Error("two different lines have one fingerprint")
	}
}

func TestFingerprintsOfEqualLinesDiffer(t *testing.T) {
	const twice = "package p\nsum := md5.Sum(b)\nsum := md5.Sum(b)\n"
	both := fingerprints(t, "sign.go", twice, 2, 3)
	if both[0] == both[1] {
		t.Error("two findings have one fingerprint")
	}
	if alone := fingerprints(t, "sign.go", twice, 2); alone[0] != both[0] {
		t.Error("the first of two equal lines has another fingerprint than the only one")
	}
}
