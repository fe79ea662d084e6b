package browser

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/rule"
)

const hostile = `</script></style></title></pre></textarea><script>window.pwned=1</script><img src=x onerror=window.pwned=1>` +
	`<svg onload=window.pwned=1><a href="javascript:window.pwned=1">x</a>" onfocus=window.pwned=1 autofocus ' {{.}} ${window.pwned=1} ` +
	"\u202e\u2066\u200b\x00\x1b[2J\xff\u2028"

// Whatever stands in the analysed code, in its file names and in messages is
// text.
func TestHostileTextDoesNothing(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, `p"><img src=x onerror=window.pwned=1>`, "a\u202e'.go")
	save(t, file, "package a\n\nvar x = `"+hostile+"`\n")
	at := finding.Position{File: file, Line: 3, Column: 1}
	f := finding.Finding{
		Rule:     rule.Meta{ID: "CL1" + hostile, Name: hostile, Title: hostile, Instead: []string{hostile}, CWE: 1},
		Severity: rule.High, Confidence: rule.Certain, Message: hostile, Pos: at, End: at,
		Steps: []finding.Step{{Pos: at, Message: hostile}}, Fixes: []finding.Fix{{Message: hostile}},
	}
	silenced := f
	silenced.Suppression = &finding.Suppression{Kind: hostile, Reason: hostile}
	report := &finding.Report{
		Findings: []finding.Finding{f}, Suppressed: []finding.Finding{silenced}, Notes: []string{hostile},
		Failures: []finding.Failure{{Package: hostile, Rule: hostile, Message: hostile}},
	}
	p := open(t, write(t, report, dir), look{width: 360, height: 740, phone: true, fragment: "#q=<img src=x onerror=window.pwned=1>&rule=<script>&severity="})
	p.run(
		goTo("#"),
		js(openDetails),
		js(`document.querySelectorAll('summary, [data-filter] a, h4 a').forEach((e) => { e.focus(); e.click(); })`),
	)
	if eval[bool](p, `window.pwned !== undefined`) {
		t.Error("code of the report was executed")
	}
	if n := eval[int](p, `document.querySelectorAll('img, script ~ script, article script, [onload], [onerror], [onfocus], [href^="javascript:"]').length`); n != 0 {
		t.Errorf("%d elements came in by text", n)
	}
	if got := eval[string](p, `document.querySelector('article .message').textContent`); got != eval[string](p, `document.querySelector('.silence q').textContent`) {
		t.Errorf("the message reads %q", got)
	}
	if got := eval[int](p, `document.documentElement.scrollWidth`); got > 360 {
		t.Errorf("hostile text makes the page %d pixels wide", got)
	}
}

// The policy holds even if text became part of the page: it neither runs nor asks
// for anything.
func TestThePolicyStopsWhatGetsIn(t *testing.T) {
	dir, report := shop(t)
	file := write(t, report, dir)
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	broken := strings.Replace(string(page), "</main>", `<script>window.pwned=1</script><img src="https://example.com/x.png" onerror="window.pwned=1">
		<style>main { display: none }</style><iframe src="javascript:parent.pwned=1"></iframe></main>`, 1)
	save(t, file, broken)
	p := open(t, file, desktop)
	p.status("4 of 4 shown, 1 of 1 suppressed")
	if eval[bool](p, `window.pwned !== undefined || getComputedStyle(document.querySelector('main')).display === 'none'`) {
		t.Error("the policy lets in a script or a style that it does not name")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, what := range []string{"script-src", "style-src", "img-src"} {
		if !slices.ContainsFunc(p.errors, func(text string) bool { return strings.Contains(text, what) }) {
			t.Errorf("the browser tells of no breach of %s; it says %q", what, p.errors)
		}
	}
	p.errors, p.requests = nil, p.requests[:1] // what was asked for was blocked, as the console says
}
