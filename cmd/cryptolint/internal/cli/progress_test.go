package cli

import (
	"bytes"
	"testing"
	"testing/synctest"
	"time"
)

func TestProgressOnATerminal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var screen bytes.Buffer
		line := startProgress(terminal{Writer: &screen, is: true})
		line.done(3)
		time.Sleep(900 * time.Millisecond) // in the bubble's time
		synctest.Wait()
		line.stop()
		if want := "\r\x1b[Kanalysing: 3 packages done, 0 s\r\x1b[K"; screen.String() != want {
			t.Errorf("got %q, want %q", screen.String(), want)
		}
	})
}

// A short run shows nothing, and a pipe never sees a line of progress.
func TestProgressKeepsQuiet(t *testing.T) {
	for _, c := range []struct {
		name     string
		terminal bool
		length   time.Duration
	}{
		{"short run", true, 500 * time.Millisecond},
		{"pipe", false, time.Minute},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var screen bytes.Buffer
				line := startProgress(terminal{Writer: &screen, is: c.terminal})
				time.Sleep(c.length)
				synctest.Wait()
				line.stop()
				if screen.Len() > 0 {
					t.Errorf("wrote %q", screen.String())
				}
			})
		})
	}
}
