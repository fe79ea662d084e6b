package session

import (
	"testing"

	"example.com/shop/random"
)

func visitor() Session {
	return Session{Token: random.String(32), User: "ada"}
}

func TestUser(t *testing.T) {
	if s := visitor(); s.User != "ada" {
		t.Fatalf("the session is of %s", s.User)
	}
}
