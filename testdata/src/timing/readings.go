package timing

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"strings"
)

// A keySet verifies a token and returns what it says.
type keySet interface {
	VerifyPayload(ctx context.Context, token string) ([]byte, error)
}

func payloadOf(token string) ([]byte, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil, errors.New("not a token")
	}
	return base64.RawURLEncoding.DecodeString(parts[1])
}

// goodTwoReadings compares what two functions read out of one token.
func goodTwoReadings(ctx context.Context, keys keySet, rawToken string) error {
	payload, err := payloadOf(rawToken)
	if err != nil {
		return err
	}
	tokenPayload, err := keys.VerifyPayload(ctx, rawToken)
	if err != nil {
		return err
	}
	if !bytes.Equal(tokenPayload, payload) {
		return errors.New("not the payload that was verified")
	}
	return nil
}

type sessions interface {
	TokenOf(user string) (string, error)
}

// badLookedUp compares what belongs to a user with what somebody sent.
func badLookedUp(all sessions, user, sent string) bool {
	accessToken, err := all.TokenOf(user)
	return err == nil && accessToken == strings.TrimSpace(sent) // want "CL501: "
}
