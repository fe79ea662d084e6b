package browser

import (
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
)

const (
	seal  = "internal/vault/seal.go:8:23"
	token = "session/token.go:7:9"
	seed  = "session/token.go:6:24"
	equal = "session/token.go:10:39"
	names = "session/token.go:5:6" // suppressed
)

func (p *tab) wantShown(want ...string) {
	p.Helper()
	if got := p.shown(); !slices.Equal(got, want) {
		p.Errorf("shown are %q, want %q", got, want)
	}
}

func openShop(t *testing.T, l look) *tab {
	t.Helper()
	dir, report := shop(t)
	return open(t, write(t, report, dir), l)
}

func TestEverythingIsShownAtFirst(t *testing.T) {
	p := openShop(t, desktop)
	p.status("4 of 4 shown, 1 of 1 suppressed")
	p.wantShown(seal, token, seed, equal, names)
}

func TestSuppressedFindingsWaitToBeAskedFor(t *testing.T) {
	dir, report := shop(t)
	report.Findings = nil
	p := open(t, writeWith(t, report, output.Options{Dir: dir}), desktop)
	p.status("0 of 0 shown, 0 of 1 suppressed")
	p.wantShown()
	if eval[bool](p, `document.getElementById('nothing').checkVisibility()`) {
		t.Error("the page takes what nobody has asked for for a filter")
	}
	p.run(chromedp.Click(`input[name="suppressed"]`))
	p.status("0 of 0 shown, 1 of 1 suppressed")
	p.wantShown(names)
	if got := p.fragment(); got != "#suppressed=show" {
		t.Errorf("the fragment is %s", got)
	}
}

func TestSearchFindsWordsAnywhere(t *testing.T) {
	p := openShop(t, desktop)
	p.run(chromedp.SendKeys("#q", "GENERATOR rand.new"))
	p.status("2 of 4 shown, 1 of 1 suppressed")
	p.wantShown(token, seed, names)
	if got := p.fragment(); got != "#q=GENERATOR+rand.new" {
		t.Errorf("the fragment is %s", got)
	}

	p.run(chromedp.SendKeys("#q", " nowhereatall"))
	p.status("0 of 4 shown, 0 of 1 suppressed")
	p.run(chromedp.Click("#again", chromedp.NodeVisible))
	p.status("4 of 4 shown, 1 of 1 suppressed")
	if got := eval[string](p, "document.activeElement.id"); got != "q" {
		t.Errorf("the focus is on %q, want it on the search box", got)
	}
}

// The message as other formats have it must lead to its finding.
func TestSearchFindsAPastedMessage(t *testing.T) {
	dir, report := shop(t)
	message := report.Findings[0].Message
	p := open(t, write(t, report, dir), desktop)
	p.run(chromedp.SendKeys("#q", message))
	p.status("1 of 4 shown, 0 of 1 suppressed")
	p.wantShown(seal)
}

func TestFilters(t *testing.T) {
	p := openShop(t, desktop)
	box := func(name, value string) chromedp.Action[chromedp.Void] {
		return chromedp.Click(`input[name="` + name + `"][value="` + value + `"]`)
	}
	p.run(box("severity", "low"), box("severity", "medium"))
	p.status("2 of 4 shown, 0 of 1 suppressed")
	p.wantShown(seal, token)

	p.run(box("severity", "low"), box("severity", "medium"), box("confidence", "high"))
	p.status("2 of 4 shown, 1 of 1 suppressed")
	p.wantShown(seed, equal, names)

	p.run(box("confidence", "high"), box("suppressed", "show"))
	p.status("4 of 4 shown, 0 of 1 suppressed")
	p.wantShown(seal, token, seed, equal)

	p.run(chromedp.Focus("#rule"), chromedp.KeyEvent("CL401"))
	p.status("2 of 4 shown, 0 of 1 suppressed")
	p.wantShown(token, seed)

	p.run(chromedp.Focus("#package"), chromedp.KeyEvent("internal"))
	p.status("0 of 4 shown, 0 of 1 suppressed")
	if got, want := p.fragment(), "#rule=CL401&package=internal%2Fvault&suppressed=hide"; got != want {
		t.Errorf("the fragment is %s, want %s", got, want)
	}
	p.run(chromedp.Click(`button[type="reset"]`))
	p.status("4 of 4 shown, 1 of 1 suppressed")
	if got := p.fragment(); got != "" && got != "#" {
		t.Errorf("the fragment is %s after a reset", got)
	}
}

// A link with a fragment makes the same view.
func TestAFragmentMakesItsView(t *testing.T) {
	l := desktop
	l.fragment = "#q=rand&severity=high,medium&confidence=high&rule=CL401&package=session&suppressed=hide"
	p := openShop(t, l)
	p.status("1 of 4 shown, 0 of 1 suppressed")
	p.wantShown(token)
	got := eval[map[string]string](p, `Object.fromEntries(['q', 'rule', 'package'].map((id) => [id, document.getElementById(id).value]))`)
	if got["q"] != "rand" || got["rule"] != "CL401" || got["package"] != "session" {
		t.Errorf("the form has %v", got)
	}

	p.run(goTo("#severity=critical"))
	p.status("1 of 4 shown, 0 of 1 suppressed")
	p.wantShown(seal)
}

