// Package settings knows which versions of TLS a company uses.
package settings

import "crypto/tls"

// Lowest is what old devices speak.
func Lowest() uint16 { return tls.VersionTLS11 }

// Current is what everything else does.
func Current() uint16 { return tls.VersionTLS13 }
