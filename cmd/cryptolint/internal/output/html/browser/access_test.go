package browser

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// A screen reader can name every control and finds the parts of the page.
func TestEverythingHasAName(t *testing.T) {
	dir, report := shop(t)
	p := open(t, write(t, failing(report), dir), desktop)
	nodes := call(p, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{}).Nodes
	roles := make(map[string]int)
	for _, node := range nodes {
		if node.Ignored || node.Role == nil {
			continue
		}
		role, name := text(node.Role), text(node.Name)
		roles[role]++
		named := []string{"button", "link", "checkbox", "searchbox", "combobox", "option", "DisclosureTriangle", "heading", "image", "form"}
		if slices.Contains(named, role) && name == "" {
			t.Errorf("%s without a name: node %d", role, node.BackendDOMNodeID)
		}
	}
	for role, want := range map[string]int{
		"banner": 1, "main": 1, "contentinfo": 1, "search": 1, "status": 1, "searchbox": 1, "combobox": 3, "checkbox": 8, "article": 5, "image": 3, "DisclosureTriangle": 11,
	} {
		if roles[role] != want {
			t.Errorf("%d × %s, want %d; all: %v", roles[role], role, want, roles)
		}
	}
}

// A placeholder goes away when somebody types; a label stays.
func TestEveryControlHasALabel(t *testing.T) {
	p := openShop(t, desktop)
	for _, control := range eval[[]string](p, `[...document.querySelectorAll('input, select')].filter((e) => e.labels.length !== 1).map((e) => e.outerHTML)`) {
		t.Errorf("%s has no label, or several", control)
	}
}

func text(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	return strings.Trim(string(v.Value), `" `)
}

// Headings go down by one level at a time.
func TestHeadingsAreInOrder(t *testing.T) {
	dir, report := shop(t)
	p := open(t, write(t, failing(report), dir), desktop)
	before := 0
	for _, heading := range eval[[]string](p, `[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((h) => h.tagName[1] + ' ' + h.textContent)`) {
		level := int(heading[0] - '0')
		if level > before+1 {
			t.Errorf("a heading of level %d follows one of level %d: %s", level, before, heading)
		}
		before = level
	}
	if before == 0 {
		t.Error("there are no headings")
	}
}

// axe-core knows what is usually wrong with pages.
func TestAxe(t *testing.T) {
	file := os.Getenv("CRYPTOLINT_AXE")
	if file == "" {
		missing(t, "CRYPTOLINT_AXE does not name axe.min.js")
	}
	script, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, l := range map[string]look{
		"desktop": desktop,
		"dark":    {width: 1280, height: 900, dark: true},
		"phone":   {width: 360, height: 740, phone: true},
	} {
		t.Run(name, func(t *testing.T) {
			dir, report := shop(t)
			p := open(t, write(t, failing(report), dir), l)
			call(p, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true})
			p.run(chromedp.Reload(), js(string(script)), js(openDetails))
			got := eval[struct {
				Passes     int
				Violations []string
			}](p, `axe.run({ resultTypes: ['violations'] }).then((r) => ({
				passes: r.passes.length,
				violations: r.violations.map((v) => v.id + ': ' + v.help + ' ' + v.nodes.map((n) => n.html.slice(0, 100)).join(' | ')),
			}))`)
			for _, violation := range got.Violations {
				t.Error(violation)
			}
			if got.Passes < 20 {
				t.Errorf("only %d checks passed", got.Passes)
			}
			t.Log(fmt.Sprint(got.Passes, " checks passed"))
		})
	}
}
