// Package policy imports nothing.
package policy

// Mode is 2: RequireAnyClientCert.
const Mode = 2

// Clients is what servers ask clients for.
func Clients() int { return Mode }

// Settings come from a file.
type Settings struct{ Mode int }
