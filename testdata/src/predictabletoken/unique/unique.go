// Package unique makes identifiers.
package unique

import (
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/rs/xid"
)

// ID returns a random identifier, or one that is only unique if the generator fails.
func ID() string {
	id, err := uuid.NewRandom()
	if err != nil {
		return xid.New().String()
	}
	return id.String()
}

// Stamp returns an identifier of the time.
func Stamp() string { return strconv.FormatInt(time.Now().UnixNano(), 36) }
