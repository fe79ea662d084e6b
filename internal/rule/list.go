package rule

import (
	"fmt"
	"strings"
)

// List joins names for a message: "a, b and c".
func List(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// Count joins a number and a noun for a message: "1 pass", "2 passes".
func Count(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Factor writes a factor for a message: "1.5", "6", "146".
func Factor(factor float64) string {
	if factor < 3 {
		return fmt.Sprintf("%.1f", factor)
	}
	return fmt.Sprintf("%.0f", factor)
}
