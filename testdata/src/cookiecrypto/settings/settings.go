// Package settings holds what the site is configured with.
package settings

const (
	// MaxAge is how long a session lasts: until the browser is closed.
	MaxAge = 0

	// Week is how long one lasts that is remembered.
	Week = 7 * 24 * 3600

	// OverTLS is whether the site has a certificate.
	OverTLS = false
)
