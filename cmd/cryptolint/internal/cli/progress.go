package cli

import (
	"fmt"
	"sync"
	"time"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/vet"
)

// progress is a line on a terminal that says how far the run is. It appears
// only if the run takes a while, and goes away when the run ends.
type progress struct {
	run   *vet.Progress // nil if nobody sees it
	quit  chan struct{}
	ended sync.WaitGroup
}

// startProgress starts the line if the stream is a terminal.
func startProgress(out terminal) *progress {
	p := &progress{quit: make(chan struct{})}
	if out.is {
		p.run = &vet.Progress{}
		p.ended.Go(func() { p.show(out) })
	}
	return p
}

// stop takes the line away.
func (p *progress) stop() {
	close(p.quit)
	p.ended.Wait()
}

func (p *progress) show(out terminal) {
	const patience, pace = 800 * time.Millisecond, 200 * time.Millisecond
	start := time.Now()
	ticker := time.NewTicker(pace)
	defer ticker.Stop()
	shown := false
	for {
		select {
		case <-p.quit:
			if shown {
				fmt.Fprint(out, "\r\x1b[K")
			}
			return
		case now := <-ticker.C:
			if elapsed := now.Sub(start); elapsed >= patience {
				fmt.Fprintf(out, "\r\x1b[K%s, %d s", describeState(p.run.Now()), int(elapsed.Seconds()))
				shown = true
			}
		}
	}
}

// describeState says in words how far a run is. Where the build cache is empty,
// most of the time goes into dependencies, which are compiled and analysed first.
func describeState(s vet.State) string {
	text := "starting"
	if s.Packages > 0 {
		text = fmt.Sprintf("analysed %d of %s", s.Done, count(s.Packages, "package"))
	}
	if s.Compiled+s.Dependencies > 0 {
		text += fmt.Sprintf("; dependencies: %d compiled, %d analysed", s.Compiled, s.Dependencies)
	}
	return text
}
