package envelope

import (
	"context"
	"crypto/sha256"
	"sync"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/aead"
)

// cache holds the data key that encrypts now, and those that were unwrapped.
type cache struct {
	limits Limits
	// renewing is taken by the one who asks the service for a new data key, so
	// that a program that starts does not ask once for each goroutine.
	renewing chan struct{}

	mu        sync.Mutex
	now       dataKey
	until     time.Time
	left      int                       // messages for now
	unwrapped map[[sha256.Size]byte]old // by the digest of the wrapped key
}

// old is a key that was unwrapped, and when it is to be forgotten.
type old struct {
	ring  *aead.Keyring
	until time.Time
}

func newCache(limits Limits) *cache {
	return &cache{limits: limits, renewing: make(chan struct{}, 1), unwrapped: make(map[[sha256.Size]byte]old)}
}

// current returns the data key for one message, and has a new one made if there
// is none within the limits.
func (c *cache) current(ctx context.Context, newKey func(context.Context) (dataKey, error)) (dataKey, error) {
	if key, ok := c.take(); ok {
		return key, nil
	}
	select {
	case c.renewing <- struct{}{}:
		defer func() { <-c.renewing }()
	case <-ctx.Done():
		return dataKey{}, ctx.Err()
	}
	if key, ok := c.take(); ok { // somebody else has had it made
		return key, nil
	}
	key, err := newKey(ctx)
	if err != nil {
		return dataKey{}, err
	}
	c.put(key.wrapped, key.ring)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now, c.until, c.left = key, time.Now().Add(c.limits.Age), c.limits.Messages-1
	return key, nil
}

// take returns the data key that encrypts now, if it is within the limits.
func (c *cache) take() (dataKey, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.left == 0 || !time.Now().Before(c.until) {
		c.now = dataKey{}
		return dataKey{}, false
	}
	c.left--
	return c.now, true
}

// find returns what a wrapped key decrypts with, if it is remembered.
func (c *cache) find(wrapped []byte) (*aead.Keyring, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forget()
	key, ok := c.unwrapped[sha256.Sum256(wrapped)]
	return key.ring, ok
}

// put remembers a key. If there is no room, the oldest is forgotten.
func (c *cache) put(wrapped []byte, ring *aead.Keyring) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forget()
	if len(c.unwrapped) >= c.limits.Keys {
		var oldest [sha256.Size]byte
		var until time.Time
		for digest, key := range c.unwrapped {
			if until.IsZero() || key.until.Before(until) {
				oldest, until = digest, key.until
			}
		}
		delete(c.unwrapped, oldest)
	}
	c.unwrapped[sha256.Sum256(wrapped)] = old{ring, time.Now().Add(c.limits.Age)}
}

// forget drops the keys whose time is over. They are not wiped, because a call
// may be using them.
func (c *cache) forget() {
	now := time.Now()
	for digest, key := range c.unwrapped {
		if !now.Before(key.until) {
			delete(c.unwrapped, digest)
		}
	}
}
