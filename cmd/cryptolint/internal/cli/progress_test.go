package cli

import (
	"bytes"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/vet"
)

func TestProgressOnATerminal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var screen bytes.Buffer
		line := startProgress(terminal{Writer: &screen, is: true})
		time.Sleep(900 * time.Millisecond) // in the bubble's time
		synctest.Wait()
		line.stop()
		if want := "\r\x1b[Kstarting, 0 s\r\x1b[K"; screen.String() != want {
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

func TestDescribeState(t *testing.T) {
	for _, c := range []struct {
		state vet.State
		want  string
	}{
		{vet.State{}, "starting"},
		{vet.State{Packages: 12}, "analysed 0 of 12 packages"},
		{vet.State{Packages: 1, Compiled: 231, Dependencies: 40}, "analysed 0 of 1 package; dependencies: 231 compiled, 40 analysed"},
		{vet.State{Packages: 12, Done: 7, Dependencies: 3}, "analysed 7 of 12 packages; dependencies: 0 compiled, 3 analysed"},
	} {
		if got := describeState(c.state); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.state, got, c.want)
		}
	}
}
