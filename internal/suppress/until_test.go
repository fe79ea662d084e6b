package suppress_test

import (
	"testing"
	"time"

	"github.com/cryptolint/cryptolint/internal/suppress"
)

func TestExpired(t *testing.T) {
	now := time.Date(2027, 1, 31, 23, 59, 0, 0, time.Local)
	for until, want := range map[string]bool{"": false, "2027-01-30": true, "2027-01-31": false, "2027-02-01": false, "2026-12-31": true} {
		if got := suppress.Expired(until, now); got != want {
			t.Errorf("Expired(%q) = %v, want %v", until, got, want)
		}
	}
}

func TestCheckUntil(t *testing.T) {
	for until, good := range map[string]bool{"2027-01-31": true, "2027-02-30": false, "31.1.2027": false, "tomorrow": false, "?": false, "": false} {
		if err := suppress.CheckUntil(until); (err == nil) != good {
			t.Errorf("CheckUntil(%q) = %v", until, err)
		}
	}
}
