//go:build race

package aead

// raceDetector is true if the tests run with it, which adds allocations.
const raceDetector = true
