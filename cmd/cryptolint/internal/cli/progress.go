package cli

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// progress is a line on a terminal that says how far the run is. It appears
// only if the run takes a while, and goes away when the run ends.
type progress struct {
	units atomic.Int64
	quit  chan struct{}
	ended sync.WaitGroup
}

// startProgress starts the line if the stream is a terminal.
func startProgress(out terminal) *progress {
	p := &progress{quit: make(chan struct{})}
	if out.is {
		p.ended.Go(func() { p.show(out) })
	}
	return p
}

// done notes how many packages are done.
func (p *progress) done(units int) { p.units.Store(int64(units)) }

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
				fmt.Fprintf(out, "\r\x1b[Kanalysing: %s done, %d s", count(int(p.units.Load()), "package"), int(elapsed.Seconds()))
				shown = true
			}
		}
	}
}
