// Package cart is full of type parameters.
package cart

import (
	"cmp"
	"crypto/aes"
	"crypto/cipher"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// Number is what can be counted.
type Number interface {
	~int | ~int64 | ~float64
}

// Item is a thing with a key and an amount.
type Item[K cmp.Ordered, N Number] struct {
	Key    K
	Amount N
}

// Cart holds items, and what each of them carries.
type Cart[K cmp.Ordered, N Number, T any] struct {
	items  map[K]*Item[K, N]
	extras map[K]T
	parent *Cart[K, N, T]
}

// All goes over the items by key.
func (c *Cart[K, N, T]) All() iter.Seq2[K, N] {
	return func(yield func(K, N) bool) {
		for _, key := range slices.Sorted(maps.Keys(c.items)) {
			if !yield(key, c.items[key].Amount) {
				return
			}
		}
	}
}

// Extra returns what the nearest cart says of the item.
func (c *Cart[K, N, T]) Extra(key K) (extra T, ok bool) {
	for ; c != nil && !ok; c = c.parent {
		extra, ok = c.extras[key]
	}
	return extra, ok
}

// Fold puts all items into one value.
func Fold[K cmp.Ordered, N Number, T, R any](c *Cart[K, N, T], start R, f func(R, K, N) R) R {
	for key, amount := range c.All() {
		start = f(start, key, amount)
	}
	return start
}

// Map returns what f makes of each value.
func Map[S ~[]E, E, R any](s S, f func(E) R) []R {
	var all []R
	for _, e := range s {
		all = append(all, f(e))
	}
	return all
}

// Sealer encrypts what it knows how to write.
type Sealer[T fmt.Stringer] struct{ key []byte }

// Seal encrypts block by block.
func (s Sealer[T]) Seal(value T) ([]byte, error) {
	block, err := aes.NewCipher(s.key)
	if err != nil {
		return nil, err
	}
	text := []byte(value.String())
	return sealBlocks(block, text), nil
}

func sealBlocks[B cipher.Block, S ~[]byte](block B, text S) S {
	sealed := make(S, len(text)-len(text)%block.BlockSize())
	for i := 0; i < len(sealed); i += block.BlockSize() {
		block.Encrypt(sealed[i:], text[i:])
	}
	return sealed
}

type name string

func (n name) String() string {
	return strings.TrimLeft(string(n), "--") // a set of characters, as staticcheck says
}

// Seal encrypts the name of each item.
func Seal(key []byte, c *Cart[string, int, name]) ([][]byte, error) {
	var all [][]byte
	for item := range c.All() {
		sealed, err := Sealer[name]{key}.Seal(name(item))
		if err != nil {
			return nil, fmt.Errorf("seal %d: %w", item, err) // the verb is wrong, as govet says
		}
		all = append(all, sealed)
	}
	return Map(all, slices.Clone[[]byte]), nil
}

// Total adds the amounts up.
func Total[K cmp.Ordered, N Number](c *Cart[K, N, struct{}]) N {
	var none N
	return Fold(c, none, func(sum N, _ K, amount N) N { return sum + amount })
}
