package browser

import (
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// choose picks an option of a list the way a reader does.
func (p *tab) choose(id, value string) {
	p.Helper()
	p.run(js(`(() => {
		const select = document.getElementById(` + quote(id) + `);
		select.value = ` + quote(value) + `;
		select.dispatchEvent(new Event('input', { bubbles: true }));
	})()`))
}

// headings returns the headings of the groups that can be seen.
func (p *tab) headings() []string {
	p.Helper()
	return eval[[]string](p, `[...document.querySelectorAll('.group h3')].filter((h) => h.checkVisibility()).map((h) => h.firstChild.data.trim())`)
}

func (p *tab) wantHeadings(want ...string) {
	p.Helper()
	if got := p.headings(); !slices.Equal(got, want) {
		p.Errorf("the groups are %q, want %q", got, want)
	}
}

func TestTheOrderIsByChoice(t *testing.T) {
	p := openShop(t, desktop)
	p.wantHeadings("Critical", "High", "Medium", "Low", "Medium")
	p.wantShown(seal, token, seed, equal, names)

	p.choose("order", "package")
	p.wait(`document.querySelector('.group h3').firstChild.data.startsWith('internal')`)
	p.wantHeadings("internal/vault", "session", "session")
	p.wantShown(seal, seed, token, equal, names)
	if got := p.fragment(); got != "#order=package" {
		t.Errorf("the fragment is %s", got)
	}

	p.choose("order", "rule")
	p.wait(`location.hash === '#order=rule'`)
	p.wantHeadings("CL205 fixednonce", "CL401 weakrandom", "CL501 timing", "CL501 timing")
	p.wantShown(seal, token, seed, equal, names)

	p.run(chromedp.Click(`input[name="severity"][value="critical"]`))
	p.status("3 of 4 shown, 1 of 1 suppressed")
	p.wantHeadings("CL401 weakrandom", "CL501 timing", "CL501 timing")

	p.run(chromedp.Click(`button[type="reset"]`))
	p.status("4 of 4 shown, 1 of 1 suppressed")
	p.wantHeadings("Critical", "High", "Medium", "Low", "Medium")
	p.wantShown(seal, token, seed, equal, names)
}

// A link keeps the order, and a link to a finding works in each of them.
func TestAFragmentSetsTheOrder(t *testing.T) {
	dir, report := shop(t)
	file := write(t, report, dir)
	l := desktop
	l.fragment = "#order=package"
	p := open(t, file, l)
	p.wantShown(seal, seed, token, equal, names)
	anchor := "f-" + report.Findings[len(report.Findings)-1].Fingerprint
	p.run(chromedp.Click("#collapse"), goTo("#"+anchor))
	p.wait(`document.getElementById('` + anchor + `').querySelector('details').open`)
}

// On a phone the first finding is on the first screen, and everything else is
// one touch away.
func TestAPhoneBeginsWithTheFindings(t *testing.T) {
	p := openShop(t, look{width: 360, height: 740, phone: true})
	if top := eval[float64](p, `document.querySelector('article').getBoundingClientRect().top`); top > 560 {
		t.Errorf("the first finding begins after %.0f pixels of a screen of 740", top)
	}
	for _, heading := range eval[[]string](p, `[...document.querySelectorAll('details.fold[open] summary')].map((s) => s.textContent)`) {
		t.Errorf("%q is unfolded", heading)
	}
	p.run(chromedp.Click("#filter"))
	p.wait(`document.getElementById('q').checkVisibility()`)
	p.run(chromedp.SendKeys("#q", "gcm"))
	p.status("1 of 4 shown, 0 of 1 suppressed")
	p.run(chromedp.Click("#summary"))
	p.wait(`document.querySelector('.charts').checkVisibility()`)
}

// A link with a filter shows the filter, or findings would be missing without a reason.
func TestALinkUnfoldsTheFiltersOnAPhone(t *testing.T) {
	p := openShop(t, look{width: 360, height: 740, phone: true, fragment: "#severity=critical"})
	p.status("1 of 4 shown, 0 of 1 suppressed")
	if !eval[bool](p, `document.getElementById('q').checkVisibility()`) {
		t.Error("the filters are folded")
	}
}

func TestADesktopHasEverythingUnfolded(t *testing.T) {
	p := openShop(t, desktop)
	if n := eval[int](p, `document.querySelectorAll('details.fold:not([open])').length`); n != 0 {
		t.Errorf("%d parts are folded", n)
	}
}

// A number stays beside its line, also where the code has no place to break.
func TestLineNumbersStayBesideWrappedCode(t *testing.T) {
	p := openShop(t, look{width: 360, height: 740, phone: true})
	p.run(js(openDetails))
	lines := eval[[][]float64](p, `[...document.querySelectorAll('.src > span')].map((line) => {
		const [number, code] = [...line.children].map((e) => e.getBoundingClientRect());
		return [number.right, code.left, number.top, code.top, code.height / parseFloat(getComputedStyle(line).lineHeight)];
	})`)
	wrapped := 0
	for i, line := range lines {
		if line[0] > line[1]+0.5 || line[2] != line[3] {
			t.Errorf("line %d of the code is not beside its number: %v", i, line)
		}
		if line[4] > 1.5 {
			wrapped++
		}
	}
	if wrapped < 2 {
		t.Errorf("%d lines are wrapped: the test looks at nothing", wrapped)
	}
}

// On paper a finding is not torn apart where it fits on a page.
func TestPaperKeepsAFindingTogether(t *testing.T) {
	p := openShop(t, look{width: 800, height: 1100, print: true})
	for _, style := range eval[[]string](p, `[...document.querySelectorAll('article')].map((a) => getComputedStyle(a).breakInside)`) {
		if style != "avoid" {
			t.Errorf("break-inside is %s", style)
		}
	}
}

func TestTheReportSaysWhatWasAnalysed(t *testing.T) {
	p := openShop(t, desktop)
	got := eval[map[string]string](p, `Object.fromEntries([...document.querySelectorAll('header dl div')].map((d) => [...d.children].map((e) => e.textContent)))`)
	for name, want := range map[string]string{
		"Module": "example.com/shop", "Repository": "https://example.com/shop.git", "Revision": "0123456789abcdef0123456789abcdef01234567",
		"Date": "2026-03-01 12:00 UTC", "Platform": "linux/amd64", "Tool": "cryptolint 1.2.3",
		"Configuration digest": "00112233445566778899aabbccddeeff",
	} {
		if got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
}
