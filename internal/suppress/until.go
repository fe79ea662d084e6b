package suppress

import (
	"fmt"
	"time"
)

// CheckUntil refuses what is no date of the form 2027-01-31, as in ISO 8601.
func CheckUntil(until string) error {
	if _, err := time.Parse(time.DateOnly, until); err != nil {
		return fmt.Errorf("%q is not a valid date: write one such as 2027-01-31", until)
	}
	return nil
}

// Expired tells whether a date has passed: at the end of its day, local time. An
// empty one never does.
func Expired(until string, now time.Time) bool {
	return until != "" && until < now.Format(time.DateOnly)
}
