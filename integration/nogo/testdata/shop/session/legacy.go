package session

import "example.com/shop/random"

// NewLegacy begins a session of the kind that is to go.
func NewLegacy(user string) Session {
	return Session{Token: random.String(8), User: user}
}
