// Package records keeps rows whose columns are read by name.
package records

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"math/rand"
	"strings"
)

// Record is a row.
type Record struct {
	ID    string
	Token string
	data  map[string]any
}

func (r *Record) raw(column string) any {
	if column == "id" {
		return r.ID
	}
	if column == "token" {
		return r.Token
	}
	return r.data[column]
}

func (r *Record) get(column string) any {
	switch column {
	case "expand":
		return nil
	default:
		return r.raw(column)
	}
}

func (r *Record) text(column string) string { return strings.TrimSpace(fmt.Sprint(r.get(column))) }

// Key is read from the column of the key, and not from the others.
func (r *Record) Key() string { return r.text("key") }

func (r *Record) goodSign(message []byte) []byte {
	mac := hmac.New(sha256.New, []byte(r.Key()))
	mac.Write(message)
	return mac.Sum(nil)
}

func (r *Record) badSignWithToken(message []byte) []byte {
	mac := hmac.New(sha256.New, []byte(r.text("token"))) // want `CL401: the MAC key of hmac.New is generated with math/rand`
	mac.Write(message)
	return mac.Sum(nil)
}

func pseudorandom() string { return fmt.Sprintf("%08x", rand.Uint32()) }

func temporary() *Record {
	r := new(Record)
	r.ID = "__temp__" + pseudorandom()
	return r
}

func withToken() *Record {
	r := new(Record)
	r.Token = pseudorandom()
	return r
}
