package timing

import (
	"crypto/cipher"
	"errors"
	"io"
	"strings"
)

// pattern is a text in which * stands for anything.
type pattern string

type rule struct {
	Password pattern
	Mode     passwordMode
}

// passwordMode says which passwords are accepted.
type passwordMode string

// packet is what a client sends first.
type packet struct {
	Connect struct {
		User         string
		Password     []byte
		PasswordKind passwordMode
	}
}

type ledger struct{ users map[string]rule }

func (l *ledger) badPasswordWithATypeOfItsOwn(p packet) bool {
	r, ok := l.users[p.Connect.User]
	return ok && r.Password != "" && r.Password == pattern(p.Connect.Password) // want `CL501: `
}

func (l *ledger) goodKindOfPassword(p packet) bool {
	r := l.users[p.Connect.User]
	return r.Mode == p.Connect.PasswordKind
}

// relay lets in who knows its password.
type relay struct {
	password string
	greeting string
	aead     cipher.AEAD
}

func newRelay(password, greeting string, aead cipher.AEAD) *relay {
	return &relay{password, greeting, aead}
}

func (r *relay) receive(conn io.Reader) ([]byte, error) {
	sealed := make([]byte, 256)
	if _, err := io.ReadFull(conn, sealed); err != nil {
		return nil, err
	}
	return r.aead.Open(nil, sealed[:12], sealed[12:], nil)
}

func (r *relay) badDecryptedPassword(conn io.Reader) error {
	plaintext, err := r.receive(conn)
	if err != nil {
		return err
	}
	if strings.TrimSpace(string(plaintext)) != strings.TrimSpace(r.password) { // want `CL501: `
		return errors.New("wrong password")
	}
	return nil
}

func (r *relay) goodDecryptedGreeting(conn io.Reader) error {
	plaintext, err := r.receive(conn)
	if err != nil {
		return err
	}
	if string(plaintext) != r.greeting {
		return errors.New("not a relay")
	}
	return nil
}
