package vet

import (
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/lazyregexp"
)

// complaints is what the go command says on its standard error.
type complaints struct {
	packages []string            // in the order of their first complaint
	lines    map[string][]string // by package
	loose    []string            // lines that belong to no package
}

var header = lazyregexp.New(`^# ([^\s\[\]]+)( \[.*\])?$`)

// parseComplaints splits the text into the blocks that the go command prints
// under a line such as "# example.com/shop/pay". What it says of a package and
// again of the same package with its tests is kept once.
func parseComplaints(text string) complaints {
	c := complaints{lines: make(map[string][]string)}
	pkg := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if m := header.FindStringSubmatch(line); m != nil {
			pkg = strings.TrimSuffix(m[1], "_test")
			continue
		}
		switch {
		case strings.HasPrefix(line, "# [") || strings.HasPrefix(line, "go: downloading ") || strings.TrimSpace(line) == "":
		case pkg == "" || strings.HasPrefix(line, "go: "):
			c.loose = append(c.loose, line)
		default:
			c.add(pkg, strings.TrimPrefix(line, "vet: "))
		}
	}
	return c
}

func (c *complaints) add(pkg, line string) {
	if !slices.Contains(c.packages, pkg) {
		c.packages = append(c.packages, pkg)
	}
	if !slices.Contains(c.lines[pkg], line) {
		c.lines[pkg] = append(c.lines[pkg], line)
	}
}

// failures turns the blocks into failures.
func (c *complaints) failures() []finding.Failure {
	var failures []finding.Failure
	for _, pkg := range c.packages {
		if crash, ok := findCrash(pkg, c.lines[pkg]); ok {
			failures = append(failures, crash)
			continue
		}
		message := strings.Join(c.lines[pkg], "\n")
		if strings.Contains(message, "(application built with go") {
			message += "\ncryptolint was built with an older Go than this package needs: install it again with a newer one"
		}
		failures = append(failures, finding.Failure{Package: pkg, Message: message})
	}
	return failures
}

// ours is the function on a line of a stack trace that belongs to cryptolint.
var ours = lazyregexp.New(`^github\.com/cryptolint/cryptolint/(?:[\w.-]+/)*(\w+)\.`)

// findCrash recognises the last words of a Go program: a panic outside the
// reach of recover, such as one in another goroutine, or a fatal error of the
// runtime. The first frame of the stack that is cryptolint's tells the rule,
// because a rule's package has the rule's name.
func findCrash(pkg string, lines []string) (finding.Failure, bool) {
	start := slices.IndexFunc(lines, func(line string) bool {
		return strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ")
	})
	if start < 0 || !slices.ContainsFunc(lines[start:], func(l string) bool { return strings.HasPrefix(l, "goroutine ") }) {
		return finding.Failure{}, false
	}
	message := "internal error: cryptolint crashed on package " + pkg + ": " + lines[start]
	who := ""
	for i, line := range lines[start:] {
		m := ours.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		who = m[1]
		message += " (in " + who
		if next := start + i + 1; next < len(lines) {
			site, _, _ := strings.Cut(strings.TrimSpace(lines[next]), " ")
			message += " at " + site[strings.LastIndexByte(site, '/')+1:]
		}
		message += ")"
		break
	}
	return finding.Failure{Package: pkg, Rule: who, Internal: true, Message: message + "; please report it"}, true
}
