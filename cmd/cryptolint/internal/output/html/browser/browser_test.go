// Package browser looks at the HTML report with a real browser. It is a module
// of its own so that the root module needs no browser library.
//
// Without Chromium the tests are skipped; with CRYPTOLINT_BROWSER=required they
// fail. CRYPTOLINT_AXE names the file axe.min.js of axe-core, for the audit of
// accessibility.
package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	docs "github.com/cryptolint/cryptolint/docs/rules"
)

// required says that a missing tool is a failure.
var required = os.Getenv("CRYPTOLINT_BROWSER") == "required"

// missing skips the test, or ends it where nothing may be skipped.
func missing(t *testing.T, what string) {
	t.Helper()
	if required {
		t.Fatal(what)
	}
	t.Skip(what)
}

// tab is an open report. When the test ends, it fails if the page has written an
// error to the console or asked for anything but itself.
type tab struct {
	*testing.T
	ctx     context.Context
	address string // of the report

	mu       sync.Mutex
	errors   []string
	requests []string
}

// look is how the reader looks at the page.
type look struct {
	width, height int64
	phone         bool
	dark          bool
	print         bool
	noScript      bool
	fragment      string
}

var desktop = look{width: 1280, height: 900}

// write writes the report to a file.
func write(t *testing.T, report *finding.Report, dir string) string {
	t.Helper()
	return writeWith(t, report, output.Options{
		Dir: dir, Version: "1.2.3", Pages: docs.Pages, ShowSuppressed: true, Time: time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC),
		Identity: output.Identity{
			Module: "example.com/shop", Repository: "https://example.com/shop.git", Revision: "0123456789abcdef0123456789abcdef01234567",
			Platform: "linux/amd64", Configuration: "00112233445566778899aabbccddeeff",
		},
	})
}

func writeWith(t *testing.T, report *finding.Report, o output.Options) string {
	t.Helper()
	report.Sort()
	report.Fingerprint()
	file := filepath.Join(t.TempDir(), "report.html")
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if err := output.HTML(out, report, o); err != nil {
		t.Fatal(err)
	}
	return file
}

// browser starts one Chromium for all tests; each report has a tab of its own.
var browser = sync.OnceValues(func() (context.Context, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			ctx, _ := chromedp.NewExecAllocator(context.Background(), append(options, chromedp.ExecPath(path))...)
			ctx, _ = chromedp.NewContext(ctx)
			return ctx, chromedp.Do(ctx, chromedp.Navigate("about:blank"))
		}
	}
	return nil, exec.ErrNotFound
})

func TestMain(m *testing.M) {
	code := m.Run()
	if ctx, err := browser(); err == nil {
		if err := chromedp.Cancel(ctx); err != nil {
			fmt.Fprintln(os.Stderr, "end Chromium:", err)
		}
	}
	os.Exit(code)
}

// open opens the report in a new tab.
func open(t *testing.T, file string, l look) *tab {
	t.Helper()
	ctx, err := browser()
	if errors.Is(err, exec.ErrNotFound) {
		missing(t, "there is no Chromium; on Debian: apt-get install chromium")
	}
	if err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	ctx, cancel := chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	p := &tab{T: t, ctx: ctx, address: (&url.URL{Scheme: "file", Path: file}).String()}
	if err := chromedp.Listen(ctx, p.listen); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	call(p, network.Enable, network.EnableParams{})
	call(p, log.Enable, cdp.Empty{})
	p.look(l)
	p.run(chromedp.Navigate(p.address + l.fragment))
	t.Cleanup(p.checkQuiet)
	t.Cleanup(func() { p.picture() })
	return p
}

func (p *tab) listen(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "data:") {
			p.requests = append(p.requests, e.Request.URL)
		}
	case *log.EventEntryAdded:
		p.errors = append(p.errors, e.Entry.Text)
	case *runtime.EventExceptionThrown:
		p.errors = append(p.errors, e.ExceptionDetails.Text+" "+fmt.Sprint(e.ExceptionDetails.Exception))
	case *runtime.EventConsoleAPICalled:
		p.errors = append(p.errors, fmt.Sprintf("console.%s", e.Type))
	}
}

func (p *tab) checkQuiet() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, text := range p.errors {
		p.Errorf("the console says: %s", text)
	}
	for _, url := range p.requests {
		if address, _, _ := strings.Cut(url, "#"); address != p.address {
			p.Errorf("the page asks for %s", url)
		}
	}
	if len(p.requests) == 0 {
		p.Error("not even the page was asked for: the test does not listen")
	}
}

// picture keeps a picture of the page, for people, where they ask for it.
func (p *tab) picture() {
	dir := os.Getenv("CRYPTOLINT_PICTURES")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.Fatal(err)
	}
	name := strings.ReplaceAll(p.Name(), "/", "-") + ".png"
	if err := os.WriteFile(filepath.Join(dir, name), png, 0o600); err != nil {
		p.Error(err)
	}
}

func (p *tab) look(l look) {
	p.Helper()
	media, scheme := "screen", "light"
	if l.print {
		media = "print"
	}
	if l.dark {
		scheme = "dark"
	}
	call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: l.width, Height: l.height, DeviceScaleFactor: 1, Mobile: l.phone,
	})
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: l.noScript})
}

// run does one step after the other.
func (p *tab) run(steps ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.Fatal(err)
	}
}

// call sends a command of the protocol.
func call[P, R any](p *tab, command cdp.Command[P, R], params P) R {
	p.Helper()
	result, err := chromedp.Call(p.ctx, command, params)
	if err != nil {
		p.Fatal(err)
	}
	return result
}

// eval returns the value of a JavaScript expression; it waits for a promise.
func eval[T any](p *tab, expression string) T {
	p.Helper()
	value, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.Fatal(err)
	}
	return value
}

// js is JavaScript as a step.
func js(statement string) chromedp.Action[chromedp.Void] {
	return chromedp.Evaluate[chromedp.Void](statement)
}

// goTo follows a link within the page.
func goTo(fragment string) chromedp.Action[chromedp.Void] {
	return js("location.hash = " + quote(fragment))
}

const openDetails = `document.querySelectorAll('details').forEach((d) => { d.open = true; })`

// wait waits until the expression is true.
func (p *tab) wait(expression string) {
	p.Helper()
	if _, err := chromedp.Run(p.ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(10*time.Second))); err != nil {
		status := eval[string](p, "document.getElementById('status')?.textContent ?? ''")
		p.Fatalf("never true: %s (%v); the page says %q at %s", expression, err, status, p.fragment())
	}
}

// status waits until the page says how much is shown.
func (p *tab) status(want string) {
	p.Helper()
	p.wait("document.getElementById('status').textContent === " + quote(want))
}

func (p *tab) fragment() string {
	p.Helper()
	return eval[string](p, "location.hash")
}

// shown returns the places of the findings that can be seen.
func (p *tab) shown() []string {
	p.Helper()
	return eval[[]string](p, `[...document.querySelectorAll('article')].filter((a) => a.getClientRects().length > 0)
		.map((a) => a.querySelector('summary .place').textContent)`)
}

func quote(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string always has a JSON form
	}
	return string(quoted)
}
