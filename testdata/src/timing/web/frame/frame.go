// Package frame is a small web framework: what it fills, it fills by reflection.
package frame

import (
	"net/http"
	"reflect"
)

// Context is a request and its answer.
type Context struct {
	Request *http.Request
	Writer  http.ResponseWriter
}

// Bind fills the fields of into from the request.
func (c *Context) Bind(into any) error {
	if err := c.Request.ParseForm(); err != nil {
		return err
	}
	return fill(c.Request, reflect.ValueOf(into).Elem())
}

// Decode does the same without a context.
func Decode(into any, r *http.Request) error { return fill(r, reflect.ValueOf(into).Elem()) }

// Load fills into from a file of the program.
func Load(into any, path string) error { return fill(nil, reflect.ValueOf(into).Elem()) }

func fill(r *http.Request, into reflect.Value) error {
	for i := range into.NumField() {
		into.Field(i).SetString(r.FormValue(into.Type().Field(i).Name))
	}
	return nil
}
