package webhook

import (
	"errors"
	"io"
	"net/http"
)

// firstRead is what is read before the length that a request claims is believed.
const firstRead = 64 << 10 // bytes

// readBody reads the body, of at most limit bytes, into memory of its length:
// io.ReadAll would use twice as much. It returns an *http.MaxBytesError for a
// longer one.
func readBody(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, error) {
	if r.ContentLength > limit {
		return nil, &http.MaxBytesError{Limit: limit}
	}
	src := http.MaxBytesReader(w, r.Body, limit)
	size := int64(firstRead)
	if r.ContentLength >= 0 {
		size = min(r.ContentLength, firstRead)
	}
	body := make([]byte, 0, size)
	for {
		free := body[len(body):cap(body)]
		if len(free) == 0 { // most bodies end here, without more memory
			free = make([]byte, 1)
		}
		n, err := src.Read(free)
		if len(body)+n > cap(body) {
			grown := make([]byte, 0, grow(int64(len(body)), r.ContentLength))
			body = append(append(grown, body...), free[:n]...)
		} else {
			body = body[:len(body)+n]
		}
		if errors.Is(err, io.EOF) {
			return body, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// grow returns the size for a body that does not fit into length bytes: all that
// was claimed, or twice as much where nothing was, or what is not true.
func grow(length, claimed int64) int64 {
	if claimed > length {
		return claimed
	}
	return 2*length + 64
}
