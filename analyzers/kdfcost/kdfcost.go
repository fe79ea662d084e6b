// Package kdfcost finds password hashes and keys from passwords that are too cheap to
// compute, so that guesses are cheap too.
package kdfcost

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/password"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL602", Name: "kdfcost", Title: "password hash or key derivation that is too cheap",
	Severity: rule.High, CWE: 916,
	Patterns: []string{"K02", "K03", "K04", "K05", "K09", "K11"},
	Instead:  []string{hash, derive},
	Since:    "0.1.0",
	Options: []config.Option{{
		Name: bcryptOption, Usage: "least cost of bcrypt",
		Least: minBcryptCost, Initial: []string{strconv.Itoa(bcryptCost)},
	}},
}

const (
	bcryptOption = "bcrypt-cost"

	hash   = "safeapi/password.Hash"
	derive = "safeapi/kdf.NewArgon2id"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

type checker struct {
	*rule.Pass
	graph *flow.Graph
	cheap []rule.Finding // numbers that make too little work
}

func run(pass *rule.Pass) error {
	c := &checker{Pass: pass, graph: flow.Of(pass.Pass)}
	for _, sink := range c.graph.Sinks(cryptoapi.AsCost, cryptoapi.AsIterations, cryptoapi.AsMemoryKiB) {
		for _, k := range costs {
			if k.of(sink, c.graph.Hash(sink).Origins()) && !password.NeedsNoWork(c.graph, sink) {
				c.work(sink, k)
			}
		}
	}
	c.ReportNearest(c.cheap)
	for _, sink := range c.graph.Sinks(cryptoapi.AsKeyLength) {
		lengths := c.graph.Origins(sink) // of a table of ciphers, the one with short keys is the defect
		_, n, known := flow.Range(lengths)
		if known && n > 0 && n < minKeyLength && sink.Of(passwordKDFs...) && !password.NeedsNoWork(c.graph, sink) {
			c.ReportOnce(shortKey.Naming(sink.Subject(), n, 8*n).At(sink).Along(flow.Path(lengths[0][0], fmt.Sprintf("%d bytes", n))))
		}
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsHashConstructor) {
		if o := c.graph.Hash(sink).Origins().First(cryptoapi.Hasher, oldHashes...); o != nil && sink.Is(pbkdf2...) && !sink.Through() {
			c.ReportOnce(oldHash.Naming(sink.Subject(), o.Detail).At(sink))
		}
	}
	return nil
}

// A cost is how a number makes work, and how much there has to be.
type cost struct {
	functions []string       // empty: all
	role      cryptoapi.Role // of the number
	hashes    []string       // with which one goes; empty: all
	times     cryptoapi.Role // of a number beside it that multiplies the work, if one does
	doubles   bool           // each more doubles the work
	least     int64          // 0: what the option says
	unit      func(n, times int64) string
	finding   rule.Finding // named: the subject, the number, how much faster guesses are, and the least
}

// A grade is how bad less work than the least is, up to a part of it.
type grade struct {
	most     float64
	severity rule.Severity
}

// of reports whether a sink is a number that makes this work.
func (k cost) of(sink *flow.Sink, hashes flow.Alternative) bool {
	return sink.Role == k.role && (len(k.functions) == 0 || sink.Is(k.functions...)) && (len(k.hashes) == 0 || hashes.First(cryptoapi.Hasher, k.hashes...) != nil)
}

// work returns how much a number makes, as a part of the least. No function does less than one
// round, and bcrypt takes its default where it is asked for too little.
func (k cost) work(n, times int64) float64 {
	switch {
	case !k.doubles:
		return float64(max(n, 1)*times) / float64(k.least)
	case n < minBcryptCost:
		n = bcryptCost
	}
	return math.Exp2(float64(n - k.least))
}

// work reports a number that makes guesses cheap, the cheapest of several.
func (c *checker) work(sink *flow.Sink, k cost) {
	k.least = cmp.Or(k.least, int64(c.Number(bcryptOption)))
	times := c.times(sink, k.times)
	if times == 0 {
		return
	}
	least, cheapest, confidence := 1.0, (*flow.Origin)(nil), c.sure(sink)
	for _, way := range c.graph.Origins(sink) {
		n, known := flow.OnlyInteger(way)
		switch work := k.work(n, times); {
		case !known, n <= 0 && sink.Through(): // a default, perhaps of the function that is called
			confidence = min(confidence, rule.Likely)
		case work >= 1: // the cheap one may be there for what was stored long ago
			confidence = rule.Unsure
		case work < least:
			cheapest, least = way[0], work
		}
	}
	if cheapest == nil {
		return
	}
	n, _ := flow.Integer(cheapest)
	unit := k.unit(n, times)
	f := k.finding.Naming(sink.Subject(), unit, rule.Factor(1/least), k.least).At(sink).Along(flow.Path(cheapest, unit))
	f.Severity, f.Confidence, f.Fix = grades[slices.IndexFunc(grades, func(g grade) bool { return least <= g.most })].severity, confidence, c.fix(sink)
	if by := c.prescribed(sink, n); by != "" {
		f.Confidence, f.Severity = rule.Unsure, min(f.Severity, rule.Medium)
		f.Advice = fmt.Sprintf("if this is %s, which prescribes the number, both ends have to change; elsewhere, %s", by, f.Advice)
	}
	f.Cause = flow.FirstField(cheapest) // that of a default, from which others are filled
	c.cheap = append(c.cheap, f)
}

// sure says how sure it is that people choose what goes in: bcrypt and argon2id are for
// passwords only, and elsewhere a name has to say so.
func (c *checker) sure(sink *flow.Sink) rule.Confidence {
	if password.Guessing(c.graph, sink) == password.Likely || !sink.Of(passwordKDFs...) || c.graph.Beside(sink, cryptoapi.AsPassword) == nil {
		return rule.Certain
	}
	return rule.Unsure
}

// times returns the largest number by which that at a sink multiplies the work, or 0 if it is
// not known. What a function that is called says by itself is hardly ever more than 1.
func (c *checker) times(sink *flow.Sink, role cryptoapi.Role) int64 {
	beside := c.graph.WholeBeside(sink, role)
	switch {
	case len(beside) > 0:
	case role == cryptoapi.AsIterations:
		beside = c.graph.SiblingField(sink, "Iterations")
	case role == cryptoapi.NoRole || sink.Through():
		return 1
	}
	_, largest, _ := flow.Range(beside)
	return largest
}
