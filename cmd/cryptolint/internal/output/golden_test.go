package output_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/internal/rule"
)

var update = flag.Bool("update", false, "write what the formats say now to testdata/golden")

var (
	fixednonce = rule.Meta{
		ID: "CL205", Name: "fixednonce", Title: "a nonce is the same for every message",
		Severity: rule.Critical, CWE: 323, Instead: []string{"safeapi/aead.Keyring.Encrypt"}, Since: "0.1.0",
	}
	rsapadding = rule.Meta{
		ID: "CL301", Name: "rsapadding", Title: "RSA with a padding that can be attacked",
		Severity: rule.High, CWE: 780, Since: "0.1.0",
	}
)

// The page of one rule. The other has none, and its title has to do.
var pages = fstest.MapFS{"CL205-fixednonce.md": {Data: []byte("# CL205: fixednonce\n\n## What\n\n" +
	"The **nonce** of `Seal` is a constant:\n\n- zero bytes;\n- [text](https://example.com).\n\n" +
	"## Good\n\n```go\naead.Seal(nil, nil, message, nil) // <\u00e4>\n```\n")}}

// hostile is a message as an attacker would like it in the logs of a server.
const hostile = "key[0](1) \"<&>'\n::error::ci ]]> \x1b[2J\x00 \xff\xfe \u202e 100%, a: b\ttab\r\n%0A ## \U0001f600"

// The file of the findings has blanks, an umlaut and a character outside the
// basic plane in its name; on its sixth line, such characters stand before the
// columns, which Go counts in bytes.
const (
	sealFile = "shop/p\u00e4y ment/seal\U0001f600.go"
	sealText = "package payment\n\nfunc Seal(card []byte) []byte {\n\tnonce := make([]byte, 12)\n\n" +
		"\treturn /* \u00fc\U0001f600 */ gcm.Seal(nil, nonce, card, nil)\n}\n"
)

// repository writes the source to a new directory, and returns the options of a
// run in its folder shop.
func repository(t *testing.T) output.Options {
	t.Helper()
	root := t.TempDir()
	file := filepath.Join(root, filepath.FromSlash(sealFile))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(sealText), 0o644); err != nil {
		t.Fatal(err)
	}
	return output.Options{
		Dir: filepath.Join(root, "shop"), Root: root, Version: "v1.2.3-rc.1", Time: time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC),
		Identity: output.Identity{
			Module: "example.com/shop", Repository: "https://example.com/shop.git", Revision: "0123456789abcdef0123456789abcdef01234567",
			Platform: "linux/amd64", Category: "cryptolint/example.com/shop", Configuration: "00112233445566778899aabbccddeeff",
		},
		Rules: []rule.Meta{fixednonce, rsapadding}, Pages: pages,
	}
}

// sealFinding is a finding on the call of Seal, with all that a finding can have.
func sealFinding(file string) finding.Finding {
	at := func(line, column int) finding.Position {
		return finding.Position{File: file, Line: line, Column: column}
	}
	start := strings.Index(sealText, "nonce, card")
	return finding.Finding{
		Rule: fixednonce, Severity: rule.Critical, Confidence: rule.Certain,
		Message: "the nonce of gcm.Seal is zero bytes; use safeapi/aead.Keyring.Encrypt",
		Pos:     at(6, 22), End: at(6, 54),
		Steps: []finding.Step{
			{Pos: at(4, 11), Message: "zero bytes"},
			{Message: "passed on by cards.Prepare"}, // its place is in another package
		},
		Fixes: []finding.Fix{{Message: "let the AEAD draw the nonce", Edits: []finding.Edit{
			{File: file, Start: start, End: start + len("nonce"), New: "nil"},
			{File: file, Start: len("package payment\n\nfunc Seal("), End: len("package payment\n\nfunc Seal("), New: "/* \U0001f600 */ "},
		}}},
		Also:   []finding.Place{{Pos: at(3, 6), Function: "Seal", Fingerprint: "102132435465768798a9bacbdcedfe0f"}},
		Module: "example.com/shop", Package: "example.com/shop/payment", Function: "Seal",
		Fingerprint: "00112233445566778899aabbccddeeff",
	}
}

// hostileFinding is a finding without an end.
func hostileFinding(file string) finding.Finding {
	at := finding.Position{File: file, Line: 6, Column: 22}
	return finding.Finding{
		Rule: rsapadding, Severity: rule.Medium, Confidence: rule.Unsure, Message: hostile,
		Pos: at, End: at, Fingerprint: "ffeeddccbbaa99887766554433221100",
	}
}

// goldenReports returns the reports whose bytes are kept in testdata/golden.
func goldenReports(root string) map[string]finding.Report {
	file := filepath.Join(root, filepath.FromSlash(sealFile))
	silenced := func(f finding.Finding, kind finding.SuppressionKind, reason string) finding.Finding {
		f.Suppression = &finding.Suppression{Kind: kind, Reason: reason}
		return f
	}
	return map[string]finding.Report{
		"empty":    {},
		"findings": {Findings: []finding.Finding{sealFinding(file), hostileFinding(file)}},
		"failures": {Failures: []finding.Failure{
			{Rule: "CL205 fixednonce", Package: "example.com/shop", Internal: true, Message: "internal error: CL205 fixednonce panicked\n\tat ecb.go:1"},
			{Package: "example.com/shop/pay", Message: "./pay.go:3:1: \"" + hostile},
		}},
		"suppressed": {
			Findings: []finding.Finding{sealFinding(file)},
			Suppressed: []finding.Finding{
				silenced(hostileFinding(file), finding.ByIgnore, "the peer speaks \"PKCS #1\" ]]> \x1b[2J"),
				silenced(sealFinding(file), finding.ByBaseline, ""),
			},
		},
	}
}

// TestGolden compares every format of every report with testdata/golden, byte by
// byte. internal/validate checks these files against the schemas.
func TestGolden(t *testing.T) {
	o := repository(t)
	for name, report := range goldenReports(o.Root) {
		o.ShowSuppressed = name == "suppressed"
		for _, format := range output.Formats() {
			if format == "html" {
				continue // its file has tests of its own
			}
			var got bytes.Buffer
			if err := output.Write(format, &got, &report, o); err != nil {
				t.Errorf("%s of %s: %v", format, name, err)
				continue
			}
			golden := filepath.Join("testdata", "golden", name+"."+format)
			if *update {
				if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Errorf("%s has changed; if that is right, run go test -update. Got\n%s", golden, got.Bytes())
			}
		}
	}
}

func TestFormatsSaysWhatWriteTakes(t *testing.T) {
	o := repository(t)
	for _, format := range output.Formats() {
		if err := output.Write(format, new(bytes.Buffer), new(finding.Report), o); err != nil {
			t.Errorf("%s: %v", format, err)
		}
	}
	err := output.Write("yaml", new(bytes.Buffer), new(finding.Report), o)
	if err == nil || !strings.Contains(err.Error(), "sarif") || slices.Contains(output.Formats(), "yaml") {
		t.Errorf("got %v, want an error that lists the formats", err)
	}
}
