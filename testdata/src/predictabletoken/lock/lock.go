// Package lock locks what several programs use. A token says who has the lock.
package lock

import "github.com/rs/xid"

// NewToken is good.
func NewToken() string { return xid.New().String() }
