// Package portal has passwords and tokens from a package of identifiers.
package portal

import (
	"strconv"
	"time"

	"github.com/google/uuid"

	"example.test/predictabletoken/unique"
)

type user struct {
	Password   string
	ResetToken string
}

func goodFallbackElsewhere() *user {
	return &user{Password: unique.ID(), ResetToken: unique.ID()}
}

func badStampElsewhere() *user {
	return &user{ResetToken: unique.Stamp()} // want "CL402: .*ResetToken is made from the current time"
}

func badFallbackHere() *user {
	token := strconv.FormatInt(time.Now().UnixNano(), 36)
	if id, err := uuid.NewRandom(); err == nil {
		token = id.String()
	}
	return &user{ResetToken: token} // want "CL402: .*ResetToken is made from the current time when crypto/rand fails"
}
