// Package wire reads frames with code that is not in sight.
package wire

var open func(frame []byte) ([]byte, error)

// Open returns, with an error, what was whole until then.
func Open(frame []byte) ([]byte, error) { return open(frame) }

// Parse returns nothing with an error.
func Parse(frame []byte) ([]byte, error) {
	if len(frame) == 0 {
		return nil, errShort
	}
	return frame, nil
}

// Source is where frames come from.
type Source interface {
	Next() ([]byte, error)
	Last() ([]byte, error)
}

type short struct{}

func (short) Error() string { return "short" }

var errShort = short{}
