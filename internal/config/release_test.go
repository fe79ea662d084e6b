package config_test

import (
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/internal/config"
)

func TestNewer(t *testing.T) {
	for _, c := range []struct {
		asOf, since string
		newer       bool
	}{
		{"latest", "9.9.9", false},
		{"0.2", "0.1.0", false},
		{"0.2", "0.2.0", false},
		{"0.2", "0.2.1", true}, // 0.2 is 0.2.0
		{"0.2", "0.3.0", true},
		{"0.9", "0.10.0", true}, // numbers, not text
		{"0.10", "0.9.0", false},
		{"v1.2.3", "1.2.3", false},
		{"0.3.0-rc.1", "0.3.0", true},
		{"0.2", "", false}, // unknown
	} {
		parsed, err := config.Parse("", []byte("rules-as-of: "+c.asOf), rules)
		if err != nil {
			t.Fatalf("%s: %v", c.asOf, err)
		}
		if got := parsed.Newer(c.since); got != c.newer {
			t.Errorf("rules as of %s, found since %q: newer is %t, want %t", c.asOf, c.since, got, c.newer)
		}
	}
	if config.Default().Newer("9.9.9") {
		t.Error("by default something is a warning")
	}
}

func TestNoRelease(t *testing.T) {
	for _, value := range []string{"2", "0.02", "1.2.3.4", "v", "last", "0.2 ", ">=0.2", "0.2.0+dirty"} {
		_, err := config.Parse("c.yaml", []byte("rules-as-of: \""+value+"\""), rules)
		if err == nil || !strings.Contains(err.Error(), "c.yaml:1: rules-as-of: ") || !strings.Contains(err.Error(), "0.2.1, or latest") {
			t.Errorf("%q: %v, want an error that says what to write", value, err)
		}
	}
}
