// Package lifetimes says how long things are valid.
package lifetimes

import "time"

// Server is how long the certificate of a server is valid.
const Server = 2 * 365 * 24 * time.Hour
