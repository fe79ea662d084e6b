package secret

import (
	"bytes"
	"errors"
	"fmt"
	"os"
)

// ErrEmpty means that there is not a secret where one is needed: an environment
// variable that is not set, a configuration field that is empty.
var ErrEmpty = errors.New("secret: empty")

// Parse returns the secret that is written in text: all of it but one line end,
// "\n" or "\r\n", since files and the output of commands end in one. It returns
// [ErrEmpty] if nothing is left.
func Parse[T ~string | ~[]byte](text T) (Bytes, error) {
	own := []byte(text)
	if trimmed, ok := bytes.CutSuffix(own, []byte("\n")); ok {
		own = bytes.TrimSuffix(trimmed, []byte("\r"))
	}
	if len(own) == 0 {
		return Bytes{}, ErrEmpty
	}
	return New(own), nil
}

// FromEnv returns the secret in the environment variable, as [Parse] does. It
// returns [ErrEmpty] if the variable is not set or empty: without it, a program
// would start with an empty password and accept it.
//
// Processes that the program starts inherit the variable, and some systems show
// it to administrators. Prefer a file (package keyfile) where you can choose.
func FromEnv(name string) (Bytes, error) {
	b, err := Parse(os.Getenv(name))
	if err != nil {
		return Bytes{}, fmt.Errorf("%w: set the environment variable %s", err, name)
	}
	return b, nil
}

// UnmarshalText reads a secret from JSON, YAML, TOML or another configuration,
// as [Parse] does. It returns [ErrEmpty] for the empty text. A field that is
// missing stays the zero Bytes, which panics when it is used: check
// [Bytes.IsZero] when the program starts.
//
// The other direction stays closed: MarshalText returns [ErrMarshal].
func (b *Bytes) UnmarshalText(text []byte) error {
	read, err := Parse(text)
	if err != nil {
		return err
	}
	*b = read
	return nil
}