// What nobody could have chosen is ignored.
func TestAFragmentThatIsNonsense(t *testing.T) {
	for _, fragment := range []string{
		"#rule=CL000&package=nowhere", "#%ff=%&&=&q", "#__proto__=1&constructor=2", "#f-nothing", "#filters", "#q=",
	} {
		t.Run(fragment, func(t *testing.T) {
			l := desktop
			l.fragment = fragment
			p := openShop(t, l)
			p.status("4 of 4 shown, 1 of 1 suppressed")
		})
	}
}

func TestALinkToAFindingOpensItAndPutsItInSight(t *testing.T) {
	dir, report := shop(t)
	file := write(t, report, dir)
	silenced := "f-" + report.Suppressed[0].Fingerprint
	p := open(t, file, look{width: 1280, height: 300, fragment: "#q=gcm&suppressed=hide"})
	p.status("1 of 4 shown, 0 of 1 suppressed")
	p.run(chromedp.Click("#collapse"), goTo("#"+silenced))
	p.status("4 of 4 shown, 1 of 1 suppressed")
	p.waitForOpen(silenced)
}

// waitForOpen waits until a finding is open and begins in sight.
func (p *tab) waitForOpen(anchor string) {
	p.Helper()
	p.wait(`(() => {
		const article = document.getElementById('` + anchor + `');
		const top = article.getBoundingClientRect().top;
		return article.querySelector('details').open && top >= 0 && top < innerHeight / 2;
	})()`)
}

func TestTheSummaryLeadsToItsFindings(t *testing.T) {
	p := openShop(t, desktop)
	p.run(
		js(`document.querySelectorAll('figure details').forEach((d) => { d.open = true; })`),
		chromedp.Click(`[data-key="CL501"] a`),
	)
	p.status("1 of 4 shown, 1 of 1 suppressed")
	p.wantShown(equal, names)
}

func TestOpenAndCloseAll(t *testing.T) {
	p := openShop(t, desktop)
	open := func() int { return eval[int](p, `document.querySelectorAll('article details[open]').length`) }
	p.run(chromedp.Click("#collapse"))
	if got := open(); got != 0 {
		t.Errorf("%d details are open after “Close all”", got)
	}
	p.run(chromedp.SendKeys("#q", "gcm"))
	p.status("1 of 4 shown, 0 of 1 suppressed")
	p.run(chromedp.Click("#expand"))
	if got := open(); got != 1 {
		t.Errorf("%d details are open after “Open all”, want the one that is shown", got)
	}
}

func TestWithoutScriptTheListIsComplete(t *testing.T) {
	l := desktop
	l.noScript = true
	p := openShop(t, l)
	p.wantShown(seal, token, seed, equal, names)
	if eval[bool](p, `[...document.querySelectorAll('form, button')].some((e) => e.getClientRects().length > 0)`) {
		t.Error("there are controls that do nothing")
	}
}

// The whole page can be used without a mouse.
func TestKeyboardAlone(t *testing.T) {
	p := openShop(t, desktop)
	focused := func() string {
		return eval[string](p, `document.activeElement.id || document.activeElement.name || document.activeElement.textContent`)
	}
	tabTo := func(want string) {
		t.Helper()
		for range 100 {
			p.run(chromedp.KeyEvent(kb.Tab))
			if focused() == want {
				return
			}
		}
		t.Fatalf("100 tabs do not lead to %q", want)
	}
	p.run(chromedp.KeyEvent(kb.Tab))
	if got := focused(); got != "Skip to the findings" {
		t.Errorf("the first tab leads to %q", got)
	}
	tabTo("q")
	p.run(chromedp.KeyEvent("token"))
	p.status("3 of 4 shown, 1 of 1 suppressed")
	tabTo("severity")
	p.run(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(" "))
	p.status("2 of 4 shown, 0 of 1 suppressed")
	p.wantShown(token, equal)
	tabTo("rule")
	p.run(chromedp.KeyEvent("CL5"))
	p.status("1 of 4 shown, 0 of 1 suppressed")
	tabTo("collapse")
	p.run(chromedp.KeyEvent(kb.Enter))
	tabTo(equal + " code, what to use instead")
	p.run(chromedp.KeyEvent(kb.Enter))
	p.wait(`document.activeElement.parentElement.open`)
}

// Wherever the focus is, it can be seen.
func TestFocusIsAlwaysVisible(t *testing.T) {
	for _, l := range []look{desktop, {width: 360, height: 740, phone: true}} {
		dir, report := shop(t)
		p := open(t, write(t, failing(report), dir), l)
		seen := 0
		for range 200 {
			p.run(chromedp.KeyEvent(kb.Tab))
			got := eval[struct {
				What  string
				Wrong string
			}](p, `(() => {
				const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
				const wrong = [];
				if (s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2) wrong.push('no outline');
				if (r.bottom <= 0 || r.top >= innerHeight || r.right <= 0 || r.left >= innerWidth) wrong.push('out of sight');
				return { what: e === document.body ? '' : e.outerHTML.slice(0, 80), wrong: wrong.join(', ') };
			})()`)
			if got.What == "" {
				break
			}
			seen++
			if got.Wrong != "" {
				t.Errorf("at width %d: %s has the focus: %s", l.width, got.What, got.Wrong)
			}
		}
		if seen < 30 {
			t.Errorf("at width %d only %d elements take the focus", l.width, seen)
		}
	}
}
