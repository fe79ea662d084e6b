package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/cryptolint/cryptolint/analyzers"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/rule"
)

const vaultCode = `package vault

import "crypto/cipher"

// Seal seals a message for the vault of the shop.
func Seal(gcm cipher.AEAD, message []byte) []byte {
	nonce := make([]byte, gcm.NonceSize())
	return gcm.Seal(nil, nonce, message, []byte("a rather long name for associated data, so that the line has to be broken on a phone"))
}
`

const sessionCode = `package session

import "math/rand"

func Token() int64 {
	generator := rand.New(rand.NewSource(1))
	return generator.Int63()
}

func Equal(a, b string) bool { return a == b }
`

// meta returns the rule with that ID.
func meta(t *testing.T, id string) rule.Meta {
	t.Helper()
	for _, r := range analyzers.Rules() {
		if r.Meta.ID == id {
			return r.Meta
		}
	}
	t.Fatalf("there is no rule %s", id)
	return rule.Meta{}
}

// shop returns a small project and its report: four findings of three rules in
// two packages, and one that is suppressed.
func shop(t *testing.T) (dir string, report *finding.Report) {
	t.Helper()
	dir = t.TempDir()
	vault, session := filepath.Join(dir, "internal", "vault", "seal.go"), filepath.Join(dir, "session", "token.go")
	save(t, vault, vaultCode)
	save(t, session, sessionCode)
	at := func(file string, line, column int) finding.Position {
		return finding.Position{File: file, Line: line, Column: column}
	}
	nonce, random, timing := meta(t, "CL205"), meta(t, "CL401"), meta(t, "CL501")
	return dir, &finding.Report{
		Findings: []finding.Finding{{
			Rule: nonce, Severity: rule.Critical, Confidence: rule.Certain,
			Message: "gcm.Seal gets a nonce that nothing has filled: two messages with the same nonce give away both; use " + nonce.Instead[0],
			Pos:     at(vault, 8, 23), End: at(vault, 8, 28),
			Steps: []finding.Step{
				{Pos: at(vault, 7, 15), Message: "memory that nothing has filled"},
				{Pos: at(vault, 7, 2), Message: "stored in nonce"},
			},
		}, {
			Rule: random, Severity: rule.High, Confidence: rule.Certain,
			Message: "the token comes from math/rand; use " + random.Instead[0],
			Pos:     at(session, 7, 9), End: at(session, 7, 26),
			Steps: []finding.Step{{Pos: at(session, 6, 19), Message: "made by rand.New"}},
			Fixes: []finding.Fix{{Message: "draw it from crypto/rand"}},
		}, {
			Rule: random, Severity: rule.Medium, Confidence: rule.Likely,
			Message: "the generator is seeded with a constant",
			Pos:     at(session, 6, 24), End: at(session, 6, 41),
		}, {
			Rule: timing, Severity: rule.Low, Confidence: rule.Unsure,
			Message: "tokens are compared with early exit",
			Pos:     at(session, 10, 39), End: at(session, 10, 45),
		}},
		Suppressed: []finding.Finding{{
			Rule: timing, Severity: rule.Medium, Confidence: rule.Likely,
			Message: "the names are compared with early exit",
			Pos:     at(session, 5, 6), End: at(session, 5, 11),
			Suppression: &finding.Suppression{Kind: finding.ByIgnore, Reason: "names are public"},
		}},
	}
}

func save(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// failing adds failures to a report.
func failing(report *finding.Report) *finding.Report {
	report.Failures = []finding.Failure{
		{Package: "example.com/shop/payment", Message: "payment/charge.go:14:2: undefined: Amount\npayment/charge.go:22:9: missing return"},
		{Package: "example.com/shop/mail", Rule: "CL301 rsapadding", Internal: true, Message: "internal error: index out of range"},
	}
	report.Notes = []string{"# example.com/shop/payment"}
	return report
}

// large returns a report of many findings in 100 packages.
func large(t *testing.T, findings int) (dir string, report *finding.Report) {
	t.Helper()
	dir = t.TempDir()
	rules := analyzers.Rules()
	report = new(finding.Report)
	for i := range findings {
		file := filepath.Join(dir, fmt.Sprintf("service%02d", i%100), fmt.Sprintf("handler%d.go", i/1000))
		if i < 100 || i%1000 < 100 {
			code := "package service\n"
			for n := range 60 {
				code += fmt.Sprintf("\tsealed%d := gcm.Seal(nil, nonce, message, associatedData(%d))\n", n, n)
			}
			save(t, file, code)
		}
		m := rules[i%len(rules)].Meta
		at := finding.Position{File: file, Line: 4 + i/100%10*5, Column: 14}
		end := at
		end.Column += 8
		source := at
		source.Line -= 2
		report.Findings = append(report.Findings, finding.Finding{
			Rule: m, Severity: rule.Severity(1 + i%4), Confidence: rule.Confidence(1 + i%3),
			Message: fmt.Sprintf("gcm.Seal gets a nonce that was used for message %d before", i),
			Pos:     at, End: end,
			Steps: []finding.Step{{Pos: source, Message: "the nonce is made here"}, {Pos: at, Message: "given to gcm.Seal"}},
		})
	}
	return dir, report
}
