package kdfcost

import (
	"crypto/pbkdf2"
	"crypto/sha256"
)

// The default is in a literal, and functional options may change it.

type hashOptions struct{ rounds int }

type hashOption func(*hashOptions)

func newHashOptions(options ...hashOption) *hashOptions {
	o := &hashOptions{rounds: 1000}
	for _, set := range options {
		set(o)
	}
	return o
}

func badDefaultOfOptions(password string, salt []byte, options ...hashOption) ([]byte, error) {
	return pbkdf2.Key(sha256.New, password, salt, newHashOptions(options...).rounds, 32) // want "CL602: .*1000 iterations"
}

type slowOptions struct{ rounds int }

type slowOption func(*slowOptions)

func newSlowOptions(options ...slowOption) *slowOptions {
	o := &slowOptions{rounds: 1_300_000}
	for _, set := range options {
		set(o)
	}
	return o
}

func goodDefaultOfOptions(password string, salt []byte, options ...slowOption) ([]byte, error) {
	return pbkdf2.Key(sha256.New, password, salt, newSlowOptions(options...).rounds, 32)
}
