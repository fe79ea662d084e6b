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

	mu    sync.Mutex
	now   dataKey
	until time.Time
	left  int // messages for now

	// By the digest of the wrapped key: those that were unwrapped, and those that
	// are being unwrapped, with a channel that is closed when that has ended.
	unwrapped  map[digest]old
	unwrapping map[digest]chan struct{}
}

type digest [sha256.Size]byte

// old is a key that was unwrapped, and when it is to be forgotten.
type old struct {
	ring  *aead.Keyring
	until time.Time
}

func newCache(limits Limits) *cache {
	return &cache{limits: limits, renewing: make(chan struct{}, 1), unwrapped: make(map[digest]old), unwrapping: make(map[digest]chan struct{})}
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
	c.put(sha256.Sum256(key.wrapped), key.ring)
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

// open returns what a wrapped key decrypts with, and has it unwrapped if it is
// not remembered. A program that starts does not ask once for each goroutine:
// one asks, and the others wait. If its call fails, which may be because of its
// deadline, each of the others asks for itself.
func (c *cache) open(ctx context.Context, wrapped []byte, unwrap func(context.Context) (*aead.Keyring, error)) (*aead.Keyring, error) {
	id := digest(sha256.Sum256(wrapped))
	ring, others := c.find(id)
	if ring != nil {
		return ring, nil
	}
	if others == nil {
		defer c.unwrappingEnds(id)
	} else {
		select {
		case <-others:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if ring, ok := c.rememberedNow(id); ok {
			return ring, nil
		}
	}
	ring, err := unwrap(ctx)
	if err != nil {
		return nil, err
	}
	c.put(id, ring)
	return ring, nil
}

// find returns a key that is remembered, or what to wait for if another
// goroutine has it unwrapped. If it returns neither, the caller unwraps it.
func (c *cache) find(id digest) (ring *aead.Keyring, others <-chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if ring, ok := c.remembered(id); ok {
		return ring, nil
	}
	if wait, ok := c.unwrapping[id]; ok {
		return nil, wait
	}
	c.unwrapping[id] = make(chan struct{})
	return nil, nil
}

func (c *cache) unwrappingEnds(id digest) {
	c.mu.Lock()
	defer c.mu.Unlock()
	close(c.unwrapping[id])
	delete(c.unwrapping, id)
}

func (c *cache) rememberedNow(id digest) (*aead.Keyring, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.remembered(id)
}

// remembered is called with c.mu held.
func (c *cache) remembered(id digest) (*aead.Keyring, bool) {
	c.forget()
	key, ok := c.unwrapped[id]
	return key.ring, ok
}

// put remembers a key. If there is no room, the oldest is forgotten.
func (c *cache) put(id digest, ring *aead.Keyring) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forget()
	if len(c.unwrapped) >= c.limits.Keys {
		var oldest digest
		var until time.Time
		for other, key := range c.unwrapped {
			if until.IsZero() || key.until.Before(until) {
				oldest, until = other, key.until
			}
		}
		delete(c.unwrapped, oldest)
	}
	c.unwrapped[id] = old{ring, time.Now().Add(c.limits.Age)}
}

// forget drops the keys whose time is over. They are not wiped, because a call
// may be using them.
func (c *cache) forget() {
	now := time.Now()
	for id, key := range c.unwrapped {
		if !now.Before(key.until) {
			delete(c.unwrapped, id)
		}
	}
}
