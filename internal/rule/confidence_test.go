package rule_test

import (
	"testing"

	"github.com/cryptolint/cryptolint/internal/rule"
)

// A server that offers one weak suite among many keeps it for old peers.
func TestConfidenceOf(t *testing.T) {
	for _, c := range []struct {
		some, all int
		want      rule.Confidence
	}{
		{1, 1, rule.Certain},
		{2, 3, rule.Likely},
		{1, 2, rule.Likely},
		{1, 3, rule.Unsure},
	} {
		if got := rule.ConfidenceOf(c.some, c.all); got != c.want {
			t.Errorf("%d of %d ways: %v, want %v", c.some, c.all, got, c.want)
		}
	}
	if rule.ConfidenceAmong(1) != rule.Certain || rule.ConfidenceAmong(2) != rule.Likely {
		t.Error("a second way does not make the first one less certain")
	}
}
