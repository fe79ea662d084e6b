package fixednonce

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/sequence"
)

// partly finds a nonce of which only a few bytes are random.
func partly(graph *flow.Graph, sink *flow.Sink, nonce flow.Value) *defect {
	for _, alternative := range nonce {
		if !alternative.Only(cryptoapi.SecureRandom) {
			continue
		}
		if count := graph.RandomBytes(sink); count < enough(sink) {
			return &defect{alternative[0], "random bytes", fmt.Sprintf("only %d bytes of %s are random and the rest never changes, so it soon repeats",
				count, subject(sink, "")), broken(sink), rule.Likely}
		}
	}
	return nil
}

// enough is the number of random bytes below which a nonce repeats soon. 8 bytes repeat
// after some 2³² messages, and are what CTR with a counter of 8 bytes has. An AEAD gives
// its authentication key away with the first repetition, and SP 800-38D allows 2³²
// messages under one key: there, 8 bytes are too few.
func enough(sink *flow.Sink) int {
	if sink.Role == cryptoapi.AsNonce && noun(sink) != "IV" {
		return 9
	}
	return 8
}

// saltedPartly finds a nonce of which a few bytes are random, and all others are the same for
// all messages of one key: a salt that lies beside the key.
func saltedPartly(tracker *sequence.Tracker, sink *flow.Sink, nonce flow.Value) *defect {
	count, ok := tracker.FreshBytes(sink)
	if !ok || count >= enough(sink) {
		return nil
	}
	for _, alternative := range nonce {
		if random := alternative.Part(cryptoapi.SecureRandom); random != nil {
			return &defect{random, "random bytes", fmt.Sprintf("only %d bytes of %s are random and the rest is the same for every message under one key, so it soon repeats",
				count, subject(sink, "")), broken(sink), rule.Likely}
		}
	}
	return nil
}
