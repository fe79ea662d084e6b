// Package clock makes numbers of the time. It has no cryptography.
package clock

import (
	"strconv"
	"time"
)

// State is sent with each login.
const State = "state"

// Stamp returns the time as a text.
func Stamp() string { return strconv.FormatInt(time.Now().UnixNano(), 36) }

// Now is the current time in seconds.
func Now() int64 { return time.Now().Unix() }
