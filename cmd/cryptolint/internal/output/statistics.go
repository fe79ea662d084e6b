package output

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// Statistics writes how often each rule found something, as a table. It writes
// nothing where nothing was found.
func Statistics(w io.Writer, report *finding.Report) error {
	counts := report.Statistics()
	if len(counts) == 0 {
		return nil
	}
	table := tabwriter.NewWriter(w, 0, 8, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "FINDINGS\tCRITICAL\tHIGH\tMEDIUM\tLOW\tFIXABLE\tSILENCED\t  RULE")
	total := finding.Count{BySeverity: make(map[rule.Severity]int)}
	for _, c := range counts {
		fmt.Fprintln(table, row(c)+"\t  "+c.Rule.ID+" "+c.Rule.Name)
		total.Findings += c.Findings
		total.Fixable += c.Fixable
		total.Suppressed += c.Suppressed
		for severity, n := range c.BySeverity {
			total.BySeverity[severity] += n
		}
	}
	if len(counts) > 1 {
		fmt.Fprintln(table, row(total)+"\t  all")
	}
	return table.Flush()
}

func row(c finding.Count) string {
	s := c.BySeverity
	return fmt.Sprintf("%d\t%d\t%d\t%d\t%d\t%d\t%d", c.Findings, s[rule.Critical], s[rule.High], s[rule.Medium], s[rule.Low], c.Fixable, c.Suppressed)
}

// jsonCount is the form of a count for programs.
type jsonCount struct {
	Rule       string         `json:"rule"`
	Name       string         `json:"name"`
	Findings   int            `json:"findings"`
	BySeverity jsonSeverities `json:"bySeverity"`
	Fixable    int            `json:"fixable"`
	Suppressed int            `json:"suppressed"`
}

type jsonSeverities struct {
	Low      int `json:"low"`
	Medium   int `json:"medium"`
	High     int `json:"high"`
	Critical int `json:"critical"`
}

func statisticsJSON(report *finding.Report) []jsonCount {
	all := []jsonCount{}
	for _, c := range report.Statistics() {
		s := c.BySeverity
		all = append(all, jsonCount{
			c.Rule.ID, c.Rule.Name, c.Findings, jsonSeverities{s[rule.Low], s[rule.Medium], s[rule.High], s[rule.Critical]}, c.Fixable, c.Suppressed,
		})
	}
	return all
}
