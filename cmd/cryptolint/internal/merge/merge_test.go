package merge_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/merge"
)

func report(repository, module, platform string, fingerprints ...string) merge.Report {
	r := merge.Report{Repository: repository, Module: module, Platform: platform}
	for _, f := range fingerprints {
		r.Findings = append(r.Findings, merge.Finding{Rule: "CL205", Severity: "critical", File: "seal.go", Line: 3, Fingerprint: f})
	}
	return r
}

// statuses lists the findings as "fingerprint status", sorted.
func statuses(m *merge.Merged) []string {
	var all []string
	for _, i := range m.Items {
		all = append(all, i.Fingerprint+" "+string(i.Status))
	}
	slices.Sort(all)
	return all
}

// Forks have the same modules and the same fingerprints.
func TestEqualModulesOfTwoRepositoriesStayApart(t *testing.T) {
	m := merge.Join([]merge.Report{report("https://example.com/a", "example.com/m", "", "1"), report("https://example.com/b", "example.com/m", "", "1")}, nil)
	if len(m.Items) != 2 || len(m.Repositories) != 2 {
		t.Errorf("%d findings in %d modules, want 2 in 2", len(m.Items), len(m.Repositories))
	}
}

func TestPlatformsOfAModuleAreJoined(t *testing.T) {
	m := merge.Join([]merge.Report{report("", "m", "windows/amd64", "1", "2"), report("", "m", "linux/amd64", "1")}, nil)
	if len(m.Items) != 2 || m.Total.Open != 2 {
		t.Fatalf("%d findings, want 2: %+v", len(m.Items), m.Items)
	}
	for _, i := range m.Items {
		want := []string{"linux/amd64", "windows/amd64"}
		if i.Fingerprint == "2" {
			want = want[1:]
		}
		if !slices.Equal(i.Platforms, want) {
			t.Errorf("finding %s is of %v, want %v", i.Fingerprint, i.Platforms, want)
		}
	}
}

// A run over several modules writes one file, and each of them counts for itself: what
// was clean, what failed, and what is fixed since the modules were analysed one by one.
func TestReportOfSeveralModules(t *testing.T) {
	all, err := merge.Parse([]byte(`{
		"schemaVersion": 1, "source": {"repository": "ssh://git.example.com/shop.git", "modules": ["example.com/a", "example.com/b/v2", "example.com/c"]},
		"findings": [{"rule": "CL205", "severity": "high", "module": "example.com/b", "package": "example.com/b/v2/seal", "file": "b/seal.go", "line": 3, "fingerprint": "4"}],
		"failures": [{"module": "example.com/c", "package": "example.com/c", "message": "c.go:3:1: syntax error"}]
	}`))
	if err != nil {
		t.Fatal(err)
	}
	const cloned = "https://git.example.com/shop"
	m := merge.Join(all, []merge.Report{report(cloned, "example.com/a", "", "1"), report(cloned, "example.com/b", "", "2", "4"), report(cloned, "example.com/c", "", "3")})
	if got, want := statuses(m), []string{"1 fixed", "2 fixed", "4 open"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	var homes []string
	for _, c := range m.Repositories {
		homes = append(homes, fmt.Sprintf("%s: %d open, %d failures", c.Name, c.Open, c.Failures))
	}
	want := []string{
		"git.example.com/shop example.com/b/v2: 1 open, 0 failures", "git.example.com/shop example.com/a: 0 open, 0 failures", "git.example.com/shop example.com/c: 0 open, 1 failures",
	}
	if failed := (merge.Failure{Repository: "git.example.com/shop", Module: "example.com/c", Message: "example.com/c: c.go:3:1: syntax error"}); !slices.Equal(m.Failures, []merge.Failure{failed}) {
		t.Errorf("got the failures %q", m.Failures)
	}
	if !slices.Equal(homes, want) || m.Reports != 1 {
		t.Errorf("%d reports, got %q, want %q", m.Reports, homes, want)
	}
}

// A new major version is the same module, unless the old one is still there.
func TestMajorVersions(t *testing.T) {
	v1 := report("", "example.com/m", "", "1")
	for _, c := range []struct {
		now  []merge.Report
		want []string
	}{
		{[]merge.Report{report("", "example.com/m/v2", "", "1")}, []string{"1 open"}},
		{[]merge.Report{report("", "example.com/m", "", "1"), report("", "example.com/m/v2", "", "1")}, []string{"1 new", "1 open"}},
		{[]merge.Report{report("", "example.com/m/v2", ""), report("", "example.com/m/v3", "")}, nil}, // which of them it was is unknown
	} {
		if got := statuses(merge.Join(c.now, []merge.Report{v1})); !slices.Equal(got, c.want) {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// A finding is fixed only if its module was analysed, all of it.
func TestWhatWasNotAnalysedIsNotFixed(t *testing.T) {
	earlier := []merge.Report{report("", "a", "", "1"), report("", "b", "", "2"), report("", "c", "", "3")}
	failed := report("", "c", "")
	failed.Failures = []string{"c: does not compile"}
	m := merge.Join([]merge.Report{report("", "a", "", "4"), failed}, earlier)
	if got, want := statuses(m), []string{"1 fixed", "4 new"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What somebody stops silencing is new.
func TestSilencedFindings(t *testing.T) {
	silenced := func(r merge.Report) merge.Report {
		for i := range r.Findings {
			r.Findings[i].Silenced = "ignore"
		}
		return r
	}
	open := report("", "m", "", "1")
	for _, c := range []struct {
		now, before merge.Report
		want        string
	}{
		{silenced(report("", "m", "", "1")), open, "1 newly silenced"},
		{open, silenced(report("", "m", "", "1")), "1 new"},
		{silenced(report("", "m", "", "1")), silenced(report("", "m", "", "1")), "1 silenced"},
		{open, open, "1 open"},
		{report("", "m", ""), silenced(report("", "m", "", "1")), "1 fixed"},
	} {
		if got := statuses(merge.Join([]merge.Report{c.now}, []merge.Report{c.before})); !slices.Equal(got, []string{c.want}) {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// The page says what could not be analysed, and what each rule finds. A report can hold
// anything.
func TestPageListsFailures(t *testing.T) {
	r := report("https://example.com/a.git", "example.com/m", "linux/amd64", "1")
	r.Failures = []string{"example.com/m: a.go:3:1:\n\tsyntax <error>\x1b"}
	other := r
	other.Platform = "windows/amd64"
	var page strings.Builder
	titles := map[string]string{"CL205": "constant nonce"}
	if err := merge.HTML(&page, merge.Join([]merge.Report{r, other}, nil), "0.1.0", titles, strconv.QuoteToASCII); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"1 failure", "syntax &lt;error&gt;", `\x1b`, "constant nonce"} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"schemaVersion": 1, "findings": [{"rule": "CL205", "fingerprint": "00"}], "suppressed": [{"suppression": {"kind": "ignore"}}]}`))
	f.Add([]byte(`{"runs": [{"tool": {"driver": {"name": "cryptolint"}}, "results": [{"locations": [{}], "suppressions": [{"kind": "inSource"}]}]}]}`))
	f.Add([]byte(`{"runs": null, "findings": null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		reports, err := merge.Parse(data)
		if err == nil {
			merge.Join(reports, reports)
		}
	})
}
