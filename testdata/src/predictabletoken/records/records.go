// Package records numbers what is not secret.
package records

import (
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"
)

// A record of what an assistant was told has a session, which lets nobody in.
type record struct {
	SessionID string
	RequestID string
	TraceID   string
}

func goodSession() *record {
	return &record{SessionID: fmt.Sprintf("session-%d", time.Now().Unix()), RequestID: strconv.FormatInt(time.Now().UnixNano(), 36), TraceID: uuid.Must(uuid.NewV7()).String()}
}

func goodNewSessionID() string { return uuid.Must(uuid.NewV7()).String() }
