package password

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
)

// ErrBusy means that too many passwords wait to be hashed or verified. The
// password was not looked at: answer "503 Service Unavailable".
var ErrBusy = errors.New("password: too many passwords wait")

const (
	// unitMemory is the memory in KiB that one unit of a limiter may use: the
	// least power of two at which a standard hash of 64 MiB takes as many units
	// as it has lanes.
	unitMemory = 16 << 10

	// maxWaiting is how many times the whole limiter may be waited for. The last
	// one in the queue waits some seconds for standard hashes.
	maxWaiting = 32
)

// processLimit bounds the hashes computed at a time in the whole process, since
// it is the memory of the whole process that they use.
var processLimit = newLimiter(runtime.GOMAXPROCS(0))

// A limiter bounds how much is computed at a time. What it has no room for waits
// in a queue, first in, first out.
type limiter struct {
	units int // one for each processor

	mu      sync.Mutex
	free    int
	waiting []waiter
}

type waiter struct {
	units int
	ready chan struct{} // closed when the units are theirs
}

func newLimiter(units int) *limiter { return &limiter{units: units, free: units} }

// unitsOf returns the units of an Argon2id hash: one for each lane that computes,
// and for each 16 MiB.
func unitsOf(a Argon2id) int {
	return max(1, int(a.Threads), int(a.MemoryKiB/unitMemory))
}

// acquire waits for the units, at most for all that there are, and returns the
// function that gives them back. It returns ErrBusy if the queue is full, or the
// error of the context.
func (l *limiter) acquire(ctx context.Context, units int) (release func(), err error) {
	units = min(units, l.units)
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("password: not started: %w", err)
	}
	l.mu.Lock()
	if len(l.waiting) == 0 && units <= l.free {
		l.free -= units
		l.mu.Unlock()
		return func() { l.release(units) }, nil
	}
	queued := units
	for _, w := range l.waiting {
		queued += w.units
	}
	if queued > maxWaiting*l.units {
		l.mu.Unlock()
		return nil, ErrBusy
	}
	w := waiter{units, make(chan struct{})}
	l.waiting = append(l.waiting, w)
	l.mu.Unlock()

	select {
	case <-w.ready:
		return func() { l.release(units) }, nil
	case <-ctx.Done():
		l.abandon(w)
		return nil, fmt.Errorf("password: gave up waiting: %w", ctx.Err())
	}
}

func (l *limiter) release(units int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.free += units
	l.serve()
}

// serve gives the first of the queue what is free. l.mu is held.
func (l *limiter) serve() {
	for len(l.waiting) > 0 && l.waiting[0].units <= l.free {
		l.free -= l.waiting[0].units
		close(l.waiting[0].ready)
		l.waiting = l.waiting[1:]
	}
}

// abandon takes w out of the queue, or gives back what it was given meanwhile.
func (l *limiter) abandon(w waiter) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if i := slices.IndexFunc(l.waiting, func(o waiter) bool { return o.ready == w.ready }); i >= 0 {
		l.waiting = slices.Delete(l.waiting, i, i+1)
	} else {
		l.free += w.units
	}
	l.serve()
}
