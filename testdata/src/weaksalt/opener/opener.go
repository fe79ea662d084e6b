// Package opener opens old files with functions that use a password as its own salt.
package opener

import "example.test/weaksalt/vault"

// goodTold calls what is reported where it derives the key.
func goodTold(password string) ([]byte, error) { return vault.Presale(password) }

type opener struct{ passphrase string }

func (o *opener) goodToldFurther() ([]byte, error) { return goodTold(o.passphrase) }

// badOwn decides by itself what the salt is.
func badOwn(password string) ([]byte, error) {
	return vault.Key([]byte(password), []byte(password)) // want "CL603: the salt of scrypt.Key, called by vault.Key, is the password itself"
}
