package secret

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
)

// ErrMarshal is the error of everything that would write a secret to JSON, gob,
// XML, YAML or another encoding by itself, and of reading keys from one, which
// have a ParseKey. ([Bytes] can be read.) A program that
// means to store a key calls the Reveal method of the key and stores the
// result where it has decided to.
var ErrMarshal = errors.New("secret: a secret is not marshalled; call its Reveal method where it must leave the program")

// redacted is what a secret looks like.
const redacted = "[secret]"

// Opaque makes a struct type that embeds it a type for secrets: its values are
// printed and logged as the word "secret" in square brackets, refuse to be
// marshalled and unmarshalled with [ErrMarshal], and cannot be compared with ==.
//
//	type Key struct {
//		secret.Opaque
//		key secret.Bytes
//	}
//
// That alone does not hide the other fields: where such a Key is itself an
// unexported field, fmt does not see its methods. The secret must be held in a
// [Bytes], or behind a function as Bytes does. Package
// safeapi/secret/leaktest checks a type.
type Opaque struct {
	_ [0]func() // takes no room, and makes == a compile error
}

// String returns the word "secret" in square brackets.
func (Opaque) String() string { return redacted }

// GoString returns what String does.
func (Opaque) GoString() string { return redacted }

// Format writes what String returns, whatever the verb.
func (Opaque) Format(f fmt.State, _ rune) { io.WriteString(f, redacted) }

// LogValue returns what String does.
func (Opaque) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText returns [ErrMarshal]. encoding/json and encoding/xml call it.
func (Opaque) MarshalText() ([]byte, error) { return nil, ErrMarshal }

// MarshalBinary returns [ErrMarshal]. encoding/gob calls it.
func (Opaque) MarshalBinary() ([]byte, error) { return nil, ErrMarshal }

// UnmarshalText returns [ErrMarshal]: without it, decoding would leave a zero
// key and say nothing.
func (Opaque) UnmarshalText([]byte) error { return ErrMarshal }

// UnmarshalBinary returns [ErrMarshal], as UnmarshalText does.
func (Opaque) UnmarshalBinary([]byte) error { return ErrMarshal }
