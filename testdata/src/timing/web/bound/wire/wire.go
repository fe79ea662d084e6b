// Package wire reads what is in texts, requests and files into what it is given.
package wire

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"os"

	oldproto "github.com/golang/protobuf/proto"
	"google.golang.org/protobuf/proto"
)

// Unmarshal decodes a message.
func Unmarshal(text string, message proto.Message) error {
	data, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return err
	}
	return proto.Unmarshal(data, message)
}

// UnmarshalOld does the same with the module that came before.
func UnmarshalOld(text string, message oldproto.Message) error {
	data, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return err
	}
	return oldproto.Unmarshal(data, message)
}

// ReadJSON reads the body of a request, which may not be large.
func ReadJSON(w http.ResponseWriter, r *http.Request, into any) error {
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

// Body does the same with what has been read.
func Body(r *http.Request, into any) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	return json.Unmarshal(body, into)
}

// ReadFile reads a file of the program.
func ReadFile(path string, into any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, into)
}

// Login is what a user sends.
type Login struct{ Name, Pass string }

// Read reads a login from a text.
func (l *Login) Read(text string) error { return json.Unmarshal([]byte(text), l) }
