// Package environment changes the environment of the process.
package environment

import "os"

// Set sets a variable.
func Set(name, value string) { os.Setenv(name, value) }

// Legacy is what old programs need.
func Legacy() string { return "cryptocustomrand=1" }

// Current is what programs of today need.
func Current() string { return "gctrace=0,x509negativeserial=0" }
