package keyleak

import (
	"crypto/sha256"
	"fmt"

	"golang.org/x/crypto/pbkdf2"
)

// A job is set up by options, and returned by the method that applies them.
type job struct {
	file     string
	password []byte
}

type jobOption func(*job) error

func (j *job) apply(options ...jobOption) (*job, error) {
	for _, option := range options {
		if err := option(j); err != nil {
			return nil, err
		}
	}
	return j, nil
}

func (j *job) named(file string) *job {
	j.file = file
	return j
}

func (j *job) key(salt []byte) []byte {
	return pbkdf2.Key(j.password, salt, 600_000, 32, sha256.New)
}

func goodFieldBesideThePassword(salt []byte, options ...jobOption) ([]byte, error) {
	j, err := new(job).apply(options...)
	if err != nil {
		return nil, err
	}
	if len(j.password) == 0 {
		return nil, fmt.Errorf("no password for %s", j.file)
	}
	return j.key(salt), nil
}

func goodFieldOfABuilder(salt []byte, file string) ([]byte, error) {
	j := new(job).named(file)
	key := pbkdf2.Key(j.password, salt, 600_000, 32, sha256.New)
	if len(key) == 0 {
		return nil, fmt.Errorf("no key for %s", j.file)
	}
	return key, nil
}

func badSameField(options ...jobOption) error {
	j, err := new(job).apply(options...)
	if err != nil {
		return err
	}
	return fmt.Errorf("password %s opens nothing", j.password) // want "CL607: fmt.Errorf puts .password., which is the password of pbkdf2.Key, into an error"
}
