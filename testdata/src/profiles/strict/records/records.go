// Package records has what is known of users.
package records

import "errors"

// Record is what is known of a user.
type Record struct {
	Name string
	Hash []byte
	Key  []byte
}

// Store holds all records.
type Store struct{ all map[string]*Record }

// Get returns a record, or nil.
func (s *Store) Get(name string) *Record { return s.all[name] }

// Find returns a record.
func (s *Store) Find(name string) (*Record, error) {
	if r := s.all[name]; r != nil {
		return r, nil
	}
	return nil, errors.New("no such user")
}
