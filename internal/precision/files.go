package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// measurement is what one run of cryptolint found in several modules. Its file
// starts with the title; then follows a line for each module and each finding:
//
//	module  version  lines  packages that could not be analysed
//	module  version  rule   place  severity  confidence  problem
type measurement struct {
	Title   string
	Modules []measured
}

// measured is one module.
type measured struct {
	module
	Lines    int // of Go files that are no tests
	Failures int // packages that could not be analysed
	Findings []finding
}

// finding is what cryptolint said of one place.
type finding struct {
	Rule, Place, Severity, Confidence, Problem string
}

func (m measurement) format() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n", m.Title)
	for _, one := range m.Modules {
		fmt.Fprintf(&b, "%s\t%s\t%d\t%d\n", one.Path, one.Version, one.Lines, one.Failures)
		for _, f := range one.Findings {
			fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", one.Path, one.Version, f.Rule, f.Place, f.Severity, f.Confidence, f.Problem)
		}
	}
	return b.Bytes()
}

func readMeasurement(name string) (measurement, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return measurement{}, fmt.Errorf("cannot read the run: %w", err)
	}
	m, err := parseMeasurement(data)
	if err != nil {
		return measurement{}, fmt.Errorf("%s: %w", name, err)
	}
	return m, nil
}

func parseMeasurement(data []byte) (measurement, error) {
	first, rest, _ := strings.Cut(string(data), "\n")
	title, ok := strings.CutPrefix(first, "# ")
	if !ok {
		return measurement{}, errors.New("line 1: it starts with \"# \" and the title")
	}
	m := measurement{Title: title}
	for number, line := range rows(rest) {
		cells := strings.Split(line, "\t")
		switch len(cells) {
		case 4:
			lines, err := strconv.Atoi(cells[2])
			failures, err2 := strconv.Atoi(cells[3])
			if err := errors.Join(err, err2); err != nil {
				return measurement{}, fmt.Errorf("line %d: %w", number+2, err)
			}
			m.Modules = append(m.Modules, measured{module: module{cells[0], cells[1]}, Lines: lines, Failures: failures})
		case 7:
			last := len(m.Modules) - 1
			if last < 0 || m.Modules[last].module != (module{cells[0], cells[1]}) {
				return measurement{}, fmt.Errorf("line %d: the line of the module is missing above its findings", number+2)
			}
			m.Modules[last].Findings = append(m.Modules[last].Findings, finding{cells[2], cells[3], cells[4], cells[5], cells[6]})
		default:
			return measurement{}, fmt.Errorf("line %d: it has %d columns, not 4 or 7", number+2, len(cells))
		}
	}
	return m, nil
}

// rows yields the lines that are not empty, with their numbers from 0.
func rows(text string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for number, line := range strings.Split(text, "\n") {
			if line != "" && !yield(number, line) {
				return
			}
		}
	}
}

// The words of verdicts.
var words = []string{"real", "prescribed", "arguable", "false"}

// place is where a rule found something. Verdicts are known by it, so that they
// stay when a rule words its message in another way.
type place struct {
	module
	Rule, Place string
}

// verdict is what a reader of the source thought of a finding.
type verdict struct {
	Word   string
	Reason string
}

// parseVerdicts reads the table of verdicts. Its first row has the names of the
// columns: module, version, rule, place, severity, confidence, verdict, reason.
// The grade is that of the day when it was read.
func parseVerdicts(data []byte) (map[place]verdict, error) {
	verdicts := make(map[place]verdict)
	for number, line := range rows(string(data)) {
		if number == 0 {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 8 {
			return nil, fmt.Errorf("line %d: it has %d columns, not 8", number+1, len(cells))
		}
		at := place{module{cells[0], cells[1]}, cells[2], cells[3]}
		if !slices.Contains(words, cells[6]) {
			return nil, fmt.Errorf("line %d: the verdict %q is none of %s", number+1, cells[6], strings.Join(words, ", "))
		}
		if cells[7] == "" {
			return nil, fmt.Errorf("line %d: the reason is missing", number+1)
		}
		if _, ok := verdicts[at]; ok {
			return nil, fmt.Errorf("line %d: a second verdict on %s at %s", number+1, at.Rule, at.Place)
		}
		verdicts[at] = verdict{cells[6], cells[7]}
	}
	return verdicts, nil
}

// miss is a place where a rule should have found something.
type miss struct {
	place
	Reason string
}

// parseMisses reads the table of misses: module, version, rule, place, reason.
func parseMisses(data []byte) ([]miss, error) {
	var misses []miss
	for number, line := range rows(string(data)) {
		if number == 0 {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 5 {
			return nil, fmt.Errorf("line %d: it has %d columns, not 5", number+1, len(cells))
		}
		misses = append(misses, miss{place{module{cells[0], cells[1]}, cells[2], cells[3]}, cells[4]})
	}
	return misses, nil
}
