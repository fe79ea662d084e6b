package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// A page as wide as a small phone needs no scrolling to the side, whatever is
// open and however long the words are.
func TestNoScrollingToTheSideOnAPhone(t *testing.T) {
	dir, report := shop(t)
	report.Findings[1].Message = strings.Repeat("averylongname", 40)
	report.Findings[2].Pos.File = dir + "/" + strings.Repeat("directory/", 30) + "x.go"
	p := open(t, write(t, failing(report), dir), look{width: 360, height: 740, phone: true})
	p.run(js(openDetails))
	if got := eval[int](p, `document.documentElement.scrollWidth`); got > 360 {
		t.Errorf("the page is %d pixels wide, the screen 360", got)
	}
	wide := eval[[]string](p, `[...document.body.querySelectorAll('*')].filter((e) => !e.closest('.sr, .skip, svg') && e.getBoundingClientRect().right > 360.5)
		.map((e) => e.outerHTML.slice(0, 80))`)
	for _, element := range wide {
		t.Errorf("%s ends beyond the edge of the screen", element)
	}
	small := eval[[]string](p, `[...document.querySelectorAll('input:not([type=checkbox]), select, button, fieldset label, summary')]
		.filter((e) => e.getClientRects().length > 0 && e.getBoundingClientRect().height < 24).map((e) => e.outerHTML.slice(0, 80))`)
	for _, element := range small {
		t.Errorf("%s is less than 24 pixels high, too small for a finger", element)
	}
}

// lowContrast lists the visible texts whose contrast with what lies behind them
// is below 4.5 (WCAG 2.2, success criterion 1.4.3), and how many were measured.
const lowContrast = `(() => {
	const rgb = (colour) => colour.match(/[\d.]+/g).map(Number);
	const luminance = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
		.reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
	const behind = (element) => {
		for (let e = element; e; e = e.parentElement) {
			const colour = rgb(getComputedStyle(e).backgroundColor);
			if (colour.length === 3 || colour[3] === 1) return colour;
		}
		throw new Error('nothing lies behind ' + element.outerHTML);
	};
	const low = [];
	let measured = 0;
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const element = walker.currentNode.parentElement;
		if (!walker.currentNode.textContent.trim() || element.getClientRects().length === 0 || element.closest('script, style')) continue;
		const style = getComputedStyle(element);
		const colour = rgb(element.closest('svg') ? style.fill : style.color);
		const [light, dark] = [luminance(colour), luminance(behind(element))].sort((a, b) => b - a);
		measured++;
		const ratio = (light + 0.05) / (dark + 0.05);
		if (ratio < 4.5) low.push(ratio.toFixed(2) + ' ' + element.outerHTML.slice(0, 80));
	}
	return { low, measured };
})()`

func TestContrastInBothSchemes(t *testing.T) {
	backgrounds := make(map[string]bool)
	for name, l := range map[string]look{
		"light": {width: 1280, height: 900},
		"dark":  {width: 1280, height: 900, dark: true},
		"print": {width: 1280, height: 900, dark: true, print: true},
	} {
		t.Run(name, func(t *testing.T) {
			dir, report := shop(t)
			p := open(t, write(t, failing(report), dir), l)
			p.run(js(openDetails))
			got := eval[struct {
				Low      []string
				Measured int
			}](p, lowContrast)
			for _, text := range got.Low {
				t.Errorf("contrast %s", text)
			}
			if got.Measured < 100 {
				t.Errorf("only %d texts were measured", got.Measured)
			}
			backgrounds[eval[string](p, `getComputedStyle(document.documentElement).backgroundColor`)] = true
		})
	}
	if len(backgrounds) != 2 {
		t.Errorf("the backgrounds are %v: want a light one, also on paper, and a dark one", backgrounds)
	}
}

// On paper everything is open and there are no controls.
func TestPaperShowsEverything(t *testing.T) {
	p := openShop(t, desktop)
	p.run(chromedp.Click("#collapse"))
	p.look(look{width: 800, height: 1100, print: true})
	p.wantShown(seal, token, seed, equal, names)
	hidden := eval[[]string](p, `[...document.querySelectorAll('.src, .path li, .do, table')].filter((e) => !e.checkVisibility()).map((e) => e.outerHTML.slice(0, 80))`)
	for _, element := range hidden {
		t.Errorf("%s is not on the paper", element)
	}
	controls := eval[[]string](p, `[...document.querySelectorAll('form, button, input, select, .skip')].filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 80))`)
	for _, element := range controls {
		t.Errorf("%s is on the paper", element)
	}
	if eval[bool](p, `[...document.querySelectorAll('article > details > summary .place')].some((e) => !e.checkVisibility())`) {
		t.Error("the paper does not say where all of the findings are")
	}
}

// Printing opens what is closed, and closes it again.
func TestPrintingLeavesThePageAsItWas(t *testing.T) {
	p := openShop(t, desktop)
	p.run(chromedp.Click("#collapse"))
	pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
	if err != nil {
		t.Fatal(err)
	}
	if len(pdf) < 10_000 {
		t.Errorf("the PDF has %d bytes", len(pdf))
	}
	if n := eval[int](p, `document.querySelectorAll('article details[open]').length`); n != 0 {
		t.Errorf("%d details are open after printing", n)
	}
}
