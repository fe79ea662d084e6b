// Package makers makes tokens for others. The names of its functions say no more than that.
package makers

import (
	"strconv"
	"sync/atomic"

	"github.com/google/uuid"
	"github.com/rs/xid"
)

// GenerateToken is bad: it is the time, and the address of the network card.
func GenerateToken() string {
	id, _ := uuid.NewUUID()
	return id.String() // want "CL402: the token in the result of GenerateToken is made from a UUID of the time"
}

func newToken() (token string, err error) {
	return "t_" + xid.New().String(), nil // want "CL402: the token in the result of newToken is made from an xid"
}

// CreateToken is good: it is a random UUID.
func CreateToken() string { return uuid.NewString() }

// IssueToken is good enough for a name that says so little: most of it is random.
func IssueToken() (string, error) {
	id, err := uuid.NewV7()
	return id.String(), err
}

// A Token is a word of a language.
type Token struct {
	Text string
	ID   string
}

// NewToken is good: what it returns is no text.
func NewToken(text string) *Token { return &Token{text, xid.New().String()} }

// LookUpToken is good: it does not say that it makes one.
func LookUpToken(names map[string]xid.ID, name string) string { return names[name].String() }

// NewPageToken is good: a page is no secret.
func NewPageToken() string { return xid.New().String() }

// NewRequestToken is good: it tells requests apart.
func NewRequestToken() string { return xid.New().String() }

var last atomic.Int64

// MakeToken is good: a number of its own, as counters have.
func MakeToken() string { return strconv.FormatInt(last.Add(1), 10) }

// NewID is good: it says nothing of a secret.
func NewID() string { return xid.New().String() }
