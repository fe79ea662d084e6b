package browser

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// A report of 5,000 findings begins closed, and search and filters work as on a
// small one. The figures are for people: go test -v -run Large.
func TestLargeReport(t *testing.T) {
	dir, report := large(t, 5000)
	file := write(t, report, dir)
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, file, desktop)
	p.status("5000 of 5000 shown")
	if n := eval[int](p, `document.querySelectorAll('article details[open]').length`); n != 0 {
		t.Errorf("%d details begin open", n)
	}
	loaded := eval[float64](p, `performance.getEntriesByType('navigation')[0].loadEventEnd`)
	painted := eval[float64](p, `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1`)

	far := "f-" + report.Findings[4000].Fingerprint
	p.run(goTo("#" + far))
	p.waitForOpen(far)
	hidden := "f-" + report.Findings[3000].Fingerprint
	p.run(goTo("#q=nowhereatall"))
	p.status("0 of 5000 shown")
	p.run(goTo("#" + hidden))
	p.waitForOpen(hidden)

	p.run(chromedp.SendKeys("#q", "message 4711 before"))
	p.status("1 of 5000 shown")
	p.run(chromedp.Click(`button[type="reset"]`))
	p.status("5000 of 5000 shown")

	const timed = `(async (change) => {
		const start = performance.now();
		change();
		document.getElementById('filters').dispatchEvent(new Event('input'));
		await new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done)), 121));
		return performance.now() - start;
	})`
	searched := eval[float64](p, timed+`(() => { document.getElementById('q').value = 'service42'; })`)
	p.status("50 of 5000 shown")
	filtered := eval[float64](p, timed+`(() => { document.getElementById('q').value = ''; document.querySelector('[value=low]').click(); })`)
	p.status("3750 of 5000 shown")
	t.Logf("%.1f MB; first paint after %.0f ms, loaded after %.0f ms; search %.0f ms and filter %.0f ms, of which 120 ms wait for more keys",
		float64(info.Size())/1e6, painted, loaded, searched, filtered)
}
