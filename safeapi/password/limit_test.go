package password

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
)

func TestStandardHashesAtATime(t *testing.T) {
	for processors, want := range map[int]int{1: 1, 2: 1, 4: 1, 8: 2, 16: 4} {
		l, got := newLimiter(processors), 0
		for ; l.free >= min(unitsOf(standard.argon2id), l.units); got++ {
			if _, err := l.acquire(t.Context(), unitsOf(standard.argon2id)); err != nil {
				t.Fatal(err)
			}
		}
		if got != want {
			t.Errorf("%d processors compute %d hashes at a time, want %d", processors, got, want)
		}
	}
	if got := unitsOf(Argon2id{MemoryKiB: 256 << 10, Passes: 1, Threads: 1}); got != 16 {
		t.Errorf("256 MiB in one lane takes %d units, want 16", got)
	}
}

// A flood of logins gets an error, and does not wait for a minute.
func TestTooManyWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(2)
		release, err := l.acquire(t.Context(), 4) // all that there is
		if err != nil {
			t.Fatal(err)
		}
		order := make(chan int, maxWaiting)
		for i := range maxWaiting {
			go func() {
				release, err := l.acquire(t.Context(), 2)
				if err != nil {
					t.Error(err)
					return
				}
				order <- i
				release()
			}()
			synctest.Wait() // in this order
		}
		if _, err := l.acquire(t.Context(), 1); err != ErrBusy {
			t.Errorf("one more: %v, want ErrBusy", err)
		}
		release()
		for i := range maxWaiting {
			if got := <-order; got != i {
				t.Errorf("number %d came %dth", got, i)
			}
		}
		synctest.Wait()
		if l.free != 2 {
			t.Errorf("%d units are free, want 2", l.free)
		}
	})
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(2)
		release, err := l.acquire(t.Context(), 2)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		gaveUp := make(chan error)
		go func() {
			_, err := l.acquire(ctx, 2)
			gaveUp <- err
		}()
		synctest.Wait()
		next := make(chan error)
		go func() {
			_, err := l.acquire(t.Context(), 1)
			next <- err
		}()
		synctest.Wait()
		cancel()
		if err := <-gaveUp; !errors.Is(err, context.Canceled) {
			t.Errorf("the one that gave up: %v", err)
		}
		release()
		if err := <-next; err != nil {
			t.Errorf("the next one: %v", err)
		}
		if l.free != 1 || len(l.waiting) != 0 {
			t.Errorf("%d units are free, want 1", l.free)
		}
	})
}

// A turn that comes at the moment at which its waiter gives up goes to the next.
func TestTurnOfOneThatGivesUp(t *testing.T) {
	l := newLimiter(2)
	release, err := l.acquire(t.Context(), 2)
	if err != nil {
		t.Fatal(err)
	}
	first, second := waiter{2, make(chan struct{})}, waiter{2, make(chan struct{})}
	l.waiting = []waiter{first, second}
	release()
	<-first.ready
	l.abandon(first)
	select {
	case <-second.ready:
	default:
		t.Error("the second one still waits")
	}
	if l.release(2); l.free != 2 {
		t.Errorf("%d units are free, want 2", l.free)
	}
}

func TestVerifyContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := VerifyContext(ctx, []byte("password"), cheapHash); !errors.Is(err, context.Canceled) {
		t.Errorf("VerifyContext: %v", err)
	}
	if hash, err := HashContext(ctx, []byte("password")); !errors.Is(err, context.Canceled) || hash != "" {
		t.Errorf("HashContext: %q, %v", hash, err)
	}
	v := readVectors(t, "testdata/bcrypt.txt")[0]
	if _, err := VerifyContext(t.Context(), []byte(v[0]), v[1]); err != nil {
		t.Errorf("VerifyContext: %v", err)
	}
}
