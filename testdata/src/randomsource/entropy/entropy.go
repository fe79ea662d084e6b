// Package entropy collects randomness.
package entropy

// Pool is a source of random bytes.
type Pool struct{ state [32]byte }

// Read fills p.
func (e *Pool) Read(p []byte) (int, error) { return copy(p, e.state[:]), nil }
