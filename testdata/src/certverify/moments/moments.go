// Package moments holds times that the program is built with.
package moments

import "time"

// Release is when the version was released, in seconds.
const Release = 1750000000

// Provisioned is when the devices are made.
func Provisioned() time.Time { return time.Date(2019, time.March, 1, 0, 0, 0, 0, time.UTC) }
